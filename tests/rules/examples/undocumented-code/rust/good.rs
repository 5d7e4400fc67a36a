use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn expire(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 4001, reason: "expired".into() }))).await.ok();
}
