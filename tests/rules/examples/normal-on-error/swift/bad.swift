import Vapor

func leave(_ guest: WebSocket) async throws {
    do {
        try await store.load()
    } catch {
        try await guest.close(code: .normalClosure)
    }
}
