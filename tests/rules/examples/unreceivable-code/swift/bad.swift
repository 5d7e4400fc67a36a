import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var line: URLSessionWebSocketTask?

    func connect() {
        line = URLSession.shared.webSocketTask(with: URL(string: "wss://feed.example.org")!)
        line?.resume()
    }

    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        if closeCode.rawValue == 401 { logIn() }
    }
}
