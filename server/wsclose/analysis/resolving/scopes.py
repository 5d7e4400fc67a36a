"""Names and where they get their values: the scopes of one unit, and what it defines for the rest of the file."""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Union

from wsclose.analysis import words
from wsclose.plain import unique
from wsclose.syntax import outline as o

SELF = frozenset({"this", "self", "Self", "super", "@"})
STRUCT = re.compile(r"(\w+)(?:::)?(?:[<\[].*)?$", re.DOTALL)
"""The name of a type, without the module that it is in and what it is given: `feed::Client::<T>`."""
CHANGED = -1  # the place of a definition that changes what was there before: `delay *= 2`

HANDLERS = frozenset({"onopen", "onclose"})
BEATS = frozenset({"Elapsed", "Tick"})  # events of .NET's timers, which are raised at each beat
REGISTERS = frozenset({"on", "once", "addEventListener", "addListener"})
EMITTING = frozenset({"emit", "trigger", "fire", "publish", "emitReserved"})
LATER = frozenset(
    {"retry", "backoff", "delay", "defer", "later", "after", "schedule", "timeout", "debounce", "throttle"}
)
"""In names of what calls a function when it sees fit, not when the event comes."""
BINDING = frozenset({"bind", "proxy", "bindEnvironment", "mustCall", "fn", "spy", "wrap"})
HANDED_THROUGH = frozenset({"useCallback", "debounce", "throttle", "memo", "action", "useEvent"})
RUNNABLE = frozenset({"Runnable", "timerTask", "DispatchWorkItem"})
"""What a function is made into that others run: `Runnable { connect() }`."""

Key = tuple[str, str, str]  # kind ("name", "field", "method", "class", "passed", ...), class or "", name


@unique
class Site:
    """Where a function is written or named: as an argument of a call, or as the value of something."""

    call: o.Call | None
    argument: str  # "0", a keyword, "1.close" for an entry of an object
    target: o.Value | None  # what it is assigned to
    scope: "Scope"


