use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::{connect_async, tungstenite::Message};

async fn run() {
    loop {
        if let Ok((mut line, _)) = connect_async("wss://feed.example.org").await {
            while let Some(Ok(message)) = line.next().await {
                show(message);
            }
        }
        println!("again");
    }
}
