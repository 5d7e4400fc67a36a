use tokio_tungstenite::tungstenite::{protocol::CloseFrame, Message};
use tokio_tungstenite::WebSocketStream;

async fn relay(message: Message, other: &mut WebSocketStream<TcpStream>) {
    if let Message::Close(Some(frame)) = message {
        other.close(Some(CloseFrame { code: frame.code, reason: frame.reason })).await.ok();
    }
}
