use tokio_tungstenite::connect_async;

async fn probe(url: &str) {
    let (mut line, _) = connect_async(url).await.unwrap();
    line.close(None).await.ok();
}
