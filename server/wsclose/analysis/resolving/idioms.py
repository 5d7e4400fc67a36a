"""What statements look like that mean more than they say: idioms that the walk over a unit knows."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from wsclose.analysis import words
from wsclose.analysis.resolving.scopes import SELF, Scope, is_itself
from wsclose.analysis.walks import flat
from wsclose.syntax import outline as o

PLAIN_SOCKET = frozenset(
    """
    sendall setsockopt getsockname getpeername makefile setblocking bind listen recv_into recvfrom sendto connect_ex
    setNoDelay setKeepAlive write pipe acceptClientConnection acceptClientSocket getInputStream getOutputStream
    """.split()
)
"""What only the socket beneath a WebSocket is asked for."""

HELD = ("value",)
"""What is read and set of a reference of Vue's."""

NOTHING = frozenset((name,) for name in ("null", "NULL", "nil", "None", "undefined", "_"))
"""What stands for nothing at all, as names."""

ENDING = frozenset({"exit", "quit", "die", "abort", "panic", "fatalError", "preconditionFailure", "exitProcess"})
EXITS = frozenset({"exit", "_exit", "Exit", "abort"})
PROCESSES = frozenset({"process", "sys", "os", "system", "environment", "deno", "kernel"})
FATAL = frozenset({"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"})

CLOSES = frozenset({"close", "Close"})
ONLY_OF_WEBSOCKETS = frozenset({"write_message", "receive_text", "receive_json", "receive_str"})
"""What nothing but a connection of Tornado, Starlette or aiohttp is asked for, in a file that speaks of them."""

STRUCT = re.compile(r"(?:\w+(?:\.|::))*(\w+)")
RESULTS = frozenset({"Ok", "Err", "Some"})
EXPORTS = frozenset({("exports",), ("module", "exports")})
COMPONENT = "component"  # what the methods of an object without a name belong to
CONSTRUCTORS = frozenset({"__init__", "constructor", "init", "initialize", "__construct"})


def of_plain_socket(call: o.Call) -> bool:
    """Whether a call is one of a socket of the operating system: `sock.sendall(data)`, `sock.recv(4096)`."""
    name = o.name_of(call.callee)
    return name in PLAIN_SOCKET or (name == "recv" and bool(call.arguments) and not call.arguments[0].name)


def speaks(call: o.Call, schemes: tuple[str, ...]) -> bool:
    """Whether the address that something is made with, as far as it says one, begins with one of these: `ws` of `ws://host`.

    One that is put together may tell by how it begins: `"text://{$host}"`, `'tcp://' . $host`, but not `"$scheme://host"`.
    """
    given = [one.value.operands[0] if isinstance(one.value, o.Operation) else one.value for one in call.arguments]
    said = next((one for one in given if isinstance(one, o.String)), None)
    scheme, found, _ = said.value.partition("://") if said is not None else ("", "", "")
    whole = said is not None and said.exact and any(one.value is said for one in call.arguments)
    return not schemes or not (whole or (scheme and found)) or scheme.lower() in schemes


def event_said(event: o.Value) -> str:
    """The event that is meant: `"close"`, or a constant of its name, `Events.CLOSE`; "" where that is not said."""
    if isinstance(event, o.String):
        return event.value
    name = event.parts[-1] if isinstance(event, o.Path) else ""
    constant = isinstance(event, o.Path) and (len(event.parts) > 1 or name.isupper())
    return name.replace("_", "").lower() if constant else ""


def is_nothing(value: object) -> bool:
    """`null`, `None`, `nil`"""
    return isinstance(value, o.Path) and value.parts in NOTHING


def is_truth(value: object) -> bool:
    """`true`, `False`"""
    return isinstance(value, o.Path) and len(value.parts) == 1 and value.parts[0].lower() in ("true", "false")


def is_false(value: object) -> bool:
    """`false`, `False`"""
    return isinstance(value, o.Path) and len(value.parts) == 1 and value.parts[0] in ("false", "False")


