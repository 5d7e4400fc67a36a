use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn kick(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 4210, reason: "idle".into() }))).await.ok();
}
