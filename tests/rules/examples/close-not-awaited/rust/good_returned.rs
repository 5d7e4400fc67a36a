use tokio_tungstenite::WebSocketStream;

fn leave(line: &mut WebSocketStream<TcpStream>) -> impl Future<Output = Result<(), Error>> + '_ {
    line.close(None)
}
