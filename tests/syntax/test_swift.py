"""Swift: members without their type, labels, trailing closures, patterns, parts of an `if` beside each other."""

import pytest
from tests.syntax.conftest import Closed, Codes

from wsclose.syntax import languages
from wsclose.syntax.document import Document
from wsclose.syntax.source import Source

FEED = """\
import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var task: URLSessionWebSocketTask?
    private var reading: Task<Void, Never>?

    func open(_ url: URL) {
        task = URLSession.shared.webSocketTask(with: url)
        reading = Task { [weak self] in await self?.read() }
    }

    func leave(with code: URLSessionWebSocketTask.CloseCode = .goingAway) {
        reading?.cancel()
        guard let task, task.closeCode == .invalid else { return }
        task.cancel(with: code, reason: "bye".data(using: .utf8))
    }

    func kick() {
        task?.cancel(with: URLSessionWebSocketTask.CloseCode(rawValue: 4001)!, reason: nil)
    }

    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask,
                    didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        switch closeCode {
        case .normalClosure, .goingAway: break
        case .policyViolation where retries > 3: fail()
        default:
            if closeCode.rawValue == 4004 || closeCode.rawValue >= 4900 { return } else { open(url) }
        }
    }
}
"""


def test_a_web_socket_task_is_cancelled_with_a_code_and_a_task_without(closed: Closed) -> None:
    assert [numbers for _, numbers in closed(FEED, "Feed.swift")] == [[1001], [4001]]


def test_what_a_delegate_is_told(codes: Codes) -> None:
    compared = [number for _, use, number in codes(FEED, "Feed.swift") if use == "compared"]
    assert compared == [0, 1000, 1001, 1008, 4004, 4900] or compared == [1000, 1001, 1008, 4004, 4900]


@pytest.mark.parametrize(
    ("call", "number"),
    [
        ("ws.close(code: .normalClosure)", 1000),
        ("ws.close(code: .unknown(4001))", 4001),
        ("try await ws.close(code: .init(codeNumber: 4001))", 4001),
        ("ws?.close(code: code ?? .goingAway)", 1001),
        ("socket.disconnect(closeCode: 1000)", 1000),
    ],
)
def test_codes_without_their_type(call: str, number: int, closed: Closed) -> None:
    text = f"import WebSocketKit\nfunc leave(ws: WebSocket, socket: WebSocketClient) async throws {{\n    {call}\n}}\n"
    assert [numbers for _, numbers in closed(text, "a.swift")] == [[number]]


def test_an_enum_of_the_file_is_meant_before_those_of_libraries(closed: Closed) -> None:
    text = """\
import WebSocketKit
enum Leaving: UInt16 { case expired = 4001, moved = 4002 }
func leave(_ ws: WebSocket) { ws.close(code: .moved) }
"""
    assert closed(text, "a.swift") == [("ws.close(code: .moved)", [4002])]


def test_a_block_behind_the_parentheses(closed: Closed) -> None:
    text = 'import Vapor\nfunc routes(_ app: Application) { app.webSocket("x") { req, peer in peer.close(code: .goingAway) } }\n'
    assert closed(text, "routes.swift") == [("peer.close(code: .goingAway)", [1001])]


def test_a_variant_that_is_built_closes_nothing(closed: Closed) -> None:
    text = '// WebSocket\nlet event = WebSocketEvent.close(code: 1000, reason: "x")\nsend(.close(code: 1006, reason: ""))\n'
    assert closed(text, "a.swift") == []


def test_a_pattern_that_takes_nothing_does_not_hide_what_is_around(closed: Closed) -> None:
    text = """\
import WebSocketKit
func f(_ ws: WebSocket, _ result: Result<Void, Error>) {
    switch result {
    case .success(): ws.close(code: .goingAway)
    case .failure(let error): print(error)
    }
}
"""
    assert closed(text, "a.swift") == [("ws.close(code: .goingAway)", [1001])]


def test_an_empty_dictionary(closed: Closed) -> None:
    assert closed("// WebSocket\nlet sockets: [Int: WebSocket] = [:]\n", "a.swift") == []


