import Vapor

func shutdown(_ app: Application) {
    app.webSocket("rooms") { request, guest in
        guest.close(code: .goingAway, promise: nil)
    }
}
