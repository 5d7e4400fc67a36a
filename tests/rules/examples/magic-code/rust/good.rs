use axum::extract::ws::{close_code, CloseFrame, Message, WebSocket};

async fn refuse(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: close_code::POLICY, reason: "no token".into() }))).await.ok();
}
