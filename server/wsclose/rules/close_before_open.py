"""A connection is closed in the straight line after it was made.

What it does
------------
Reports `close()` on a connection that was constructed just before and cannot be open yet.

Why it matters
--------------
While the handshake is under way there is nothing to send a close frame on. The handshake is given up: the close
handler sees 1006, whatever code was given, and so does the server if it was quick.

Example
-------
```javascript
function probe(url) {
  const socket = new WebSocket(url);
  socket.close(1000);
}
```

Use instead
-----------
```javascript
function probe(url) {
  const socket = new WebSocket(url);
  socket.addEventListener("open", () => socket.close(1000));
}
```

References
----------
WHATWG WebSockets, close(): while connecting, the connection fails
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    waits = call.method is not None and call.method.early == "waits"
    if "before-open" in call.surroundings and not waits:
        yield from context.finding(
            call.name_start, call.name_end, context.say("message"), context.say("help"), connection=call.connection
        )


RULE = Rule(
    name="close-before-open",
    severity=Severity.INFORMATION,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "Closed before it can be open: the handshake fails, and close handlers see 1006.",
        "help": "close it from the open handler",
    },
    check=check,
    tests=False,
)
