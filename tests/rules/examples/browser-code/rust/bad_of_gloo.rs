use gloo_net::websocket::futures::WebSocket;

fn leave(line: WebSocket) {
    line.close(Some(1011), Some("failed")).unwrap();
}