def ends_process(statement: o.Statement) -> bool:
    """`process.exit(1)`, `die("gone")`, `log.Fatal(err)`: nothing comes after it. (`room.exit()` is something else.)"""
    callee = statement.callee if isinstance(statement, o.Call) else None
    parts = callee.parts if isinstance(callee, o.Path) else ()
    if len(parts) == 1:
        return parts[0] in ENDING
    return len(parts) > 1 and (parts[-1] in FATAL or (parts[-1] in EXITS and parts[-2].lower() in PROCESSES))


def own_callee(call: o.Call, scope: Scope) -> str:
    """The name of a function that may be this file's: `leave(ws)`, `this.leave(ws)`, `that.leave(ws)`; "" for another."""
    parts = call.callee.parts if isinstance(call.callee, o.Path) and not call.new else ()
    return parts[-1] if len(parts) == 1 or (len(parts) == 2 and is_itself(parts[0], scope)) else ""


def kept_for_tests(call: o.Call) -> tuple[str, o.Value] | None:
    """The name that RSpec gives what a block comes to, or the class that is tested, and which call or class that is:
    `let(:line) { Faye::WebSocket::Client.new(url) }`, `subject { described_class.new }`, `describe Feed do ... end`"""
    name, given = o.name_of(call.callee), [one.value for one in call.arguments]
    if name not in ("let", "let!", "subject", "describe") or not given or not isinstance(given[-1], o.Function):
        return None
    if name == "describe":
        return ("described_class", given[0]) if isinstance(given[0], o.Path) else None
    if isinstance(given[0], o.String):
        return given[0].value, call
    return ("subject", call) if name == "subject" else None


def watched_by(call: o.Call) -> str:
    """What of Vue's state a call watches: `watch(status, ...)`, `watch(() => status.value, ...)`; "" for another call."""
    watches = isinstance(call.callee, o.Path) and call.callee.parts == ("watch",) and len(call.arguments) > 1
    given = call.arguments[0].value if watches else None
    if isinstance(given, o.Function):
        end = given.body[0] if len(given.body) == 1 else None
        read = end.value if isinstance(end, o.Return) else None
        return read.parts[0] if isinstance(read, o.Path) and read.parts[1:] == HELD else ""
    return given.parts[0] if isinstance(given, o.Path) and len(given.parts) == 1 else ""


def code_told(given: o.Value) -> o.Value | None:
    """What an object that is handed on has as its code: `retry({ code: event.code, reason: event.reason })`."""
    entries = given.entries if isinstance(given, o.Table) else ()
    return next((entry.value for entry in entries if entry.key == "code"), None)


def shown_by(call: o.Call) -> str:
    """What is a WebSocket as this call shows: the `line` of `line.close(code, reason)`, by their names, of
    `line.close(code=4001)` and of `line.write_message(text)`; "" for another call."""
    if not isinstance(call.callee, o.Path) or len(call.callee.parts) < 2:
        return ""
    method, named = call.callee.parts[-1], [o.name_of(argument.value).lower() for argument in call.arguments]
    told = len(named) == 2 and named[0].endswith("code") and named[1].endswith("reason")
    told = told or any(argument.name == "code" for argument in call.arguments)
    shows = method in ONLY_OF_WEBSOCKETS or (told and method in CLOSES)
    return ".".join(call.callee.parts[:-1]) if shows else ""


def is_bound(target: o.Path, value: o.Value | None) -> bool:
    """`this.connect = this.connect.bind(this)`: it stays the method that it was."""
    callee = value.callee if isinstance(value, o.Call) else None
    return isinstance(callee, o.Path) and callee.parts == (*target.parts, "bind")


def is_state(value: o.Value | None) -> TypeGuard[o.Part]:
    """What a component keeps between its renderings: the first in `const [socket, setSocket] = useState(null)`."""
    of = value.of if isinstance(value, o.Part) and value.key == 0 else None
    return isinstance(of, o.Call) and o.name_of(of.callee) == "useState"


