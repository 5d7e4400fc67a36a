"""Codes that exceptions of the project's own are made with."""

import pytest

from .support import cases, run, uses

PYTHON = """
=== what an exception of the project's own is made with
from fastapi import WebSocket

class WebSocketError(Exception):
    def __init__(self, text, code, retry=4000):
        super().__init__(text, 4001)
        self.code = code

class Rude(WebSocketError):
    def __init__(self, closing_code=«1000→1000»):
        super().__init__("rude", «1008→1008», 4002)

    def again(self):
        super().again("rude", 1008)

class TooLate(WebSocketError):
    def __init__(self):
        super().__init__(code=«4408→4408», text="late", retry=4001)

class Unpaid(Exception):
    def __init__(self, code, close_code):
        self.close_code = close_code

class Overdue(Unpaid):
    def __init__(self):
        super().__init__(4002, «4402→4402»)

def check(message):
    if not message:
        raise WebSocketError("nothing", «4000→4000»)
    raise Unpaid(4001, close_code=«4403→4403»)

=== one of two, as the case may be
import websockets

class WebSocketError(Exception):
    def __init__(self, text, code, retry=4000):
        super().__init__(text)
        self.code = code

def check(message, late):
    raise WebSocketError("late" if late else "rude", «4408→4408» if late else «1008→1008», 4000 if late else 4001)

=== what is caught, and told in a close frame of the project's own
# The frames of a WebSocket.
class Broken(Exception):
    def __init__(self, text, code):
        self.text, self.code = text, code

class Line:
    def read(self):
        try:
            if self.reserved:
                raise Broken("reserved bits", «1002→1002»)
            raise Full("page", 1009)
        except Broken as error:
            self.send_close(error.code, error.text)
        except Full as error:
            self.show(error.code)

=== what an exception is made with that stands elsewhere
from .errors import FormError, WebSocketException

class Gone(WebSocketException):
    def __init__(self):
        super().__init__(«1001→1001», 4001)

class Form(FormError):
    def __init__(self):
        super().__init__(1001, "form")
        self.show(1001)

def check(message):
    raise WebSocketException(«4000→4000», retry=4001)

def test_check():
    assert WebSocketException(code=«1001→1001»).code == «1001→1001»
    assert FormError(code=1001).code == 1001

=== what the constructor of a base class is given, where a connection is closed with what it keeps
from fastapi import WebSocket

class Refused(Exception):
    def __init__(self, code, retry):
        self.code = code
        self.retry = retry

class Unknown(Refused):
    def __init__(self):
        super().__init__(«4401→4401», 4002)

class Banned(Refused):
    def __init__(self, until):
        super().__init__(retry=until, code=«4403→4403»)

async def serve(websocket: WebSocket):
    try:
        await talk(websocket)
    except Refused as refused:
        await websocket.close(code=refused.code)

=== an exception of the project's own that is made with the code that arrived
import websockets

class Lost(Exception):
    def __init__(self, code, after):
        self.code = code
        self.after = after

    def may_resume(self):
        return self.code not in («4004→4004», «4010→4010») and self.after != 4001

async def run(url):
    try:
        async with websockets.connect(url) as line:
            await line.recv()
    except websockets.ConnectionClosed as closed:
        raise Lost(closed.code, 4002) from closed

=== the code of an exception that was just made
from shop.errors import FormError, WebSocketException

def test_code():
    error = WebSocketException(code=«4000→4000», reason="late")
    assert error.code == «4000→4000»

def test_default():
    exc = WebSocketException()
    assert exc.code == «1000→1000»
    assert exc.retry == 4000

def test_form():
    exc = FormError()
    assert exc.code == 4000

=== an error that is of a close by its name, and one that extends it
class CloseError(Exception):
    def __init__(self, code, reason=None):
        self.code = code
        self.reason = reason

class EofError(CloseError):
    def __init__(self, websocket, message=None):
        super().__init__(«1006→1006», message)

class FileCloseError(Exception):
    def __init__(self, code, reason=None):
        self.code = code

class DiskError(FileCloseError):
    def __init__(self, message=None):
        super().__init__(1011, message)
"""

