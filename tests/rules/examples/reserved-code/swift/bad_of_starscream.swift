import Starscream

func leave(line: Starscream.WebSocket) {
    line.disconnect(closeCode: 1006)
}
