use axum::extract::ws::{CloseFrame, Message, WebSocket};

const PROTOCOL: &str = "graphql-transport-ws";

async fn kick(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 4929, reason: "banned from the room".into() }))).await.ok();
}
