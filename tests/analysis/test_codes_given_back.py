"""Codes that functions give back beside a reason, by what their results are called."""

import pytest

from .support import cases, run, uses

SWIFT = """
=== a code beside a reason
import Foundation
let line: URLSessionWebSocketTask = session.webSocketTask(with: address)
func why(_ failure: Error) -> (code: Int, reason: String) {
  guard failure is Lost else { return («1002→1002», "odd") }
  return patient ? («4001→4001», "slow") : («1006→1006», "lost")
}
func last() -> (closeCode: UInt16, said: String?)? { («1011→1011», nil) }
func page() -> (code: Int, title: String) { (1001, "index") }
func size() -> (width: Int, reason: String) { return (1002, "wide") }
func refusal() -> (code: Int, reason: String) { return (404, "nobody") }
"""

CSHARP = """
=== a code beside a reason
using System.Net.WebSockets;
class Line {
  ClientWebSocket line = new();
  (int code, string reason) Why(bool slow) => slow ? («4001→4001», "slow") : («1011→1011», "lost");
  (int width, string name) Size() => (1002, "wide");
}
"""

DART = """
=== a code beside a reason
import 'dart:io';
late WebSocket line;
(int code, String reason) why(bool slow) {
  if (slow) return («4001→4001», 'slow');
  return («1006→1006», 'lost');
}
(int width, String name) size() => (1002, 'wide');
"""

GO = """
=== a code beside a reason
package line
import "github.com/gorilla/websocket"
func why(failed error) (code int, reason string) {
\tif failed == nil {
\t\treturn «1000→1000», ""
\t}
\treturn «4001→4001», "slow"
}
func size() (width int, name string) { return 1002, "wide" }
"""

TYPESCRIPT = """
=== a code beside a reason
import WebSocket from "ws";
function why(slow: boolean): [code: number, reason: string] {
  return slow ? [«4001→4001», "slow"] : [«1011→1011», "lost"];
}
function size(): [width: number, name: string] { return [1002, "wide"]; }
"""


@pytest.mark.parametrize(("suffix", "source"), cases(swift=SWIFT, cs=CSHARP, dart=DART, go=GO, ts=TYPESCRIPT))
def test_a_result_with_a_reason_is_a_code(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
