"""A failure is reported as a normal end.

What it does
------------
Reports 1000 in a `catch` or `except` block and after `if err != nil`.

Why it matters
--------------
The peer takes 1000 for success: a client does not come back, and no log or alarm tells the crash from a goodbye.

Example
-------
```javascript
import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  socket.on("message", (data) => {
    try {
      handle(JSON.parse(String(data)));
    } catch (error) {
      socket.close(1000);
    }
  });
});
```

```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/jobs")
async def jobs(websocket: WebSocket):
    await websocket.accept()
    try:
        await work(websocket)
    except ValueError:
        await websocket.close(1000)
```

```go
package hub

import "github.com/gorilla/websocket"

func serve(conn *websocket.Conn, work func() error) {
        if err := work(); err != nil {
                conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
        }
}
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  socket.on("message", (data) => {
    try {
      handle(JSON.parse(String(data)));
    } catch (error) {
      socket.close(1011);
    }
  });
});
```

```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/jobs")
async def jobs(websocket: WebSocket):
    await websocket.accept()
    try:
        await work(websocket)
    except ValueError:
        await websocket.close(1011)
```

```go
package hub

import "github.com/gorilla/websocket"

func serve(conn *websocket.Conn, work func() error) {
        if err := work(); err != nil {
                conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseInternalServerErr, ""))
        }
}
```

References
----------
RFC 6455 section 7.4.1, 1000 and 1011
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    if sent.code.number != 1000 or not sent_codes.surroundings(sent) & sent_codes.FAILING:
        return
    code = 1011 if 1011 in sent_codes.accepted(sent) else 4500
    yield from context.finding(
        sent.start,
        sent.end,
        context.say("message"),
        context.say("help", code=code),
        sent_codes.replacements(sent, (code, 4500), context),
        connection=sent.connection,
    )


RULE = Rule(
    name="normal-on-error",
    severity=Severity.INFORMATION,
    about=SentCode,
    likely="silent",
    order=21,
    messages={
        "message": "The peer takes this failure for success: 1000 says that all went well.",
        "help": "send {code}",
    },
    check=check,
)
