"""A reason is given without a code.

What it does
------------
Reports a reason that stands alone where the library drops it, refuses it, or where the standard leaves open what
happens. Many Python libraries send 1000 with it, which is right and not reported.

Why it matters
--------------
In a close frame the reason comes after the code, so without a code there is no place for it. The peer then sees 1005
and an empty reason, or the call fails and nothing is sent.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const leave = () => socket.close(undefined, "user left the room");
```

```typescript
import { WebSocket } from "ws";

export function retire(socket: WebSocket): void {
  socket.close(undefined, "replaced by a newer connection");
}
```

```python
from autobahn.asyncio.websocket import WebSocketServerProtocol


class Relay(WebSocketServerProtocol):
    def onOpen(self):
        self.sendClose(reason="no rooms left")
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const leave = () => socket.close(1000, "user left the room");
```

```typescript
import { WebSocket } from "ws";

export function retire(socket: WebSocket): void {
  socket.close(1000, "replaced by a newer connection");
}
```

```python
from autobahn.asyncio.websocket import WebSocketServerProtocol


class Relay(WebSocketServerProtocol):
    def onOpen(self):
        self.sendClose(code=1000, reason="no rooms left")
```

References
----------
RFC 6455 section 5.5.1; WHATWG WebSockets, `close()`
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall, ReasonText
from wsclose.knowledge.library import CloseMethod
from wsclose.rules import reasons, sent_codes
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

WRONG = frozenset({"drops", "throws", "garbles", "undefined"})


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method, reason = call.method, reasons.reason_of(call)
    if method is None or reason is None or call.code_kind != "none" or method.reason_without_code not in WRONG:
        return
    if reason.text == "" and reason.exact:
        return
    failed = sent_codes.fails(call.connection.library, method, method.error, context)
    edit = _insertion(call, method, reason, context)
    yield from context.finding(
        reason.start,
        reason.end,
        context.say(method.reason_without_code, method=method.name, fails=failed),
        context.say("help"),
        (Fix(context.say("fix"), (edit,), safe=True),) if edit is not None else (),
        connection=call.connection,
    )


def _insertion(call: CloseCall, method: CloseMethod, reason: ReasonText, context: Context) -> Edit | None:
    if call.code_span is not None:  # undefined, None
        return Edit(*call.code_span, "1000")
    keyword = next((name for name, role in method.keywords.items() if role == "code"), "")
    given_by_name = context.source[: reason.start].rstrip().endswith(b"=")
    if keyword and given_by_name and call.arguments == 1 and call.open:
        return Edit(call.open, call.open, f"{keyword}=1000, ")
    return None


RULE = Rule(
    name="reason-without-code",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    messages={
        "drops": "The peer never sees this reason: without a code {method}() sends an empty close frame.",
        "throws": "A reason needs a code: {fails}.",
        "garbles": "The first two bytes of this reason leave as the close code: without a code {method}() writes the reason "
        "where the code belongs.",
        "undefined": "The peer may never see this reason: without a code a close frame has no place for it, and browsers "
        "do not agree on what to do (Chromium throws InvalidAccessError).",
        "help": "give the code too: 1000 when all went well",
        "fix": "Send 1000 with the reason",
    },
    check=check,
)