def is_reference_made(value: o.Member | o.Part) -> bool:
    """What a reference holds that is made there: `useRef(new WebSocket(url)).current`, `const { current: line } = useRef(...)`."""
    maker = o.name_of(value.of.callee) if isinstance(value.of, o.Call) else ""
    name = value.name if isinstance(value, o.Member) else value.key
    return (maker, name) in (("useRef", "current"), ("ref", "value"), ("shallowRef", "value"))


def assigned(value: o.Value) -> o.Value | None:
    """What is assigned to several at once: `socket.onclose = socket.onerror = value`."""
    inner = value.inside[0] if isinstance(value, o.Opaque) and len(value.inside) == 1 else None
    return inner.value if isinstance(inner, o.Bind) else None


def class_written(function: o.Function, target: o.Value | None) -> str:
    """The name of a class in the form of a function, which may be assigned to `target`, or "":
    `function client() { this.open = function () {}; }`. One that is written as a class may have its methods elsewhere:
    `exports.Client = function (url) { this.line = new WebSocket(url); }`, `app.Client = function ...`."""
    parts = target.parts if isinstance(target, o.Path) else ()
    said = len(parts) == 1 or parts[:-1] in EXPORTS or (bool(parts) and parts[-1][:1].isupper())
    name = function.name or (parts[-1] if said else "")
    if not name or "prototype" in parts:
        return ""
    puts = (one for one in function.body if isinstance(one, o.Bind) and is_own(one.target))
    return name if any(name[:1].isupper() or isinstance(one.value, o.Function) for one in puts) else ""


def is_own(target: o.Value) -> bool:
    """Whether something is put into the object that a function is a method of: `this.socket = ...`"""
    return isinstance(target, o.Path) and len(target.parts) == 2 and target.parts[0] in SELF


def holder_in(parts: tuple[str, ...]) -> str:
    """Whose methods are put there: `Feed.prototype`, `app.Feed`."""
    return next((part for part in reversed(parts) if part != "prototype"), "")


def class_made(call: o.Call, table: o.Table, target: o.Value | None) -> str:
    """The class whose methods an object has that is given to a call, which is assigned to `target`, or "":
    `Object.assign(Feed.prototype, { open() {} })`, `const Feed = Model.extend({ open() { this.socket = ... } })`; of one
    that is assigned to nothing it is the component, `Page({ open() { this.socket = ... } })`."""
    first = call.arguments[0].value
    if isinstance(first, o.Path) and first.parts[-1] == "prototype":
        return holder_in(first.parts)
    if not any(keeps(entry.value) for entry in table.entries):
        return ""
    if target is None:
        return COMPONENT
    return holder_in(target.parts) if isinstance(target, o.Path) else ""


def object_kept_in(table: o.Table) -> str:
    """What the methods of an object without a name belong to, if they keep something in it, or "": it goes by its place."""
    return f"object {table.start} {table.end}" if any(keeps(entry.value) for entry in table.entries) else ""


def keeps(function: o.Value) -> bool:
    """Whether a function puts something into the object that it is a method of: `this.socket = new WebSocket(url)`."""
    return isinstance(function, o.Function) and any(
        isinstance(one, o.Bind) and is_own(one.target) for one in flat(function.body)
    )


def is_of_base(callee: o.Value) -> bool:
    """Whether a call goes to the constructor that a class has from the one that it extends: `super().__init__(...)`, `: base(...)`."""
    name = o.name_of(callee)
    if isinstance(callee, o.Member):
        return name in CONSTRUCTORS and isinstance(callee.of, o.Call) and o.name_of(callee.of.callee) == "super"
    if not isinstance(callee, o.Path):
        return False
    return callee.parts == ("base",) or (
        callee.parts[0] == "super" and (len(callee.parts) == 1 or name in CONSTRUCTORS)
    )


