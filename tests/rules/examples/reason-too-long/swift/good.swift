import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel(with: .policyViolation, reason: Data("not in this room".utf8))
}
