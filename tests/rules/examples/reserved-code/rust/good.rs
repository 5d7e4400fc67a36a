use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn leave(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 1011, reason: "lost".into() }))).await.ok();
}
