use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn refuse(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 401, reason: "no token".into() }))).await.ok();
}
