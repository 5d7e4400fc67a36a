"""What every language's source code is reduced to: one small set of plain types.

Positions are byte offsets into the UTF-8 text, counted from the start of the unit (see `Unit`); they do not take part
in comparisons, so two outlines are equal when they say the same thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, Union

from wsclose.plain import plain


@plain
class Number:
    """An integer literal; `value` is None for one that is not an integer (`1.5`)."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    value: int | None
    text: str


@plain
class String:
    """A string literal. `exact` is False when it has substitutions; `value` then holds the fixed pieces only."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    value: str
    exact: bool
    substitutions: tuple["Value", ...] = ()


@plain
class Path:
    """A name or a dotted chain of names: `ws`, `this.ws.close`, `websocket.CloseGoingAway`, `Library::Code`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    parts: tuple[str, ...]
    last: int = field(compare=False)  # where the last part starts


@plain
class Member:
    """A member of something that is not a plain name: `open().close`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"
    name: str
    last: int = field(compare=False)


@plain
class Index:
    """`pair[1]`, `codes["x"]`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"
    key: "Value"


@plain
class Argument:
    name: str  # "" for one given by position
    value: "Value"


@plain
class Call:
    """A call or a construction (`new`)."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    callee: "Value"
    arguments: tuple[Argument, ...]
    new: bool = False
    open: int = field(compare=False, default=0)  # just after the opening parenthesis, 0 where there is none
    types: str = ""  # the type arguments, as written: `useRef<WebSocket>(null)`


@plain
class Parameter:
    start: int = field(compare=False)
    end: int = field(compare=False)
    name: str
    type: str  # as written, "" when there is none
    default: Union["Value", None] = None
    pattern: Union["Value", None] = None  # what a destructured parameter is taken apart into
    label: str = ""  # what callers call it, where that is another name (Swift: `didCloseWith closeCode: Int`)
    is_field: bool = False  # whether it also declares a field of the class (`constructor(private ws: WebSocket)`)


@plain
class Function:
    """A function, method, lambda or closure."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    name: str
    name_start: int = field(compare=False)
    parameters: tuple[Parameter, ...]
    body: "Block"
    owner: str = ""  # the class it is a method of
    receiver: str = ""  # the name by which it calls its object (Go, Python); "" where that is a keyword
    decorators: tuple["Value", ...] = ()
    is_async: bool = False
    returns: str = ""  # the declared result, as written
    is_arrow: bool = False  # what it calls its object is that of the function around it, where others have their own
    is_block: bool = False  # what it assigns to is a variable of the function around it, where that has one of the name


@plain
class Entry:
    key: str  # "" where the key is neither a name nor a text
    value: "Value"
    key_value: Union["Value", None] = None  # the key as an expression, where it is not the name of a field


@plain
class Table:
    """An object, dictionary, map or struct literal; `type` is what stands before the braces (Go, Rust)."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    entries: tuple[Entry, ...]
    type: str = ""


@plain
class Sequence:
    """A list, tuple, set or array literal."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    items: tuple["Value", ...]


@plain
class Either:
    """One of several values: a conditional expression, `a || b`, `a ?? b`, `a or b`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    options: tuple["Value", ...]
    test: Union["Value", None] = None


@plain
class Operation:
    """An operator and its operands. Comparisons use `==`, `===`, `!=`, `!==`, `<`, `<=`, `>`, `>=`, `in`, `not in`, `is`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    operator: str
    operands: tuple["Value", ...]


@plain
class Awaited:
    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"


@plain
class Typed:
    """A cast or an assertion of a type: `x as CloseEvent`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"
    type: str


@plain
class Part:
    """One part of a value that is taken apart: `conn, err := dial()`, `const { code } = event`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"
    key: int | str


@plain
class Element:
    """What a loop variable takes its values from."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"


@plain
class Entered:
    """What a `with` statement binds."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    of: "Value"


@plain
class Module:
    """A module that is loaded by an expression: `require("ws")`."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    module: str


@plain
class Opaque:
    """An expression that means nothing here; what is inside it may."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    inside: tuple["Statement", ...]


@plain
class Bind:
    """A name gets a value: declaration, assignment, field, default."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    target: "Value"
    value: Union["Value", None]
    type: str = ""
    declares: bool = False
    operator: str = ""  # "*" for `delay *= 2`


@plain
class Outer:
    """Names that belong to a scope further out (`global`, `nonlocal`)."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    names: tuple[str, ...]


@plain
class If:
    start: int = field(compare=False)
    end: int = field(compare=False)
    test: "Value"
    then: "Block"
    otherwise: "Block"


@plain
class Arm:
    """One arm of a switch or match; no patterns is the default arm."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    patterns: tuple["Value", ...]
    body: "Block"
    guard: Union["Value", None] = None
    falls_through: bool = False  # whether it runs on into the next one where nothing leaves it


@plain
class Switch:
    start: int = field(compare=False)
    end: int = field(compare=False)
    subject: Union["Value", None]
    arms: tuple[Arm, ...]
    alias: str = ""  # what the subject is called in the arms: `switch e := err.(type)`


@plain
class Loop:
    start: int = field(compare=False)
    end: int = field(compare=False)
    head: "Block"  # bindings of the loop variable, initialisers, the test
    body: "Block"
    endless: bool = False


@plain
class Catch:
    start: int = field(compare=False)
    end: int = field(compare=False)
    types: tuple["Value", ...]
    name: str
    body: "Block"


@plain
class Try:
    start: int = field(compare=False)
    end: int = field(compare=False)
    body: "Block"
    catches: tuple[Catch, ...]
    otherwise: "Block"
    finally_: "Block"


@plain
class Return:
    start: int = field(compare=False)
    end: int = field(compare=False)
    value: Union["Value", None]


@plain
class Raise:
    start: int = field(compare=False)
    end: int = field(compare=False)
    value: Union["Value", None]


@plain
class Jump:
    start: int = field(compare=False)
    end: int = field(compare=False)
    kind: str  # "break" or "continue"
    value: "Value | None" = None  # what a loop is left with: `break Some(code)`


@plain
class Deferred:
    """A call that runs when the function ends (`defer`) or elsewhere (`go`)."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    value: "Value"
    kind: str