def read(text: str) -> object:
    language = languages.for_path("a.swift")
    assert language is not None
    source = Source(language, Document.from_str(f"func left() {{\n    if {text} {{ return }}\n}}\n"), "a.swift")
    return [placed.unit.statements for placed in source.outline.units]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("code == 4001 || code == 4002", "(code == 4001) || (code == 4002)"),
        ("code != 4001 && code != 4002", "(code != 4001) && (code != 4002)"),
        ("code == .a || code == .b || code >= 4000", "((code == .a) || (code == .b)) || (code >= 4000)"),
        ("a == 1 && b == 2 || c == 3 && d", "((a == 1) && (b == 2)) || ((c == 3) && d)"),
        ("a == 1 && (b == 2 || c) && d < 4", "((a == 1) && ((b == 2) || c)) && (d < 4)"),
        ("a == (b || c)", "(a == (b || c))"),
        ("a.count > 3 && !b || tries + 1 < 5", "((a.count > 3) && (!b)) || ((tries + 1) < 5)"),
    ],
)
def test_comparisons_bind_closer_than_what_joins_them(written: str, meant: str) -> None:
    assert read(written) == read(meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("![4001, 4002].contains(code)", "!([4001, 4002].contains(code))"),
        ("a && ![4001].contains(code)", "a && !([4001].contains(code))"),
    ],
)
def test_what_is_negated_is_a_call_of_a_list(written: str, meant: str) -> None:
    assert read(written) == read(meant)


def test_codes_in_a_list_that_a_received_one_must_not_be_in(codes: Codes) -> None:
    text = "// WebSocket\nfunc left(closeCode: Int) { guard ![4001, 4002].contains(closeCode) else { return } }\n"
    assert {number for _, _, number in codes(text, "a.swift")} >= {4001, 4002}


def test_a_case_asks_what_it_has_bound(codes: Codes) -> None:
    text = """\
import Starscream
final class Feed: WebSocketDelegate {
    func didReceive(event: WebSocketEvent, client: any WebSocketClient) {
        switch event {
        case .disconnected(_, let code) where code == 4001: leave()
        case let .disconnected(_, code) where code >= 4100: leave()
        case .disconnected(_, 4200): leave()
        case .text(let text) where text.count == 4900: leave()
        default: break
        }
    }
}
"""
    assert sorted(number for _, _, number in codes(text, "a.swift") if number) == [4001, 4100, 4200]


def test_an_extension_of_codes_asks_for_its_own_number(codes: Codes) -> None:
    text = """\
import Foundation
extension URLSessionWebSocketTask.CloseCode {
    var isFinal: Bool { [1002, 1003].contains(rawValue) || rawValue == 4001 }
    static let gone = URLSessionWebSocketTask.CloseCode.init(rawValue: 4002)!
}
extension Page.Size { var isLarge: Bool { rawValue == 4003 } }
"""
    assert sorted(number for _, _, number in codes(text, "a.swift")) == [1002, 1003, 4001, 4002]


def test_codes_that_go_by_their_declared_type(codes: Codes) -> None:
    text = """\
import Foundation
struct CloseStatus: RawRepresentable {
    let rawValue: UInt16
    static let banned: Self = .init(rawValue: 4001)
    static let late: CloseStatus = .init(rawValue: 4002)
    static let page: Size = .init(rawValue: 4900)
}
func end(_ line: URLSessionWebSocketTask) {
    let code: URLSessionWebSocketTask.CloseCode? = .init(rawValue: 4003)
    line.cancel(with: code ?? .goingAway, reason: nil)
    listener.urlSession(.shared, webSocketTask: line, didCloseWith: .init(rawValue: 4004)!, reason: nil)
}
"""
    assert {number for _, _, number in codes(text, "a.swift") if number} == {1001, 4001, 4002, 4003, 4004}


def test_a_test_goes_through_pairs_of_codes_and_answers(codes: Codes) -> None:
    text = """\
import XCTest
final class WebSocketTests: XCTestCase {
    func testAll() {
        let all: [(UInt16, Bool)] = [(1000, false), (1006, true)]
        for (code, again) in all { XCTAssertEqual(policy.shouldReconnect(closeCode: code), again) }
        for one in [(code: 4001, wait: 4900)] { XCTAssertTrue(policy.shouldReconnect(closeCode: one.code)) }
        for port in [4901, 4902] { XCTAssertTrue(policy.shouldUse(port)) }
    }
}
"""
    assert sorted(number for _, _, number in codes(text, "a.swift")) == [1000, 1006, 4001]
