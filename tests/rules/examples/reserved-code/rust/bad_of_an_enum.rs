use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::WebSocketStream;

async fn leave(mut line: WebSocketStream<TcpStream>) {
    line.close(Some(CloseFrame { code: CloseCode::Abnormal, reason: "lost".into() })).await.ok();
}