@plain
class Class:
    """A class, struct, interface, enum or object."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    name: str
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    body: "Block"
    kind: str = (
        "class"  # or "enum", or "extension" of one elsewhere, or "interface" where that is told apart from a class
    )


@plain
class Import:
    """`module` as written; `name` is "" when the whole module is bound, "*" when everything in it is."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    module: str
    name: str
    alias: str  # the name it has here
    handed_on: bool = False  # files that import this one have it, too


Value = (
    Number | String | Path | Member | Index | Call | Function | Table | Sequence | Either
    | Operation | Awaited | Typed | Part | Element | Entered | Module | Opaque
)  # fmt: skip
Statement = Value | Bind | If | Switch | Loop | Try | Return | Raise | Jump | Deferred | Class | Import | Outer
Block = tuple[Statement, ...]


@plain
class Unit:
    """The piece of a file that is read and cached as a whole: an outermost function or method, or a statement beside them."""

    language: str
    length: int
    owner: str  # the class around it, "" at the top level
    statements: Block


@plain
class Placed:
    """A unit and where it starts in the file, in bytes."""

    start: int
    unit: Unit


@plain
class Outline:
    """A whole file."""

    language: str
    units: tuple[Placed, ...]


def name_of(value: Value | None) -> str:
    """The last name in a callee or a path: `close` of `this.ws.close`, "" where there is none."""
    if isinstance(value, Path):
        return value.parts[-1]
    if isinstance(value, Member):
        return value.name
    return ""


def holder_of(value: Value | None) -> Value | None:
    """What a method or a member belongs to: `this.ws` of `this.ws.close`."""
    if isinstance(value, Member):
        return value.of
    return without_last(value) if isinstance(value, Path) and len(value.parts) > 1 else None


def channel_read(value: object) -> Value | None:
    """The channel that something is taken from: `done` of Go's `<-done`, not of `done <- code`."""
    takes = isinstance(value, Operation) and value.operator == "<-" and len(value.operands) == 1
    return value.operands[0] if isinstance(value, Operation) and takes else None


def without_last(path: Path) -> Path:
    """A path of several names without the last one."""
    end = path.last - 1
    return Path(path.start, end, path.parts[:-1], max(path.start, end - len(path.parts[-2].encode())))


def children(node: Statement) -> tuple[Statement, ...]:
    """What is directly inside a node, functions and classes included, in the order of the source."""
    inside = INSIDE.get(type(node))
    return inside(node) if inside is not None else ()


def _given(*values: Statement | None) -> tuple[Statement, ...]:
    return tuple(value for value in values if value is not None)


def _of_call(node: Call) -> tuple[Statement, ...]:
    given = tuple([argument.value for argument in node.arguments])
    return given if isinstance(node.callee, Path) else (node.callee, *given)


def _of_function(node: Function) -> tuple[Statement, ...]:
    defaults = [one.default for one in node.parameters if one.default is not None]
    return (*node.decorators, *defaults, *node.body) if defaults or node.decorators else node.body


def _of_switch(node: Switch) -> tuple[Statement, ...]:
    arms = [each for arm in node.arms for each in (*arm.patterns, *_given(arm.guard), *arm.body)]
    return (*_given(node.subject), *arms)


def _of_bind(node: Bind) -> tuple[Statement, ...]:
    return _given(None if isinstance(node.target, Path) else node.target, node.value)


def _of_one(node: Member | Awaited | Typed | Part | Element | Entered) -> tuple[Statement, ...]:
    return (node.of,)


def _of_value(node: Jump | Return | Raise) -> tuple[Statement, ...]:
    return _given(node.value)


# By the type of a node: a walk through a file asks this of every one, so nothing is tried in turn.
INSIDE: Mapping[type, Callable[[Any], tuple[Statement, ...]]] = {
    String: lambda node: node.substitutions,
    **dict.fromkeys((Member, Awaited, Typed, Part, Element, Entered), _of_one),
    **dict.fromkeys((Jump, Return, Raise), _of_value),
    Index: lambda node: (node.of, node.key),
    Call: _of_call,
    Function: _of_function,
    Table: lambda node: tuple([each for one in node.entries for each in _given(one.key_value, one.value)]),
    Sequence: lambda node: node.items,
    Either: lambda node: (*_given(node.test), *node.options),
    Operation: lambda node: node.operands,
    Opaque: lambda node: node.inside,
    Bind: _of_bind,
    If: lambda node: (node.test, *node.then, *node.otherwise),
    Switch: _of_switch,
    Loop: lambda node: (*node.head, *node.body),
    Try: lambda node: (
        *node.body,
        *(one for catch in node.catches for one in catch.body),
        *node.otherwise,
        *node.finally_,
    ),
    Deferred: lambda node: (node.value,),
    Class: lambda node: node.body,
}