TYPESCRIPT = """
=== what an error of the project's own is made with
class WebSocketError extends Error {
  constructor(code: number, after: number) { super(`closed in ${after}`, 4001); this.code = code; }
}
class Kicked extends WebSocketError {
  constructor() { super(«4001→4001», 4000); }
}
new WebSocket(url).onmessage = () => { throw new WebSocketError(«4002→4002», 4000); };

=== an event that is told of one of two codes
import { ended } from "@acme/sdk";
export const line = new WebSocket(url);
export const tell = (failed: boolean) => ended.onClose({ code: failed ? «1006→1006» : «1000→1000», after: failed ? 1009 : 1000 });

=== an error of somebody else's, once a test has found that it is a WebSocket's
import { AcmeWebSocketError, AcmeFormError } from "@acme/sdk";
export function shouldRetry(error: unknown) {
  if (error instanceof AcmeWebSocketError) return error.code === «1006→1006» || error.code === «1011→1011»;
  if (error instanceof AcmeFormError) return error.code === 1012;
  return false;
}
"""

JAVA = """
=== what an exception of the project's own is made with
import org.springframework.web.socket.*;

class Refusal extends RuntimeException {
    final int closeCode;

    Refusal(String text) { this(text, 4000, 0); }

    Refusal(String text, int retry, int closeCode) { super(text); this.closeCode = closeCode; }
}

class Banned extends Refusal {
    Banned() { super("banned", 4000, «4403→4403»); }
}

class Room {
    void join(WebSocketSession session, String name) {
        if (name.isEmpty()) throw new Refusal("who?", 4001, «4404→4404»);
        throw new OrderException("late", 4002);
    }
}

class OrderException extends RuntimeException {
    OrderException(String text, int errorCode) { super(text); }
}
"""

CSHARP = """
=== what an exception of the project's own is made with
using System.Net.WebSockets;

class Refusal : Exception
{
    public Refusal(string text, int retry, int closeCode) : base(text) { CloseCode = closeCode; }
    public int CloseCode { get; }
}

class Banned : Refusal
{
    public Banned() : base("banned", 4000, «4403→4403») { }
}

class Room
{
    void Join(WebSocket socket, string name)
    {
        if (name == "") throw new Refusal("who?", 4001, «4404→4404»);
        throw new OrderException("late", 4002);
    }
}

class OrderException : Exception
{
    public OrderException(string text, int errorCode) : base(text) { }
}

=== a class whose constructor stands behind its name
using System.Net.WebSockets;

class Refusal(string text, int retry, int closeCode) : Exception(text)
{
    public int Retry { get; } = retry;
}

class Banned() : Refusal("banned", 4000, «4403→4403»);

class Room
{
    void Join(WebSocket socket) { throw new Refusal("who?", 4001, «4404→4404»); }
}
"""

KOTLIN = """
=== a class whose constructor stands behind its name
import io.ktor.websocket.*

open class Refusal(text: String, val retry: Int = 4002, val closeCode: Int) : Exception(text)

object Late : Refusal("late", 4000, «4401→4401»)

class Banned(name: String) : Refusal("banned: $name", closeCode = «4403→4403»)

class Full : Refusal("full", 4000, «4409→4409») {
    val seats = 4003
}

open class OrderException(text: String, val errorCode: Int) : Exception(text)

object Unpaid : OrderException("unpaid", 4002)

suspend fun WebSocketSession.join(name: String) {
    if (name.isEmpty()) throw Refusal("who?", 4001, «4404→4404»)
}

=== the number of a constant, handed on
import io.ktor.websocket.*

fun test(reason: CloseReason?) {
    expect(reason?.code, «CloseReason.Codes.VIOLATED_POLICY→1008».code)
    expect(reason?.code, Orders.CLOSED.code)
}
"""

PHP = """
=== what every exception keeps, and what a connection is closed with
<?php
use Ratchet\\ConnectionInterface;
class Refused extends \\RuntimeException {}
class Banned extends Refused {}
class Overdue extends \\RuntimeException {
    public function __construct(int $code, int $seats) { parent::__construct("overdue", $code); }
}
class Full extends \\RuntimeException {}
class Room implements \\Ratchet\\MessageComponentInterface {
    public function onOpen(ConnectionInterface $guest) {
        try {
            $this->enter($guest);
        } catch (Refused $refused) {
            $guest->close($refused->getCode());
        } catch (Overdue $overdue) {
            $guest->close($overdue->getCode() ?: «1008→1008»);
        } catch (Full $full) {
            $this->note($full->getCode());
        }
    }
    private function enter($guest) {
        if ($this->late) throw new Refused("late", «4003→4003»);
        if ($this->rude) throw new Banned("rude", «4004→4004»);
        if ($this->owes) throw new Overdue(«4005→4005», 4006);
        throw new Full("full", 4007);
    }
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(py=PYTHON, ts=TYPESCRIPT, java=JAVA, cs=CSHARP, kt=KOTLIN, php=PHP)
)
def test_codes_of_exceptions(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
