use web_sys::{CloseEvent, WebSocket};

fn leave(event: CloseEvent, other: &WebSocket) {
    let told = event.code();
    let code = if told >= 3000 { told } else { 1000 };
    other.close_with_code(code).unwrap();
}
