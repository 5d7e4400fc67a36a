import Starscream

func pause(line: Starscream.WebSocket) {
    line.forceDisconnect()
}
