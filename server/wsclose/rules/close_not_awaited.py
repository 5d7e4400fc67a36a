"""A close that has to be awaited is not.

What it does
------------
Reports close calls that only make a coroutine, where the coroutine is thrown away.

Why it matters
--------------
Nothing is sent. The connection stays open until something else ends it, and Python says so in a warning that appears
late and elsewhere: "coroutine ... was never awaited".

Example
-------
```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/rooms")
async def rooms(websocket: WebSocket):
    await websocket.accept()
    if "token" not in websocket.query_params:
        websocket.close(code=1008)
        return
```

Use instead
-----------
```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/rooms")
async def rooms(websocket: WebSocket):
    await websocket.accept()
    if "token" not in websocket.query_params:
        await websocket.close(code=1008)
        return
```

References
----------
The library's documentation of its close method
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method = call.method
    if method is None or not method.awaited or call.awaited:
        return
    # Outside an async function `await` is a syntax error.
    possible = "async" in call.surroundings
    yield from context.finding(
        call.start,
        call.end,
        context.say("message", method=method.name),
        context.say("help"),
        (Fix(context.say("fix"), (Edit(call.start, call.start, "await "),)),) if possible else (),
        connection=call.connection,
    )


RULE = Rule(
    name="close-not-awaited",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "Nothing is sent: {method}() makes a coroutine, and nobody awaits it.",
        "help": "await it",
        "fix": "Await it",
    },
    check=check,
)
