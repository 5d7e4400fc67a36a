import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel(with: .normalClosure, reason: nil)
}
