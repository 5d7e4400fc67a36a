"""Codes that are written without the name of their enum: only the parameter, the result or the switch around tells it."""

import pytest

from .support import cases, run, uses

SWIFT = """
=== what an own function takes
import NIOWebSocket

final class Peer {
    func refuse(with reason: WebSocketErrorCode, text: String? = nil) { log(reason) }
    func note(_ reason: WebSocketErrorCode) { log(reason) }
    func show(_ state: State) { log(state) }
    func read(frame: WebSocketFrame) {
        refuse(with: «.protocolError→1002», text: "too short")
        self.note(«.policyViolation→1008»)
        show(.protocolError)
        refuse(text: "none")
    }
}
=== a member of an own enum
enum HangUpCode: Int { case late = 4001, rude = 4002 }
enum RoomCloseCode: Int {
    case late = «4101→4101»
    case rude = «4102→4102»
}
final class Room {
    private let socket: URLSessionWebSocketTask
    func leave(why: RoomCloseCode) { socket.cancel(with: .init(rawValue: why.rawValue)!, reason: nil) }
    func hangUp(why: HangUpCode) { print(why) }
    func late() { leave(why: «.late→4101») }
    func rude() { hangUp(why: .rude) }
}
=== what a list is of
import NIOWebSocket

final class Peer {
    let fatal: [WebSocketErrorCode] = [«.protocolError→1002», «.policyViolation→1008»]
    let quiet: Set<WebSocketErrorCode> = [«.normalClosure→1000»]
    let shown: [State] = [.protocolError, .goingAway]
}
=== what a function or a property gives back
import NIOWebSocket

struct Frame {
    var strict: Bool
    func refusal() -> WebSocketErrorCode? {
        if strict { return «.protocolError→1002» }
        return «.policyViolation→1008»
    }
    var code: URLSessionWebSocketTask.CloseCode {
        switch strict {
        case true: «.goingAway→1001»
        default: return «.messageTooBig→1009»
        }
    }
    var state: State { .protocolError }
}
=== which of its members an enum is
enum RoomCloseCode: Int {
    case full = «4101→4101»
    case late = «4102→4102»
    case rude = «4103→4103»
    var text: String {
        switch self {
        case «.full→4101»: "full"
        case «.late→4102», «.rude→4103»: "go"
        }
    }
}
enum Size: Int {
    case small = 1000
    case large = 4000
    var text: String {
        switch self {
        case .small: "small"
        case .large: "large"
        }
    }
}
"""

DART = """
=== the number of a member
import 'dart:io';

bool rude(WebSocket socket, RoomCloseCodes closed) {
  log(«RoomCloseCodes.POLICY_VIOLATION→1008».code, Errors.POLICY_VIOLATION.code);
  return closed == «RoomCloseCodes.POLICY_VIOLATION→1008»;
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(swift=SWIFT, dart=DART))
def test_members_whose_type_stands_elsewhere(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
