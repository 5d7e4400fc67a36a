"""A code is given to a close that comes before the connection is accepted.

What it does
------------
Reports a close with 3000-4999 in a function that accepts the connection only further down.

Why it matters
--------------
Before `accept()` there is no WebSocket yet, so the refusal is an HTTP answer: the browser sees status 403 and its
close handler 1006. The code never arrives, and every line that waits for it is dead. Test clients show the code all
the same.

Example
-------
```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/rooms/{room}")
async def join(websocket: WebSocket, room: str) -> None:
    if room not in websocket.app.state.rooms:
        await websocket.close(code=4404)
        return
    await websocket.accept()
    await websocket.send_text("welcome")
```

Use instead
-----------
```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/rooms/{room}")
async def join(websocket: WebSocket, room: str) -> None:
    await websocket.accept()
    if room not in websocket.app.state.rooms:
        await websocket.close(code=4404)
        return
    await websocket.send_text("welcome")
```

References
----------
ASGI specification, WebSocket close: sent before accept it becomes a 403
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    if "before-accept" not in call.surroundings or call.connection.type is None:
        return
    for code in call.codes:
        if 3000 <= code.number <= 4999:
            accept = f"{call.receiver}.{call.connection.type.opened_by}()"
            line = context.source.rfind(b"\n", 0, call.start) + 1
            before = context.source[line : call.start]
            awaited = before.strip() == b"await"
            indent = before[: len(before) - len(before.lstrip())].decode()
            fix = Fix(context.say("fix"), (Edit(call.start, call.start, f"{accept}\n{indent}await "),))
            yield from context.finding(
                code.start,
                code.end,
                context.say("message", code=code.number),
                context.say("help", accept=accept),
                (fix,) if awaited else (),
                connection=call.connection,
            )


RULE = Rule(
    name="close-before-accept",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "The browser never sees {code}: before the connection is accepted this is HTTP 403, and 1006 there.",
        "help": "call {accept} first, or refuse without a code of your own",
        "fix": "Accept first, then close with this code",
    },
    check=check,
)
