"""What the parts of reading a handler ask of each other."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from wsclose.analysis import words
from wsclose.analysis.facts import CodeTest, Connection, Effect, HandlerArm
from wsclose.analysis.handling.delays import RANK
from wsclose.analysis.handling.scheduling import Job
from wsclose.analysis.resolving.scopes import SELF, Scope
from wsclose.analysis.resolving.things import Instance, Received, Thing
from wsclose.analysis.sending.closing import Closing
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

MAX_STATES, MAX_DEPTH = 48, 5
MAX_RUNS = 400  # of the functions that one handler calls: what they call of each other multiplies
CONNECTING = frozenset({"connect", "reconnect", "dial", "redial"})
WINDOWS = frozenset({"window", "document", "top"})
MOVING = frozenset({"replace", "assign", "reload", "href"})  # what a window's location has for going elsewhere
ROUTERS = frozenset({"router", "$router", "Router"})
NOT_YET = frozenset(
    "is should can has need needs may will was get set allow allows stop cancel clear abort disable prevent"
    " on handle after before did emit notify fire trigger skip ignore check parse log write"
    " record track count measure increment calculate compute generate".split()
)
"""How names begin that speak of connecting and don't do it: `isReconnect`, `cancelReconnect`, `track_reconnect`."""
OF_CONNECTING = frozenset(
    "token tokens delay delays wait interval attempt attempts count counter policy options option config".split()
)
"""What goes with connecting: `issue_reconnect_token`, `nextReconnectDelay`. Who asks for it doesn't connect yet."""

OPENING = frozenset(
    {"open", "reopen", "start", "restart", "init", "initialize", "setup", "create", "recreate", "establish"}
)
READING = frozenset({"read", "reader", "receive", "recv", "next"})
PLAIN_WAIT = re.compile(r"\d+(?:\.\d+)?")
IsCode: TypeAlias = Callable[[o.Value, Scope], Received | None]
"""Whether an expression holds a received code."""


class State(NamedTuple):
    """One way through a handler so far."""

    codes: CodeSet
    guard: str
    effects: tuple[Effect, ...]
    waits: "Wait"  # what has been slept for


class Wait(NamedTuple):
    """How long is waited before something."""

    kind: str
    text: str  # as written
    at: tuple[int, int] | None  # where, if it is in the handler's own unit


START = State(ALL, "", (), Wait("none", "", None))


class Jumps(NamedTuple):
    """What leaves the loop that is being read, and what goes on to its next round."""

    out: list[State]
    over: list[State]


class Split(NamedTuple):
    """What a test says of the received code."""

    yes: CodeSet
    no: CodeSet
    guard: str  # "" when it is only about the code
    locked: bool = False  # it asks whether a reconnect is under way


