use web_sys::{CloseEvent, WebSocket};

fn leave(event: CloseEvent, other: &WebSocket) {
    other.close_with_code(event.code()).unwrap();
}
