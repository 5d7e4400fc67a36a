use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn leave(mut guest: WebSocket) {
    // wsclose: ignore[reserved-code]
    guest.send(Message::Close(Some(CloseFrame { code: 1006, reason: "bye".into() }))).await.ok();
}
