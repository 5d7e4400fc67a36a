use tokio_tungstenite::tungstenite::Message;

fn refused(message: &Message) -> bool {
    match message {
        Message::Close(Some(frame)) => u16::from(frame.code) == 4401,
        _ => false,
    }
}
