"""Only 1000 is taken for a clean close.

What it does
------------
Reports a close handler in which 1000 alone does nothing, while 1005 is reported or makes the client reconnect; on a
server also 1001.

Why it matters
--------------
A `close()` without a code arrives as 1005, and it is as clean as 1000: with this test the client comes back after its
own `close()`. A server sees 1001 whenever somebody closes a tab; an error for each of them hides those that matter.

Example
-------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
}
```

```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });
server.on("connection", (socket) => {
  socket.on("close", (code) => {
    if (code !== 1000) console.error("lost a client", code);
  });
});
```

Use instead
-----------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onclose = (event) => {
    if (event.code === 1000 || event.code === 1005) return;
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
}
```

```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });
server.on("connection", (socket) => {
  socket.on("close", (code) => {
    if (![1000, 1001, 1005].includes(code)) console.error("lost a client", code);
  });
});
```

References
----------
RFC 6455 section 7.1.5: a Close frame without a code counts as 1005
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.library import Library
from wsclose.rules.place import place_of
from wsclose.rules.reconnecting import DONE, does, is_clear, of_client
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

ALONE = CodeSet(((DONE, DONE),))


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler that asks for the code."""
    library = handler.connection.library
    if library is not None and library.received.empty_as not in ("", "1005"):
        return
    clean = handler.outcome(DONE)
    if not clean or any(arm.codes != ALONE or arm.effects or arm.guard for arm in clean):
        return
    if any(arm.guard for arm in handler.arms):
        return  # a close of its own is told apart by a flag
    client = of_client(handler)
    failing = ("reconnect", "report") if client else ("report",)
    missing = [code for code in ((1005,) if client else (1001, 1005)) if fails(handler, code, failing)]
    if not missing or (not client and 1001 not in missing):
        return
    codes = ", ".join(str(code) for code in missing)
    yield from context.finding(
        handler.start,
        handler.end,
        context.say("client" if client else "server"),
        context.say("help", codes=codes),
        context.later(lambda: widened(handler, missing, context, context.say("fix", codes=codes))),
        connection=handler.connection,
    )


def fails(handler: CloseHandler, code: int, failing: tuple[str, ...]) -> bool:
    """Whether a code is certainly treated as a failure."""
    arms = handler.outcome(code)
    return bool(arms) and all(is_clear(arm) and does(arm, *failing) for arm in arms)


def widened(handler: CloseHandler, missing: list[int], context: Context, title: str) -> tuple[Fix, ...]:
    """Makes the one test for 1000 hold for more codes."""
    place = place_of(context)
    if place is None or len(handler.done) != 1:
        return ()
    (test,) = handler.done
    number, subject = place.written(*test.number), place.written(*test.subject)
    more = [named_like(number, code, handler.connection.library) for code in missing]
    if not test.operator:
        return (Fix(title, (Edit(test.end, test.end, "".join(f", {code}" for code in more)),)),)
    if test.number[0] < test.subject[1]:
        return ()  # 1000 === code
    equal = test.operator in ("==", "===")
    text = place.templates.fact("one-of" if equal else "none-of", subject=subject, codes=", ".join((number, *more)))
    if not text:
        operator = place.written(test.subject[1], test.number[0])
        text = f" {'||' if equal else '&&'} ".join(f"{subject}{operator}{code}" for code in (number, *more))
        before, after = place.before(test.start), place.after(test.end)
        whole = (before.endswith("if ") and after == " {") or (before.endswith("(") and after.startswith(")"))
        text = text if whole else f"({text})"
    return (Fix(title, (Edit(test.start, test.end, text),)),)


def named_like(written: str, code: int, library: Library | None) -> str:
    """A code as a constant of the library, where the other one is written like that."""
    package, dot, name = written.rpartition(".")
    constants = library.constants if library is not None else {}
    if constants.get(name) != DONE:
        return str(code)
    return next((f"{package}{dot}{other}" for other, number in constants.items() if number == code), str(code))


RULE = Rule(
    name="only-normal-is-clean",
    severity=Severity.INFORMATION,
    about=CloseHandler,
    messages={
        "client": "A close() without a code, also its own, counts as a failure here: it arrives as 1005, not 1000.",
        "server": "Every closed tab counts as a failure here: browsers send 1001, not 1000.",
        "help": "treat {codes} like 1000",
        "fix": "Take {codes} for clean too",
    },
    check=check,
    tests=False,
)
