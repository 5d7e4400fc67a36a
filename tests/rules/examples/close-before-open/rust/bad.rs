use web_sys::WebSocket;

fn probe(url: &str) {
    let line = WebSocket::new(url).unwrap();
    line.close_with_code(1000).unwrap();
}
