import Foundation

func leave(line: URLSessionWebSocketTask) {
    line.cancel(with: .policyViolation, reason: Data("this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right".utf8))
}
