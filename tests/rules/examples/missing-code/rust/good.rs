use gloo_net::websocket::futures::WebSocket;

fn leave(line: WebSocket) {
    line.close(Some(1000), None).unwrap();
}
