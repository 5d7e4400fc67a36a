use web_sys::WebSocket;

fn leave(line: &WebSocket) {
    line.close_with_code_and_reason(1001, "leaving").unwrap();
}
