use gloo_net::websocket::futures::WebSocket;

fn leave(line: WebSocket) {
    line.close(None, Some("leaving")).unwrap();
}
