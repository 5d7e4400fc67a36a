use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn serve(mut guest: WebSocket, store: Store) {
    if let Err(error) = store.load().await {
        guest.send(Message::Close(Some(CloseFrame { code: 1011, reason: error.to_string().into() }))).await.ok();
    }
}
