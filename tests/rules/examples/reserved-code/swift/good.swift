import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel(with: .goingAway, reason: nil)
}
