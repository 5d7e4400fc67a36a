import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var line: URLSessionWebSocketTask?
    private var attempts = 0

    private func again() {
        let wait = Double.random(in: 0...min(30, 0.5 * pow(2, Double(attempts))))
        attempts += 1
        DispatchQueue.main.asyncAfter(deadline: .now() + wait) { self.connect() }
    }

    func connect() {
        line = URLSession.shared.webSocketTask(with: URL(string: "wss://feed.example.org")!)
        line?.resume()
    }

    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        switch closeCode {
        case .abnormalClosure, .goingAway: again()
        default: break
        }
    }
}
