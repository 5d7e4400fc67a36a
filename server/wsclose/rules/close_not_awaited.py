"""A close that has to be awaited is not.

What it does
------------
Reports close calls that only make a coroutine or a future, where it is thrown away; in C#, calls whose task is.

Why it matters
--------------
Nothing is sent. The connection stays open until something else ends it, and Python says so in a warning that appears
late and elsewhere: "coroutine ... was never awaited". A task of .NET goes on by itself, but its exception is lost, and
the socket is often disposed of before the close frame is out.

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

BEHIND = frozenset({"rust"})
"""Languages in which `await` stands behind what is awaited."""


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method = call.method
    if method is None or call.awaited or not (method.awaited or method.task):
        return
    behind = call.connection.library is not None and call.connection.library.family in BEHIND
    edit = Edit(call.end, call.end, ".await") if behind else Edit(call.start, call.start, "await ")
    # Outside an async function `await` is a syntax error.
    possible = "async" in call.surroundings
    yield from context.finding(
        call.start,
        call.end,
        context.say("task" if method.task else "future" if behind else "message", method=method.name),
        context.say("help"),
        (Fix(context.say("fix"), (edit,)),) if possible else (),
        connection=call.connection,
    )


RULE = Rule(
    name="close-not-awaited",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "Nothing is sent: {method}() makes a coroutine, and nobody awaits it.",
        "future": "Nothing is sent: {method}() makes a future, and nobody awaits it.",
        "task": "Nobody waits for {method}(): a failure goes unnoticed, and what comes next may dispose of the socket first.",
        "help": "await it",
        "fix": "Await it",
    },
    check=check,
)
