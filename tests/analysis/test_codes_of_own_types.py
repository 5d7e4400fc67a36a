"""Codes that are told by the project's own type of close codes: its methods, what is typed with it, what holds it."""

import pytest

from .support import cases, run, uses

GO = """
=== the method of a code
package room
import "github.com/gorilla/websocket"
type CloseCode int
const (
	CloseDone CloseCode = «1000→1000»
	CloseKicked CloseCode = «4001→4001»
)
func (c CloseCode) String() string {
	switch c {
	case «CloseDone→1000»:
		return "done"
	case «4002→4002»:
		return "full"
	}
	return ""
}
func (c CloseCode) IsFinal() bool { return c == «CloseKicked→4001» || c >= «4010→4010» }
func leave(socket *websocket.Conn) { socket.Close() }
=== a field that is given one code or another is neither
package room
import "github.com/gorilla/websocket"
type ending struct { closeCode int }
func (e *ending) read(size int) {
	if size == 0 {
		e.closeCode = «websocket.CloseNormalClosure→1000»
	} else {
		e.closeCode = «websocket.CloseProtocolError→1002»
	}
}
func isKick(told *ending) bool {
	log.Print(told.closeCode)
	return told.closeCode == «4001→4001»
}
=== another type's method
package room
import "github.com/gorilla/websocket"
type ExitCode int
func (c ExitCode) String() string {
	switch c {
	case 4002:
		return "full"
	}
	return ""
}
func leave(socket *websocket.Conn) { socket.Close() }
=== what holds codes by its type
package room
import "github.com/coder/websocket"
type CloseCode int
const CloseKicked CloseCode = «4001→4001»
var said = map[CloseCode]string{«CloseKicked→4001»: "kicked", «4014→4014»: "banned"}
var final = []CloseCode{«CloseKicked→4001», «4003→4003»}
var again = map[websocket.StatusCode]bool{«1012→1012»: true}
var byName = map[string]CloseCode{"kicked": «4004→4004»}
var prices = map[PriceCode]int{4003: 4004}
var counts = map[CloseCode]int{«4003→4003»: 4004}
func leave(socket *websocket.Conn) { socket.CloseNow() }
=== a field that is declared as a code, under its name or at its place
package room
import "github.com/coder/websocket"
type refusal struct {
	delay int
	said  websocket.StatusCode
}
var banned = refusal{said: «4003→4003», delay: 4004}
var full = &refusal{4004, «4005→4005»}
var every = []refusal{{4004, «4006→4006»}, {said: «4007→4007»}, {delay: 4008}}
var byName = map[string]*refusal{"kicked": {4004, «4009→4009»}}
func leave(socket *websocket.Conn) { socket.CloseNow() }
=== structs in a list whose type is written once
package room
import "github.com/gorilla/websocket"
type refusal struct {
	code int
	text string
}
type price struct {
	cents int
	text  string
}
var every = []refusal{{«4001→4001», "idle"}, {code: «4002→4002», text: "full"}}
var prices = []price{{4001, "small"}, {cents: 4002, text: "large"}}
func leave(socket *websocket.Conn, place int) {
	one := every[place]
	socket.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(one.code, one.text))
	sell(prices[place].cents)
}
=== the rows of a test, as the function that it is for takes a code by its type
package room
import "github.com/coder/websocket"
func isOver(told websocket.StatusCode) bool { return told != «websocket.StatusGoingAway→1001» }
func isLong(pause int) bool { return pause > 10 }
func TestIsOver(t *testing.T) {
	rows := []struct {
		name string
		told websocket.StatusCode
		pause int
	}{
		{"done", «1000→1000», 4001},
		{name: "kicked", told: «4002→4002», pause: 4003},
	}
	for _, row := range rows {
		if isOver(row.told) || isLong(row.pause) {
			t.Log(row.name)
		}
	}
}
"""

PHP = """
=== match on itself
<?php
use Ratchet\\Client\\WebSocket;
enum CloseCode: int
{
    case Done = «1000→1000»;
    case Kicked = «4001→4001»;
    public function again(): bool
    {
        return match ($this) { «self::Done→1000» => false, «CloseCode::Kicked→4001» => false };
    }
    public function kicked(): bool { return $this === «self::Kicked→4001»; }
}
"""

