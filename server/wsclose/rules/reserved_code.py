"""A code that only ever describes what happened is sent.

What it does
------------
Reports 1004, 1005, 1006 and 1015 where they are sent, unless the library reads the number as "no code".

Why it matters
--------------
These codes never travel in a close frame: an endpoint invents 1005, 1006 and 1015 for itself when there was no code,
no close frame, or no TLS connection. A library that is asked to send one throws, drops the connection without a word,
or writes a frame that the peer must answer with 1002.

Example
-------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

server.on("connection", (socket) => {
  socket.on("error", () => socket.close(1006, "worker crashed"));
});
```

```typescript
const socket: WebSocket = new WebSocket("wss://chat.example.org/room");

export const leave = (): void => socket.close(1005);
```

```python
from fastapi import FastAPI, WebSocket, status

app = FastAPI()


@app.websocket("/jobs")
async def jobs(websocket: WebSocket):
    await websocket.accept()
    await websocket.close(code=status.WS_1006_ABNORMAL_CLOSURE)
```

```go
package hub

import "github.com/gorilla/websocket"

func abort(conn *websocket.Conn) error {
        message := websocket.FormatCloseMessage(websocket.CloseAbnormalClosure, "worker crashed")
        return conn.WriteMessage(websocket.CloseMessage, message)
}
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

server.on("connection", (socket) => {
  socket.on("error", () => socket.close(1011, "worker crashed"));
});
```

```typescript
const socket: WebSocket = new WebSocket("wss://chat.example.org/room");

export const leave = (): void => socket.close(1000);
```

```python
from fastapi import FastAPI, WebSocket, status

app = FastAPI()


@app.websocket("/jobs")
async def jobs(websocket: WebSocket):
    await websocket.accept()
    await websocket.close(code=status.WS_1011_INTERNAL_ERROR)
```

```go
package hub

import "github.com/gorilla/websocket"

func abort(conn *websocket.Conn) error {
        message := websocket.FormatCloseMessage(websocket.CloseInternalServerErr, "worker crashed")
        return conn.WriteMessage(websocket.CloseMessage, message)
}
```

References
----------
RFC 6455 section 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.knowledge import codeset
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    number = sent.code.number
    if number not in codeset.NEVER_SENT or sent_codes.means_no_code(sent) or sent.conditional:
        return
    codes = sent_codes.fitting(sent)
    means = context.say(str(number)) if number != 1004 else ""
    yield from context.finding(
        sent.start,
        sent.end,
        context.say("message" if number != 1004 else "unused", code=number, means=means),
        context.say("help" if may_be_left_out(sent) else "with_code", codes=", ".join(map(str, codes))),
        sent_codes.replacements(sent, codes, context),
        connection=sent.connection,
    )


def may_be_left_out(sent: SentCode) -> bool:
    """Whether a close can do without a code."""
    return sent.method is None or sent.method.without_code != "required"


RULE = Rule(
    name="reserved-code",
    severity=Severity.ERROR,
    about=SentCode,
    order=1,
    messages={
        "message": "{code} is never sent: it is what an endpoint tells itself when {means}.",
        "unused": "{code} is reserved and has no meaning: no endpoint may send it.",
        "1005": "a close frame came without a code",
        "1006": "the connection was lost without a close frame",
        "1015": "the TLS handshake failed",
        "help": "send {codes}, or no code at all",
        "with_code": "send {codes}",
    },
    check=check,
)