def exported_here(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A name by which a file calls what it exports itself: `exports.connect`, `module.exports.connect`."""
    if parts[:2] == ("module", "exports"):
        return parts[2:]
    return parts[1:] if parts[0] == "exports" else ()


def makes_promise(call: o.Call) -> bool:
    """Whether a call makes a promise of the function that it is given: `new Promise((resolve) => setTimeout(resolve, 5000))`,
    by a class of another name too that is used like it, `CancelablePromise`."""
    run, name = call.arguments[0].value if call.arguments else None, o.name_of(call.callee)
    alike = isinstance(run, o.Function) and words.words(name)[-1:] == ("promise",)
    return call.new and run is not None and (name == "Promise" or alike)


def all_of(call: o.Call) -> o.Value | None:
    """What is waited for together: `Promise.all([connect(a), connect(b)])`, `asyncio.gather(connect(a), connect(b))`."""
    given = [argument.value for argument in call.arguments]
    callee = call.callee.parts if isinstance(call.callee, o.Path) else ()
    if callee == ("Promise", "all") and len(given) == 1:
        return given[0]
    return o.Sequence(call.start, call.end, tuple(given)) if callee == ("asyncio", "gather") else None


def any_of(call: o.Call) -> tuple[o.Value, ...]:
    """What is waited for until one of it is there: `Promise.race([once(line, "close"), sleep(1000)])`."""
    callee = call.callee.parts if isinstance(call.callee, o.Path) else ()
    given = call.arguments[0].value if callee in (("Promise", "race"), ("Promise", "any")) and call.arguments else None
    return given.items if isinstance(given, o.Sequence) else ()


def made_of_each(call: o.Call) -> o.Function | None:
    """What is made of each of several: `urls.map((url) => connect(url))`, `Array.from({ length: 5 }, () => connect())`."""
    array = isinstance(call.callee, o.Path) and call.callee.parts == ("Array", "from")
    makes = array or o.name_of(call.callee) == "map"
    last = call.arguments[-1].value if makes and call.arguments else None
    return last if isinstance(last, o.Function) else None


def made_with(made: o.Call | o.Table) -> Iterator[tuple[str, o.Value]]:
    """What a call or a struct is given, each by its name or its place."""
    given = [(one.name, one.value) for one in made.arguments] if isinstance(made, o.Call) else ()
    given = given or [(one.key, one.value) for one in made.entries] if isinstance(made, o.Table) else given
    for place, (name, value) in enumerate(given):
        yield name or str(place), value


def struct_made(made: o.Table) -> str:
    """The type of a struct that is written out, without its package: `refusal{4401, "who?"}`, not `[]int{4401}`."""
    named = STRUCT.fullmatch(made.type)
    return named[1] if named is not None else ""


def variant_made(call: o.Call) -> str:
    """What a call makes, by its name: the class or tuple `Refusal(4401)`, the variant `Fault::Custom` of
    `Fault::Custom(4401, "who?")`."""
    parts = call.callee.parts if isinstance(call.callee, o.Path) else ()
    named = [part for part in parts[-2:] if part[:1].isupper()]
    return "::".join(named) if named and parts[-1] == named[-1] and named[-1] not in RESULTS else ""


MAKING_SETS = frozenset({"MethodSource", "DataProvider"})


def sets_made_by(annotation: o.Value, test: o.Function) -> Iterator[str]:
    """The methods that make what a test is run with: `@MethodSource("codes")`, `#[DataProvider('codes')]`; without
    a name that of the test's own."""
    if o.name_of(annotation.callee if isinstance(annotation, o.Call) else annotation) in MAKING_SETS:
        given = [one.value for one in annotation.arguments] if isinstance(annotation, o.Call) else []
        named = [item for one in given for item in (one.items if isinstance(one, o.Sequence) else (one,))]
        yield from [one.value for one in named if isinstance(one, o.String)] or [test.name]
