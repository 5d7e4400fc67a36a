use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::connect_async;

async fn leave() {
    let (mut line, _) = connect_async("wss://chat.example.org").await.unwrap();
    line.close(Some(CloseFrame { code: CloseCode::Restart, reason: "new version".into() })).await.ok();
}
