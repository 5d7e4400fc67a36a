use tokio_tungstenite::WebSocketStream;

async fn leave(mut line: WebSocketStream<TcpStream>) {
    let closing = line.close(None);
    tokio::time::timeout(LIMIT, closing).await.ok();
}