class Reading(ABC):
    """What the parts of reading a handler ask of each other."""

    def __init__(self, closing: Closing, is_code: IsCode) -> None:
        self.closing, self.resolver, self.is_code = closing, closing.resolver, is_code
        self.depth = 0
        self.place: tuple[int, int] | None = None  # where the handler's own unit called what is being read
        self.reading: list[int] = []  # id() of the functions that are being followed
        self.looked = False
        self.lost = False  # there were too many ways through
        self.runs_done = 0
        self.single = False  # something on the way sees to it that only one reconnect is under way
        self.job: tuple[int, int] | None = None  # what the timer that is being read runs
        self.jumps = Jumps([], [])
        self.done: list[CodeTest] = []  # tests for 1000 alone
        self.root: Scope | None = None  # of the unit that the handler is in
        self.put: dict[tuple[str, ...], tuple[str, ...]] = {}
        """What is set on every way -> to which name, () if to several."""
        self.own: o.Function | None = None  # the function that the handler is, or is in
        self.heard: dict[str, tuple[o.Value, ...]] = {}  # by name of what the handler is set on: what that was set to
        self.ended = frozenset[str]()  # the fields of `this` of whose close the handler is told
        self.event = ""  # the variable that says which event the handler is called for
        self.around: set[int] = set()  # the functions that the handler is in, or is set by
        self.made: dict[int, o.Call | None] = {}  # by own function: the call in it that makes a client's connection
        self.making: dict[str, bool] = {}  # by own class: whether making one makes a client's connection
        self.lent: dict[int, tuple[o.Value, Scope]] = {}  # by parameter of a function that is being read: its argument
        self.failed = ""  # the name of the error that a read has given
        self.waking: frozenset[str] = frozenset()  # the functions that settle the promises that are being read
        self.caught_as = ""  # the name of the exception that an `except` has caught

    @abstractmethod
    def connection_of(self, instance: Instance) -> Connection | None: ...

    @abstractmethod
    def arms(self, body: o.Block, scope: Scope) -> tuple[HandlerArm, ...]: ...

    @abstractmethod
    def creation(self, block: o.Block, scope: Scope, depth: int = 0) -> o.Call | None: ...

    @abstractmethod
    def beat(self, node: o.Bind, scope: Scope) -> Job | None: ...

    @abstractmethod
    def watchers(self, node: o.Bind, scope: Scope, states: list[State]) -> list[State]: ...

    @abstractmethod
    def timer(self, node: o.Statement, job: Job, scope: Scope, states: list[State]) -> list[State]: ...

    @abstractmethod
    def make_promise(self, node: o.Call, scope: Scope, states: list[State]) -> list[State]: ...

    @abstractmethod
    def begin(self, scope: Scope) -> None: ...

    @abstractmethod
    def block(self, block: o.Block, scope: Scope, states: list[State], ended: list[State]) -> list[State]: ...

    @abstractmethod
    def statement(self, node: o.Statement, scope: Scope, states: list[State], ended: list[State]) -> list[State]: ...

    @abstractmethod
    def branch(
        self, test: o.Value, then: o.Block, otherwise: o.Block, scope: Scope, states: list[State], ended: list[State]
    ) -> list[State]: ...

    @abstractmethod
    def split(self, test: o.Value, scope: Scope, depth: int = 0) -> Split: ...

    @abstractmethod
    def numbers(self, values: tuple[o.Value, ...], scope: Scope) -> CodeSet | None: ...

    @abstractmethod
    def effect(self, kind: str, node: o.Statement, wait: Wait | None = None) -> Effect: ...

    @abstractmethod
    def value(self, node: o.Statement, scope: Scope, states: list[State], ended: list[State]) -> list[State]: ...

    @abstractmethod
    def call(self, node: o.Call, scope: Scope, states: list[State], ended: list[State]) -> list[State]: ...

    @abstractmethod
    def called(self, callee: o.Value, scope: Scope) -> o.Function | None: ...

    @abstractmethod
    def wait(self, value: o.Value | None, scope: Scope) -> Wait: ...

    @abstractmethod
    def run_when_closed(self, node: o.Switch, scope: Scope) -> o.Block | None: ...

    @abstractmethod
    def connects(self, node: o.Call, callee: Thing, scope: Scope) -> bool: ...


def changes_page(path: o.Value | None) -> bool:
    """Whether what is called or set takes the user to another page, or to this one anew: `location.replace(url)`,
    `location.href = url`, `router.push("/login")`. What is there may connect."""
    *_, holder, name = ("", "", *path.parts) if isinstance(path, o.Path) else ("", "", "")
    of_window = name == "location" and (holder in WINDOWS or not holder)
    return of_window or (holder == "location" and name in MOVING) or (holder in ROUTERS and name in ("push", "replace"))


def says_connect(name: str) -> bool:
    """Whether a function connects, by its name."""
    found = words.words(name)
    if found[:1] and found[0] in NOT_YET:
        return False
    return any(
        word in CONNECTING and OF_CONNECTING.isdisjoint(found[place + 1 : place + 2])
        for place, word in enumerate(found)
    )


def says_open_socket(name: str) -> bool:
    """Whether a function makes a connection, by its name: `startWebsocket`, `initChatSocket`, `createWebSocketConnection`."""
    first, *others = words.words(name) or ("",)
    if others and others[-1] in ("connection", "client"):
        others.pop()
    return first in OPENING and bool(others) and others[-1] in words.SOCKET


