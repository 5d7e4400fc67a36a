import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel(with: .abnormalClosure, reason: nil)
}
