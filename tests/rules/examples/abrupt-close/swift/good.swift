import Starscream

func pause(line: Starscream.WebSocket) {
    line.disconnect(closeCode: 1000)
}