def reconnected(state: State) -> bool:
    return any(known.kind == "reconnect" for known in state.effects)


def with_effect(state: State, effect: Effect) -> State:
    """Adds an effect. What a client does after it has begun to connect again does not matter any more."""
    if not effect.kind or reconnected(state):
        return state
    if effect.kind == "reconnect":
        return state._replace(effects=(*state.effects, effect))
    # Of all others once is enough, wherever and in whichever order: so the ways through stay few.
    kinds = {effect.kind, *(known.kind for known in state.effects)}
    return state._replace(effects=tuple(Effect(kind, 0, 0) for kind in sorted(kinds)))


def longer(wait: Wait, other: Wait) -> Wait:
    """Of two waits, one after the other, the one that decides whether they grow; of two that stay the same, the longer."""
    if wait.kind == other.kind == "fixed" and PLAIN_WAIT.fullmatch(wait.text) and PLAIN_WAIT.fullmatch(other.text):
        return other if float(other.text) > float(wait.text) else wait
    return other if RANK[other.kind] > RANK[wait.kind] else wait


def merged(states: list[State]) -> list[State]:
    """One for those that are the same but for the codes."""
    found: dict[tuple[str, tuple[Effect, ...], Wait], State] = {}
    for state in states:
        key = (state.guard, state.effects, state.waits)
        known = found.get(key)
        found[key] = state if known is None else known._replace(codes=known.codes.union(state.codes))
    return list(found.values())


def narrowed(state: State, codes: CodeSet, guard: str) -> State:
    return state._replace(codes=state.codes.intersection(codes), guard=stronger(state.guard, guard))


def unguarded(states: list[State]) -> tuple[list[State], str]:
    """States without the guard that they have in common, and that guard: what is tested further in is seen by itself."""
    guards = {state.guard for state in states}
    return ([state._replace(guard="") for state in states], guards.pop()) if len(guards) == 1 else (states, "")


def guarded(states: list[State], guard: str) -> list[State]:
    return [state._replace(guard=stronger(guard, state.guard)) for state in states]


def as_before(after: list[State], before: list[State]) -> list[State]:
    """States after a test that only decides what else is done: whether a client comes back then is not asked there."""
    guards = {state.guard for state in before}
    if len(guards) != 1 or any(effect.kind == "reconnect" for state in after for effect in state.effects):
        return after
    guard = guards.pop()
    return [state._replace(guard=guard) for state in after]


def without_self(path: o.Path) -> tuple[str, ...]:
    return path.parts[1:] if path.parts[0] in SELF and len(path.parts) > 1 else path.parts


def held_in(call: o.Call, name: str, given: int) -> o.Path | None:
    """What a call asks for its value, or gives one: `connected` of `connected.get()` and of `connected.set(false)`."""
    callee = call.callee
    is_it = isinstance(callee, o.Path) and len(callee.parts) > 1 and callee.parts[-1] == name
    return o.without_last(callee) if is_it and isinstance(callee, o.Path) and len(call.arguments) == given else None


def put_by(call: o.Call) -> tuple[o.Path, o.Value] | None:
    """What a call puts where: `connected.set(false)`, and `connected.compareAndSet(true, false)`, after which it is false
    as it was before, if it was no longer true."""
    given = [argument.value for argument in call.arguments]
    if (kept := held_in(call, "set", 1) or held_in(call, "getAndSet", 1)) is not None:
        return kept, given[0]
    kept = held_in(call, "compareAndSet", 2)
    sure = kept is not None and {o.name_of(one) for one in given} == {"true", "false"}
    return (kept, given[1]) if kept is not None and sure else None


def root_of(scope: Scope) -> Scope:
    while scope.parent is not None:
        scope = scope.parent
    return scope


def all_plain(after: list[State], before: list[State]) -> bool:
    """Whether nothing was added to any state."""
    known = {(state.effects, state.waits) for state in before}
    return all((state.effects, state.waits) in known for state in after)


def stronger(one: str, other: str) -> str:
    order = ("", "limit", "flag", "unknown")
    return max(one, other, key=order.index)
