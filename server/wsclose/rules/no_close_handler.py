"""A client reads from a connection and never looks at its close.

What it does
------------
Reports a client's connection whose messages are handled, in a file where nothing is done when it closes; one that runs
in a thread of its own and was given no handler for the close; and a read in a loop whose error is thrown away.

Why it matters
--------------
Connections end: the server restarts, the network changes, a proxy cuts what is idle. A client without a close handler
does not notice; it shows old data and waits for messages that will never come.

Example
-------
```javascript
const socket = new WebSocket("wss://example.org/prices");
socket.onmessage = (event) => {
  render(JSON.parse(event.data));
};
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://example.org/prices");
socket.onmessage = (event) => {
  render(JSON.parse(event.data));
};
socket.onclose = (event) => {
  showOffline(event.code);
};
```

References
----------
RFC 6455 section 7.2.3
"""

import re
from collections.abc import Iterator

from wsclose.analysis.facts import UnwatchedConnection
from wsclose.rules.place import Place, place_of
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

REGISTERED = re.compile(r"(?P<receiver>[\w.$!]+)\.(?P<how>onmessage|addEventListener|on)\b")
THROWN = re.compile(r", *(?P<name>_) *:= *$")


def check(unwatched: UnwatchedConnection, context: Context) -> Iterator[Finding]:
    """Looks at one connection that is read."""
    yield from context.finding(
        unwatched.start,
        unwatched.end,
        context.say("read" if unwatched.read else "message"),
        context.say("read-help" if unwatched.read else "help"),
        context.later(lambda: handled(unwatched, context)),
        connection=unwatched.connection,
    )


def handled(unwatched: UnwatchedConnection, context: Context) -> tuple[Fix, ...]:
    """Adds what notices the close: a handler above the one for messages, a test of the error."""
    place = place_of(context)
    if place is None:
        return ()
    if unwatched.read:
        return tested(unwatched, place, context)
    registered = REGISTERED.match(place.written(unwatched.start, unwatched.end))
    piece = f"close-{registered['how']}" if registered is not None else ""
    if registered is None or place.templates.piece(piece) is None or place.before(unwatched.start).strip():
        return ()
    line = place.line_start(unwatched.start)
    text = place.templates.fill(piece, place.style, place.indent(unwatched.start), receiver=registered["receiver"])
    return (Fix(context.say("fix"), (Edit(line, line, text),)),)


def tested(unwatched: UnwatchedConnection, place: Place, context: Context) -> tuple[Fix, ...]:
    """Gives the error a name, and leaves the loop when there is one."""
    thrown = THROWN.search(place.before(unwatched.start))
    indent = place.indent(unwatched.start)
    above = place.text[: place.start + place.line_start(unwatched.start)].decode("utf-8", "replace").splitlines()
    around = next((line for line in reversed(above) if line.strip() and not line.startswith(indent)), "")
    whole = place.templates.piece("read-error") is not None and not place.after(unwatched.end)
    if thrown is None or not whole or unwatched.gives or not around.strip().startswith("for "):
        return ()
    at = place.line_start(unwatched.start) + len(place.before(unwatched.start)[: thrown.start("name")].encode())
    end = place.line_end(unwatched.end)
    text = place.templates.fill("read-error", place.style, indent)
    return (Fix(context.say("read-fix"), (Edit(at, at + 1, "err"), Edit(end, end, text))),)


RULE = Rule(
    name="no-close-handler",
    severity=Severity.HINT,
    about=UnwatchedConnection,
    messages={
        "message": "Nobody notices when this connection closes: it has a handler for messages and none for the close.",
        "read": "Nobody notices when this connection closes: the error that says so is thrown away, and the loop goes on.",
        "read-help": "leave the loop on an error, and say that it is offline or connect again",
        "fix": "Add a close handler",
        "read-fix": "Leave the loop on an error",
        "help": "handle the close: say that it is offline, or connect again",
    },
    check=check,
    tests=False,
)
