"""Dart: cascades, prefixes of imports, optional parameters, fields without `this`."""

import pytest
from tests.syntax.conftest import Closed, Codes

FEED = """\
import 'package:web_socket_channel/web_socket_channel.dart';
import 'package:web_socket_channel/status.dart' as status;

class Feed {
  WebSocketChannel? _channel;
  static const int closeIdle = 4000;

  void open(Uri uri) {
    _channel = WebSocketChannel.connect(uri)..stream.listen(print, onDone: _done);
  }

  void _done() {
    final code = _channel!.closeCode;
    switch (code) {
      case status.normalClosure:
      case 4001:
        return;
      default:
        if (code != 1001) open(uri);
    }
  }

  Future<void> leave([int code = status.goingAway, String? reason]) async => await _channel?.sink.close(code, reason);

  void idle() {
    _channel?.sink
      ..add('bye')
      ..close(closeIdle, 'idle for ${minutes}m');
  }
}
"""


def test_a_constant_behind_a_prefix_and_one_of_the_class(closed: Closed) -> None:
    assert [numbers for _, numbers in closed(FEED, "feed.dart")] == [[1001], [4000]]


def test_received_codes(codes: Codes) -> None:
    found = codes(FEED, "feed.dart")
    assert [number for _, use, number in found if use == "compared"] == [1000, 4001, 1001]
    assert ("closeCode", "received", 0) in found


def test_a_cascade_is_several_calls_to_one_object(closed: Closed) -> None:
    text = "import 'dart:io';\nvoid f(WebSocket ws) { ws..add('x')..close(1000, 'bye'); }\n"
    assert closed(text, "a.dart") == [("close(1000, 'bye')", [1000])]


def test_what_a_cascade_is_made_of_is_what_it_is(closed: Closed) -> None:
    text = "import 'dart:io';\nfinal ws = (await WebSocket.connect(url))..pingInterval = x;\nvoid f() { ws.close(4001); }\n"
    assert closed(text, "a.dart") == [("ws.close(4001)", [4001])]


@pytest.mark.parametrize(
    "parameter",
    ["[int code = 1000]", "[int? code = 1000, String? why]", "{int code = 1000}", "{this.x, int code = 1000}"],
)
def test_defaults_of_optional_parameters(parameter: str, closed: Closed) -> None:
    text = f"import 'dart:io';\nclass A {{\n  Future<void> stop(WebSocket ws, {parameter}) => ws.close(code);\n}}\n"
    assert closed(text, "a.dart") == [("ws.close(code)", [1000])]


def test_an_enum_with_fields(codes: Codes) -> None:
    text = """\
// WebSocket
enum CloseCode {
  normal(1000),
  kicked(4001);

  const CloseCode(this.code);
  final int code;
}
"""
    assert [(written, use) for written, use, _ in codes(text, "a.dart") if use == "defined"] == [
        ("1000", "defined"),
        ("4001", "defined"),
    ]


def test_what_is_no_websocket(closed: Closed) -> None:
    text = "final controller = StreamController<int>();\n// WebSocket\nvoid f() { controller.close(); Navigator.of(c).pop(1000); }\n"
    assert closed(text, "a.dart") == []


@pytest.mark.parametrize("callee", ["leave!", "this.leave!", "ways[0]!", "way()!"])
def test_what_may_be_null_is_called(callee: str, closed: Closed) -> None:
    text = f"import 'dart:io';\nvoid f(WebSocket ws) {{ {callee}(1); ws.close(4001); ws.close!(4002); }}\n"
    assert closed(text, "a.dart") == [("ws.close(4001)", [4001]), ("ws.close!(4002)", [4002])]


def test_a_chain_in_a_cascade_is_one_of_its_object(closed: Closed) -> None:
    text = (
        "import 'package:web_socket_channel/web_socket_channel.dart';\n"
        "void f(WebSocketChannel line) {\n  line..sink.add('bye')..sink.close(4001);\n  line.sink..add('bye')..close(4002);\n}\n"
        "void g(File file) {\n  file..sink.add('bye')..sink.close();\n}\n"
    )
    found = closed(text, "a.dart")
    assert [codes for _, codes in found] == [[4001], [4002]]


def test_functions_that_the_browser_is_given(codes: Codes) -> None:
    text = """\
import 'dart:js_interop';
import 'package:web/web.dart' as web;
void open(web.WebSocket line) {
  line.onclose = (web.CloseEvent event) { if (event.code == 4001) leave(); }.toJS;
  line.addEventListener('close', (web.CloseEvent event) { if (event.code == 4002) leave(); }.toJS);
  line.onclose = ((web.CloseEvent event) => leave(event.code == 4003)).toJS;
}
"""
    assert sorted(number for _, _, number in codes(text, "a.dart") if number) == [4001, 4002, 4003]


def test_a_pattern_asks_for_what_it_takes_apart(codes: Codes) -> None:
    text = """\
import 'package:web_socket_channel/web_socket_channel.dart';
class LineClosed { final int code; const LineClosed(this.code); }
String told(WebSocketChannel line, Object news) {
  switch (line.closeCode) {
    case int c when c == 4001 || c == 4002: leave();
    case final c? when c > 4003: leave();
  }
  switch ((line.closeCode, line.closeReason)) {
    case (4004, _): leave();
    case (_, 4900): leave();
  }
  switch (news) {
    case LineClosed(code: 4005 || 4006): leave();
    case LineClosed(:final code) when code == 4007: leave();
    case LineOpened(size: 4901): leave();
  }
  if (line.closeCode case 4008 || 4009) leave();
  final (code, reason) = (line.closeCode, line.closeReason);
  if (code == 4010) leave();
  return switch (line.closeCode) { 4011 => 'a', final int c when c == 4012 => 'b', _ => '' };
}
"""
    assert sorted(number for _, _, number in codes(text, "a.dart") if number) == list(range(4001, 4013))


def test_a_test_sends_what_its_own_loop_goes_through(codes: Codes) -> None:
    text = """\
import 'package:web_socket_channel/web_socket_channel.dart';
void main(WebSocketChannel line) {
  for (final code in [1000, 3000]) {
    test('takes $code', () => line.sink.close(code));
  }
  for (final code in [1005, 1006]) {
    test('knows $code', () => expect(known(code), isTrue));
  }
}
"""
    assert {number for _, use, number in codes(text, "a.dart") if use == "sent"} <= {1000, 3000}
    assert not {1005, 1006} & {number for _, _, number in codes(text, "a.dart")}