KOTLIN = """
=== when on itself
import okhttp3.WebSocket
enum class CloseCode(val code: Int) {
    DONE(«1000→1000»), KICKED(«4001→4001»);
    fun again() = when (this) { «DONE→1000», «KICKED→4001» -> false; else -> true }
}
=== a class of a code and a reason, of whose constants one goes by its name in the registry
import okhttp3.WebSocket
data class Farewell(val code: Int, val reason: String) {
    companion object {
        val GOING_AWAY = Farewell(«1001→1001», "later")
        val EXPIRED = Farewell(«4401→4401», "log in again")
        val INIT_TIMEOUT = Farewell(«4408→4408», "too slow")
        fun twice(name: String) = Farewell(«4409→4409», "$name is here already")
    }
}
fun told(how: Farewell) = if (how == «Farewell.INIT_TIMEOUT→4408») "slow" else "over"
=== errors of the application's own, with a code and a reason
import okhttp3.WebSocket
data class Failure(val code: Int, val reason: String) {
    companion object {
        val NO_TOKEN = Failure(1001, "no token")
        val NO_ROOM = Failure(1002, "no such room")
        val NO_WORDS = Failure(1003, "nothing said")
    }
}
fun told(how: Failure) = if (how == Failure.NO_ROOM) "elsewhere" else "over"
=== numbers that are no close codes, too
import okhttp3.WebSocket
data class Outcome(val code: Int, val reason: String) {
    companion object {
        val GOING_AWAY = Outcome(1001, "later")
        val ACCEPTED = Outcome(2001, "fine")
        val EXPIRED = Outcome(4401, "log in again")
    }
}
"""

SWIFT = """
=== switch on itself
import Foundation
enum CloseCode: Int {
    case done = «1000→1000», kicked = «4001→4001»
    var again: Bool { switch self { case «.done→1000»: return false; case «.kicked→4001»: return true } }
}
let socket: URLSessionWebSocketTask? = nil
"""

RUST = """
=== itself, as a number
pub enum CloseCode { Done = «1000→1000», Kicked = «4001→4001» }
impl CloseCode {
    pub const RESTART: Self = Self::checked(«1012→1012»);
    fn ends(self) -> bool { self == «CloseCode::Kicked→4001» || self as u16 == «4005→4005» }
}
"""

JAVA = """
=== an enum whose members are made with a text and a close code
// of a WebSocket
public enum Ending {
    KICKED("kicked", «4001→4001»), QUIET("nothing said", «4002→4002»);

    private final String text;
    private final int closeCode;

    Ending(String text, int closeCode) { this.text = text; this.closeCode = closeCode; }
}
enum Failure {
    NO_ROOM("no such room", 4001), NO_NAME("no name", 4002);

    Failure(String text, int code) { this.text = text; this.code = code; }
}
=== a class's own constants where it tells numbers apart
public class SocketCloseStatus {
    static final int NORMAL_CODE = «1000→1000»;
    static final int GOING_AWAY_CODE = «1001→1001»;
    static final int RESTARTED_CODE = «1012→1012»;
    static final int CAPACITY = 2048;

    static String nameOf(int code) {
        switch (code) {
            case «NORMAL_CODE→1000»: return "normal";
            case «GOING_AWAY_CODE→1001»: return "going away";
            case «RESTARTED_CODE→1012»: return "restarted";
            default: return code > CAPACITY ? "large" : "unknown";
        }
    }
}
=== what its methods are given
// of a WebSocket
public final class SocketCloseStatus {
    static SocketCloseStatus own(int code) {
        require(code >= «4000→4000» && code < 5000, "%s: 4000 and more", code);
        return new SocketCloseStatus(code, 2048);
    }
    static boolean isLate(int minutes) { return minutes > 1000; }
}
"""

PYTHON = """
=== itself, in a tuple
from enum import IntEnum
import websockets
class CloseCode(IntEnum):
    DONE = «1000→1000»
    KICKED = «4001→4001»
    def ends(self) -> bool:
        return self in («CloseCode.KICKED→4001», «4004→4004») or self == «1008→1008»

=== a class within the one that asks it, which is a library's, too
from channels.generic.websocket import AsyncWebsocketConsumer
class Hall(AsyncWebsocketConsumer):
    class Ends:
        FULL = «4090→4090»
    class Sizes:
        FULL = 4090
    async def connect(self):
        await self.close(«self.Ends.FULL→4090»)
        self.grow(self.Sizes.FULL)
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(go=GO, php=PHP, kt=KOTLIN, swift=SWIFT, rs=RUST, py=PYTHON, java=JAVA)
)
def test_codes_of_own_types(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))


TYPES = """
=== a type that lists the codes there are, also beside a table of its name
export const CloseCode = { NORMAL: «1000», KICKED: «4001» } as const;
export type CloseCode = «1000» | «4001» | «4002»;
export type Delay = 3000 | 4000;
export function leave(line: WebSocket, code: CloseCode) {
  line.close(code);
}
leave(new WebSocket("wss://example.org"), «CloseCode.KICKED»);
"""


@pytest.mark.parametrize(("suffix", "source"), cases(ts=TYPES))
def test_types_of_codes(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned", "sent"))
