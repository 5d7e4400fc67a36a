use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn refuse(mut guest: WebSocket) {
    let frame = CloseFrame {
        code: 1008,
        reason: "this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right".into(),
    };
    guest.send(Message::Close(Some(frame))).await.ok();
}
