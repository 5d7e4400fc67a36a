import Vapor

let subprotocol = "graphql-transport-ws"
let bannedFromTheRoom: UInt16 = 4929

func routes(_ app: Application) throws {
    app.webSocket("rooms") { request, guest in
        guest.close(code: .init(codeNumber: Int(bannedFromTheRoom)), promise: nil)
    }
}
