import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel()
}
