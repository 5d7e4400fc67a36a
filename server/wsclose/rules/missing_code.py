"""A connection is closed without a code.

What it does
------------
Points out close calls that send a close frame without a code.

Why it matters
--------------
The peer then reports 1005 (no code), which it cannot tell from a close that nobody thought about. Clients that stay
away after 1000 come back after 1005.

Example
-------
```javascript
import WebSocket from "ws";

const feed = new WebSocket("wss://feed.example.org");

export const done = () => feed.close();
```

```python
from tornado.websocket import WebSocketHandler


class Feed(WebSocketHandler):
    def on_message(self, message):
        if message == "bye":
            self.close()
```

Use instead
-----------
```javascript
import WebSocket from "ws";

const feed = new WebSocket("wss://feed.example.org");

export const done = () => feed.close(1000);
```

```python
from tornado.websocket import WebSocketHandler


class Feed(WebSocketHandler):
    def on_message(self, message):
        if message == "bye":
            self.close(1000)
```

References
----------
RFC 6455 sections 7.1.5 and 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method = call.method
    if method is None or method.sends != "frame" or method.without_code != "empty":
        return
    if "code" not in (*method.parameters, *method.keywords.values()):
        return
    if call.code_kind != "none" or call.reason is not None or (call.arguments and call.code_span is None):
        return
    fixes: tuple[Fix, ...] = ()
    welcome = not call.surroundings & (sent_codes.FAILING | {"shutdown"})
    if welcome and call.code_span is not None:
        fixes = (Fix(context.say("fix"), (Edit(*call.code_span, "1000"),)),)
    elif welcome and call.open and method.parameters[:1] == ("code",):
        fixes = (Fix(context.say("fix"), (Edit(call.open, call.open, "1000"),)),)
    yield from context.finding(
        call.name_start, call.name_end, context.say("message"), context.say("help"), fixes, connection=call.connection
    )


RULE = Rule(
    name="missing-code",
    severity=Severity.HINT,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "The peer sees 1005: this close frame has no code.",
        "help": "say why: 1000 when all went well",
        "fix": "Send 1000",
    },
    check=check,
)
