use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn shutdown(guests: Vec<WebSocket>) {
    for mut guest in guests {
        guest.send(Message::Close(Some(CloseFrame { code: 1000, reason: "bye".into() }))).await.ok();
    }
}
