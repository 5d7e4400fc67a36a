use tokio_tungstenite::tungstenite::{protocol::{frame::coding::CloseCode, CloseFrame}, Message};
use tokio_tungstenite::WebSocketStream;

async fn relay(message: Message, other: &mut WebSocketStream<TcpStream>) {
    if let Message::Close(Some(frame)) = message {
        let code = if frame.code.is_allowed() { frame.code } else { CloseCode::Error };
        other.close(Some(CloseFrame { code, reason: frame.reason })).await.ok();
    }
}