@unique
class Scope:
    """The names of one function, or of the unit itself."""

    parent: Union["Scope", None]
    function: o.Function | None
    owner: str
    site: Site | None
    names: dict[str, list["Definition"]] = field(default_factory=dict)
    name: str = ""  # the function's own, or that of the property that it is assigned to

    def find(self, name: str) -> "list[Definition] | None":
        """The definitions of a name in this scope or one around it; None when the unit does not define it."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.names.get(name)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def functions(self) -> "list[Scope]":
        """This scope and those around it, innermost first."""
        chain, scope = [], self
        while scope is not None:
            chain.append(scope)
            scope = scope.parent  # type: ignore[assignment]
        return chain


@unique
class Definition:
    """One way in which a name gets its value."""

    value: o.Statement | o.Parameter | o.Catch | None
    type: str
    scope: Scope
    place: int = 0  # of a parameter
    undeclared: bool = False  # an assignment to what this unit does not declare: a variable of the file, or a field

    def same(self, other: "Definition") -> bool:
        """Whether it says the same; definitions that use local names are the same only when they are identical."""
        if self is other:
            return True
        return (
            self.type == other.type
            and self.scope.owner == other.scope.owner
            and self.scope.function is None
            and other.scope.function is None
            and not isinstance(self.value, (o.Function, o.Class))
            and self.value == other.value
        )


def function_of(one: Definition) -> o.Function | None:
    """The function that a definition gives a name, also where it is handed through a wrapper: `useCallback(() => ...)`."""
    value = one.value
    if isinstance(value, o.Call) and value.arguments and o.name_of(value.callee) in HANDED_THROUGH:
        value = value.arguments[0].value
    return written_function(value)


def written_function(value: object) -> o.Function | None:
    """A function that is written where it is used, also as the only method of an object that is made there:
    `Runnable { ... }`, `new Runnable() { public void run() { ... } }`."""
    if isinstance(value, o.Call) and value.arguments and o.name_of(value.callee) in RUNNABLE:
        value = value.arguments[-1].value
    made = value.inside[-1] if isinstance(value, o.Opaque) and value.inside else None
    methods = [one for one in made.body if isinstance(one, o.Function)] if isinstance(made, o.Class) else []
    if len(methods) == 1:
        return methods[0]
    return value if isinstance(value, o.Function) else None


def method_named(value: o.Value) -> o.Path | None:
    """A method that is named beside its object: `[$this, "connect"]`."""
    if not isinstance(value, o.Sequence) or len(value.items) != 2:
        return None
    on, method = value.items
    if not isinstance(on, o.Path) or not isinstance(method, o.String) or not method.exact:
        return None
    return o.Path(value.start, value.end, (*on.parts, method.value), value.start)


@unique
class Prepared:
    """A unit with its scopes. `scopes` maps id() of a function to its scope."""

    unit: o.Unit
    root: Scope
    scopes: dict[int, Scope]
    exports: dict[Key, list[Definition]]


def receiver_of(scope: Scope) -> str:
    """The name by which the method around this scope calls its object, "" where that is a keyword."""
    for outer in scope.functions():
        if outer.function is not None and outer.function.receiver:
            return outer.function.receiver
    return ""


def share_names(block: Scope, scope: Scope) -> None:
    """Gives what a block assigns to variables of the function around it to those: `code = nil; ws.on(:close) { |e| code = e.code }`"""
    for name, given in list(block.names.items()):
        shared = None if any(isinstance(one.value, o.Parameter) for one in given) else scope.find(name)
        if shared is not None:
            shared.extend(block.names.pop(name))


def owners(scope: Scope) -> Iterator[str]:
    """The classes around a place, innermost first."""
    seen: set[str] = set()
    for outer in scope.functions():
        if outer.owner and outer.owner not in seen:
            seen.add(outer.owner)
            yield outer.owner


def unwritten(one: Definition) -> bool:
    """Whether this is a parameter that is there though nobody wrote it: `it`."""
    return isinstance(one.value, o.Parameter) and one.value.start == one.value.end


def class_of(name: str, scope: Scope) -> str | None:
    """The class whose object a name stands for: that around this scope, or that of a parameter: `func setUp(feed *Feed)`."""
    receiver = scope.function.receiver if scope.function is not None else ""
    if name in SELF or name in (receiver, receiver_of(scope)):
        return scope.owner
    given = (one.value for one in scope.find(name) or () if isinstance(one.value, o.Parameter))
    return next((kind for one in given if (kind := one.type.lstrip("*&")).isidentifier()), None)


def holder_of_field(path: o.Path, scope: Scope) -> str | None:
    """The class, or whatever else, that has a field: of `this.line` the class around, of `guest.line` the `guest`,
    of `Feed.this.line` in a class within `Feed` that one, of `App.feed.line` in a method of `App.feed` the `feed`."""
    head, *rest = path.parts
    if len(rest) == 1:
        return scope.owner if head in SELF or head == receiver_of(scope) else head
    outer = len(rest) == 2 and rest[0] == "this"
    return head if outer else rest[0] if len(rest) == 2 and rest[0] == scope.owner else None


def is_itself(name: str, scope: Scope) -> bool:
    """Whether a name stands for the object around: `this`, and `that` after `const that = this`."""
    given = (one.value for one in scope.find(name) or ())
    return name in SELF or any(
        isinstance(one, o.Path) and len(one.parts) == 1 and one.parts[0] in SELF for one in given
    )


def place_of(parts: tuple[str, ...], scope: Scope) -> tuple[str, str] | None:
    """The class, "" for none, and the name under which it is noted what a variable or a field of `this` holds."""
    if len(parts) == 1:
        return "", parts[0]
    own = len(parts) == 2 and (parts[0] in SELF or parts[0] == receiver_of(scope)) and not is_given(parts[0], scope)
    return (scope.owner, parts[1]) if own else None


def is_given(name: str, scope: Scope) -> bool:
    """Whether a variable that is called as an object calls itself is another one, which a function was given: `var self = server`."""
    stands_for = [one.value.parts for one in scope.find(name) or () if isinstance(one.value, o.Path)]
    named = (scope.find(parts[0]) for parts in stands_for if len(parts) == 1)
    return any(isinstance(one.value, o.Parameter) for found in named for one in found or ())


def listens(site: Site) -> bool:
    """Whether what is given here is called with an event: `line.on("close", f)`, `line.onclose = f`."""
    if site.call is None:
        return o.name_of(site.target).lower() in HANDLERS
    event = site.call.arguments[0].value if site.argument == "1" else None
    return isinstance(event, o.String) and o.name_of(site.call.callee) in REGISTERS


def handed_through(call: o.Call) -> o.Value | None:
    """What a wrapper calls in its turn: `wrap((event) => ...)`, `$.proxy(this.closed, this)`, `jest.fn(onClose)`."""
    first = call.arguments[0].value if call.arguments and not call.new else None
    name = o.name_of(call.callee)
    if LATER.intersection(words.words(name)):
        return None
    named = isinstance(first, o.Path) and name in HANDED_THROUGH | BINDING
    return first if named or isinstance(first, o.Function) else None


def bound(call: o.Call, scope: Scope) -> o.Value | None:
    """What a call binds to an object: `this.closed.bind(this)`, `_.bind(this.closed, this)`, `$.proxy(this.closed, this)`,
    or .NET's `new EventHandler(Closed)`."""
    name, on = o.name_of(call.callee), o.holder_of(call.callee)
    given = [argument.value for argument in call.arguments[:2]]
    if call.new and name.endswith("EventHandler") and len(given) == 1:
        return given[0]
    to_self = any(isinstance(one, o.Path) and len(one.parts) == 1 and one.parts[0] in SELF for one in given)
    if name in ("bind", "proxy") and to_self and isinstance(on, o.Path) and len(on.parts) == 1:
        own = [one for one in scope.find(on.parts[0]) or () if not isinstance(one.value, o.Import)]
        methods = (one for one in given if isinstance(one, o.Path) and len(one.parts) == 2 and one.parts[0] in SELF)
        if not own and on.parts[0] not in SELF and (method := next(methods, None)) is not None:
            return method
    return on if name == "bind" else None


def is_component(table: o.Table) -> bool:
    """Whether an object is a component, which a framework makes a class of: `{ methods: { connect() {} } }`."""
    return any(entry.key in ("methods", "actions") and isinstance(entry.value, o.Table) for entry in table.entries)


def waits_given(node: o.Statement, scope: Scope) -> Iterator[tuple[Key, Definition]]:
    """How long the waits are that a struct is made with: `Client { delay: Duration::from_secs(5) }`."""
    named = STRUCT.search(node.type) if isinstance(node, o.Table) else None
    if named is None or not isinstance(node, o.Table):
        return
    owner = scope.owner if named[1] in SELF else named[1]
    for entry in node.entries:
        if entry.value is not None and words.DURATION.intersection(words.words(entry.key)):
            yield ("filled", owner, entry.key), Definition(entry.value, "", scope)


def is_unset(value: object) -> bool:
    """Whether a variable is given this where there is nothing yet: `let socket = 0`, `let socket = ""`."""
    return (isinstance(value, o.Number) and value.value == 0) or (
        isinstance(value, o.String) and value.exact and not value.value
    )
