import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var line: URLSessionWebSocketTask?
    private var other: URLSessionWebSocketTask?

    func connect() {
        line = URLSession.shared.webSocketTask(with: URL(string: "wss://feed.example.org")!)
        line?.resume()
    }

    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        other?.cancel(with: closeCode, reason: reason)
    }
}
