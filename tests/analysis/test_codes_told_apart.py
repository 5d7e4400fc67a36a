"""Numbers that are close codes because only who tells close codes apart asks for them together."""

import pytest

from .support import cases, run, uses

JAVASCRIPT = """
=== in all the tests of a function
function isSendable(code) {
  if (code >= «1000→1000» && code < «1015→1015») {
    return code !== «1004→1004» && code !== «1005→1005» && code !== «1006→1006»;
  }
  return code >= «3000→3000» && code <= «4999→4999»;
}
function isOpen(port) { return port >= 1000 && port !== 1004 && port <= 1015; }
const socket = new WebSocket("wss://example.org");
=== the ranges that may be sent
const isFine = (statusCode) => (statusCode >= «1000→1000» && statusCode <= «1003→1003») || (statusCode >= «1007→1007» && statusCode <= «1014→1014»);
const socket = new WebSocket("wss://example.org");
"""

TYPESCRIPT = """
=== what is said of a number in a switch
function family(statusCode: number): string {
  switch (statusCode) {
    case 400:
    case «1002→1002»:
    case «1003→1003»:
    case «1007→1007»:
    case «1009→1009»: return "bad request";
    case 503:
    case «1001→1001»: return "unavailable";
    default: return "other";
  }
}
const socket: WebSocket = open();
=== numbers that a service counts its own errors by
function said(code: number): string {
  switch (code) {
    case 1001: return "no such room";
    case 1002: return "no such guest";
    case 1003: return "full";
    case 1004: return "banned";
    case 1005: return "too late";
    case 1007: return "asleep";
    case 1009: return "gone";
  }
}
const socket: WebSocket = open();
"""

CSHARP = """
=== texts about codes
static class Texts
{
    static string Of(this ushort code)
    {
        switch (code)
        {
            case «1002→1002»: return "There was an error of the protocol.";
            case «1003→1003»: return "Such data is unsupported here.";
            case «1006→1006»: return "It ended abnormally.";
            default: return "";
        }
    }
    static WebSocketCloseStatus status;
}
=== texts about something else
static class Texts
{
    static string Of(this ushort code)
    {
        switch (code)
        {
            case 1002: return "The room is full.";
            case 1003: return "The guest has left.";
            default: return "";
        }
    }
    static WebSocketCloseStatus status;
}
"""

RUBY = """
=== ranges in the arms
class WebSocketFrame
  def unpack(data)
    code, reason = *data.unpack("na*")
    case code
    when 0..999, «1005→1005»..«1006→1006», «1015→1015», 5000..65535 then raise ProtocolError
    when «1004→1004», 1016..2999 then raise ProtocolError
    end
  end
end
=== the code of an exception that extends one of WebSockets
# of a WebSocket
class WSProtocolError < RuntimeError
  def code; «1002→1002»; end
end
class InvalidDataError < WSProtocolError
  def code; «1007→1007»; end
end
class QuotaError < RuntimeError
  def code; 1008; end
end
"""

GO = """
=== what is reserved
package room
import "github.com/gorilla/websocket"
func check(realCode uint16, c *websocket.Conn) bool {
	switch realCode {
	case «1004→1004», «1005→1005», «1006→1006», «1014→1014», «1015→1015»:
		return false
	}
	return true
}
func port(port uint16) bool {
	switch port {
	case 1004, 1005, 1006, 1014, 1015:
		return false
	}
	return true
}
"""

RUST = """
=== in the pattern of an `if let` or a `let`, as a part of what holds the code
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame, Message};
fn again(frame: Option<CloseFrame>, said: Message, told: Option<Told>) -> bool {
    if let Some(CloseFrame { code: CloseCode::Library(«4009→4009»), .. }) = frame {
        return false;
    }
    if let Message::Close(Some(CloseFrame { code: «CloseCode::Away→1001», reason })) = said {
        log::info!("{reason}");
    }
    if let Some(Told { size: 4010, .. }) = told {
        return true;
    }
    let Message::Close(Some(CloseFrame { code: CloseCode::Library(«4011→4011»), .. })) = said else {
        return true;
    };
    false
}
=== ranges of a match
// of a WebSocket
fn checked(code: u16) -> Option<u16> {
    match code {
        «1000→1000»..=«1015→1015» | «3000→3000»..=«4999→4999» => Some(code),
        _ => None,
    }
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(js=JAVASCRIPT, ts=TYPESCRIPT, cs=CSHARP, rb=RUBY, go=GO, rs=RUST))
def test_codes_told_apart(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
