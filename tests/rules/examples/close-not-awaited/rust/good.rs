use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures::StreamExt;

async fn refuse(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: 1008, reason: "no token".into() }))).await.ok();
}

async fn relay(guest: WebSocket, failures: Failures) {
    let (replies, _) = guest.split();
    failures
        .map(|failure| Message::Close(Some(CloseFrame { code: 1011, reason: failure.into() })))
        .map(Ok)
        .forward(replies)
        .await
        .ok();
}
