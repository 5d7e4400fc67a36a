use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn kick(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 4077, reason: "idle".into() }))).await.ok();
}
