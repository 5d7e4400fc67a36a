use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::{connect_async, tungstenite::Message};

async fn run() {
    let mut wait = Duration::from_millis(500);
    loop {
        if let Ok((mut line, _)) = connect_async("wss://feed.example.org").await {
            while let Some(Ok(message)) = line.next().await {
                show(message);
            }
        }
        tokio::time::sleep(wait + jitter()).await;
        wait = (wait * 2).min(Duration::from_secs(30));
    }
}
