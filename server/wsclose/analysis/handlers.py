"""What happens when a connection has closed: reads a handler as a partial function from a received code to effects."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from wsclose.analysis import delays, words
from wsclose.analysis.closing import Closing
from wsclose.analysis.facts import CloseHandler, Connection, Effect, HandlerArm, HandlerBody, Maker
from wsclose.analysis.scopes import Definition, Key, Scope, Site
from wsclose.analysis.things import GENERIC, Instance, Int, OwnClass, OwnFunction, Received, Returns, Thing
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

MAX_STATES, MAX_DEPTH = 48, 5
ENDING = frozenset({"close", "disconnect", "closed", "disconnected", "on_close", "onclose", "on_disconnect"})
CONNECTING = frozenset({"connect", "reconnect", "dial", "redial"})
LOGGING = frozenset(
    {
        "log",
        "debug",
        "info",
        "warn",
        "warning",
        "trace",
        "print",
        "println",
        "printf",
        "write",
        "echo",
        "dir",
        "console",
        "notice",
    }
)
REPORTING = frozenset({"error", "exception", "fatal", "critical", "capture", "panic"})
HARMLESS = frozenset(
    {
        "set", "clear", "update", "show", "hide", "toggle", "disable", "enable", "add", "remove", "delete", "push", "append", "render", "reset",
        "clearInterval", "clearTimeout", "cancel", "now", "format", "toString", "alert", "get", "find", "json", "stringify", "parse", "to", "is", "has",
        "text", "html", "css", "attr", "class", "query", "element", "selector", "pop", "filter", "map", "status", "message", "toast", "display", "discard",
        "str", "repr", "len", "int", "Date", "String", "keys", "values", "join", "from", "concat", "stop", "lock", "unlock", "Lock", "Unlock", "close", "title",
    }
)  # fmt: skip
PURE = frozenset(
    {
        "Math",
        "JSON",
        "Object",
        "Array",
        "Date",
        "Number",
        "String",
        "math",
        "random",
        "json",
        "datetime",
        "strconv",
        "strings",
        "performance",
        "document",
    }
)
FORMATTING = frozenset(
    {"format", "String", "str", "repr", "stringify", "toString", "Sprintf", "sprintf", "Errorf", "Number", "int"}
)
LOGS = frozenset(
    {
        "console",
        "log",
        "logger",
        "logging",
        "logrus",
        "slog",
        "print",
        "fmt",
        "toast",
        "message",
        "klog",
        "zap",
        "zerolog",
        "trace",
    }
)
LOCKS = frozenset(
    {
        "lock",
        "locked",
        "reconnecting",
        "connecting",
        "timer",
        "pending",
        "timeout",
        "retrying",
        "scheduled",
        "busy",
        "interval",
    }
)
FLAGS = frozenset(
    {
        "closed", "closing", "manual", "manually", "intentional", "intentionally", "explicit", "explicitly", "forced", "stopped", "stop", "stopping", "destroyed", "disposed",
        "unmounted", "mounted", "should", "want", "shutdown", "shutting", "exit", "exiting", "quit", "done", "terminated", "cancelled", "canceled", "aborted", "disconnected",
        "disconnecting", "auto", "keep", "active", "alive", "running", "enabled", "allow", "reconnect", "user", "logout", "unload", "deliberate", "expected", "finished", "kill", "killed", "disconnect",
    }
)  # fmt: skip


IsCode: TypeAlias = Callable[[o.Value, Scope], Received | None]
"""Whether an expression holds a received code."""


class State(NamedTuple):
    """One way through a handler so far."""

    codes: CodeSet
    guard: str
    effects: tuple[Effect, ...]
    waits: tuple[str, str]  # what has been slept for: (kind, as written)


START = State(ALL, "", (), ("none", ""))


class Split(NamedTuple):
    """What a test says of the received code."""

    yes: CodeSet
    no: CodeSet
    guard: str  # "" when it is only about the code
    locked: bool = False  # it asks whether a reconnect is under way


class HandlerReader:
    """Reads the close handlers of one unit."""

    def __init__(self, closing: Closing, is_code: IsCode) -> None:
        self.closing, self.resolver, self.is_code = closing, closing.resolver, is_code
        self.depth = 0
        self.place: tuple[int, int] | None = None  # where the handler's own unit called what is being read
        self.reading: list[str] = []
        self.looked = False
        self.single = False  # something on the way sees to it that only one reconnect is under way
        self.job: tuple[int, int] | None = None  # what the timer that is being read runs

    # ---------------------------------------------------------------- which functions are handlers

    def other_event(self, scope: Scope, event: str) -> tuple[o.Value, Connection] | None:
        """(the connection's expression, what it is) when a function is called for this event of a client's connection."""
        for site in self.resolver.sites(scope):
            call, target = site.call, site.target
            holder: o.Value | None = None
            if call is not None and site.argument == "1" and call.arguments and o.name_of(call.callee) in REGISTERS:
                given = call.arguments[0].value
                if isinstance(given, o.String) and given.value == event:
                    holder = call.callee
            elif target is not None and o.name_of(target).lower() == f"on{event}":
                holder = target
            elif call is not None and site.argument.rpartition(".")[2].lower() in (f"on_{event}", f"on{event}"):
                made = self.resolver.thing(call, site.scope)
                connection = self.connection_of(made) if isinstance(made, Instance) else None
                if connection is not None and connection.side == "client":
                    return call, connection
            if holder is not None:
                receiver = self.resolver.receiver(holder, site.scope)
                if isinstance(receiver, Instance) and receiver.side != "server":
                    connection = self.connection_of(receiver)
                    if connection is not None:
                        return holder, connection
        return None

    def event_handler(self, function: o.Function, scope: Scope) -> tuple[str, Connection] | None:
        """(kind, connection) when a function is called because a client's connection has closed."""
        for site in self.resolver.sites(scope):
            found = self.by_site(site)
            if found is not None:
                return "event", found
        if scope.owner:
            own = self.resolver.own_instance(scope.owner)
            if isinstance(own, Instance):
                for kind in self.resolver.bases(own.type):
                    types = kind.overrides.get(scope.name)
                    if types is not None and (
                        "code" in types or "CloseEvent" in types or words.is_closing_name(scope.name)
                    ):
                        connection = self.closing.connection(own)
                        return ("override", connection) if connection.side == "client" else None
        return None

    def by_site(self, site: Site) -> Connection | None:
        call, target = site.call, site.target
        if call is not None:
            name = o.name_of(call.callee)
            receiver = self.resolver.receiver(call.callee, site.scope)
            event = call.arguments[0].value if call.arguments else None
            if site.argument == "1" and isinstance(event, o.String) and event.value in ENDING and name in REGISTERS:
                if isinstance(receiver, Instance):
                    found = self.connection_of(receiver)
                    # Of two sides that look alike, a server's handler has every reason to do little.
                    return found if found is not None and (found.side or name == "addEventListener") else None
                if receiver is None and isinstance(call.callee, o.Path) and len(call.callee.parts) > 1:
                    return (
                        self.closing.connection(GENERIC)
                        if name == "addEventListener"
                        and words.is_socket_name(call.callee.parts[-2])
                        and self.closing.mentions
                        else None
                    )
                return None
            called = self.resolver.thing(call.callee, site.scope)
            if (
                isinstance(called, Returns)
                and site.argument in dict(called.handlers)
                and site.argument.rpartition(".")[2] in ENDING
            ):
                made = self.resolver.make(called.text, called.library.id, None)
                return self.connection_of(made) if isinstance(made, Instance) else None
            made = self.resolver.thing(call, site.scope)
            if isinstance(made, Instance) and site.argument.rpartition(".")[2] in ENDING:
                return self.connection_of(made)
            if site.argument == "0" and words.words(name) == ("on", "close") and isinstance(receiver, Instance):
                return self.connection_of(receiver)
            return None
        if isinstance(target, o.Path | o.Member) and o.name_of(target).lower() == "onclose":
            receiver = self.resolver.receiver(target, site.scope)
            if isinstance(receiver, Instance):
                return self.connection_of(receiver)
            holder = target.parts[-2] if isinstance(target, o.Path) and len(target.parts) > 1 else ""
            if receiver is None and words.is_socket_name(holder) and self.closing.mentions:
                return self.closing.connection(GENERIC)
        return None

    def connection_of(self, instance: Instance) -> Connection | None:
        if not any(kind.connection for kind in self.resolver.bases(instance.type)):
            return None
        return self.closing.connection(instance)

    # ---------------------------------------------------------------- reading one

    def read(
        self, function: o.Function, scope: Scope, kind: str, connection: Connection, elsewhere: bool
    ) -> CloseHandler:
        arms = self.arms(function.body, scope)
        head_end = function.body[0].start if function.body else function.end
        return CloseHandler(
            function.start,
            max(function.start + 1, min(head_end, function.end)),
            kind,
            connection,
            arms,
            self.looked,
            True,
            elsewhere,
            self.inside(function, scope),
            self.maker(scope),
        )

    def inside(self, function: o.Function, scope: Scope) -> HandlerBody | None:
        """How statements in a handler get at the received code; None where they cannot."""
        code, parameter = "", ""
        for place, name in enumerate(("event", "code")):
            given = function.parameters[place] if place < len(function.parameters) else None
            delivered = self.resolver.given(scope, place)
            of = self.code_of(delivered)
            if of is None or (given is not None and not given.name):
                continue
            if given is None and (place or function.parameters):
                break  # it would have to take others too
            if given is None:
                parameter = name if of else "code"
            code = f"{given.name if given is not None else parameter}{of}"
            break
        if not code or not function.body:
            return None
        site = scope.site
        target = (site.call.callee if site.call is not None else site.target) if site is not None else None
        receiver = ".".join(target.parts[:-1]) if isinstance(target, o.Path) else ""
        return HandlerBody(
            function.body[0].start,
            function.body[-1].end,
            function.end,
            code,
            parameter,
            receiver,
            target.start if target is not None else 0,
            any(isinstance(one, o.Return) and one.start != function.body[0].start for one in flat(function.body)),
        )

    def code_of(self, thing: Thing) -> str | None:
        """What to write behind a thing for its close code: "" for the code itself, None when it has none."""
        if isinstance(thing, Received):
            return ""
        if isinstance(thing, Instance):
            for kind in self.resolver.bases(thing.type):
                for name, text in kind.fields.items():
                    if text == "code":
                        return f".{name}"
        return None

    def maker(self, scope: Scope) -> Maker | None:
        """The function around a handler, if it makes the connection and has a name by which it can be called again."""
        outer = scope.parent
        if outer is None or outer.function is None or self.creation(outer.function.body, outer) is None:
            return None
        function, site = outer.function, outer.site
        if site is not None and (site.call is not None or site.argument):
            return None
        target = site.target if site is not None else None
        if site is not None and (not isinstance(target, o.Path) or len(target.parts) > 1):
            return None
        name = function.name or o.name_of(target)
        parameters = tuple(parameter.name for parameter in function.parameters)
        around = outer.parent
        inner = around is not None and around.function is not None
        if not name or name in ("constructor", "init", outer.owner) or not all(parameters):
            return None
        if around is not None and around.function is not None and rendered(around.function.name):
            return None
        member = bool(function.owner) or bool(outer.owner and not inner)
        return Maker(name, member, parameters, function.start, function.end, function.body[0].start)

    def arms(self, body: o.Block, scope: Scope) -> tuple[HandlerArm, ...]:
        self.looked = self.single = False
        self.job = None
        self.place, self.depth, self.reading = None, 0, []
        ended: list[State] = []
        falling = self.block(body, scope, [START], ended)
        states = [*falling, *ended]
        if len(states) > MAX_STATES:
            return (HandlerArm(ALL, "unknown", (Effect("unknown", 0, 0),)),)
        return tuple(HandlerArm(state.codes, state.guard, state.effects) for state in states)

    def block(self, block: o.Block, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """Runs a block on every state; states that return go to `ended`. Returns those that fall out of its end."""
        for statement in block:
            if not states:
                break
            if len(states) + len(ended) > MAX_STATES:
                return [with_effect(state, Effect("unknown", 0, 0)) for state in states[:1]]
            states = self.statement(statement, scope, states, ended)
        return states

    def statement(self, node: o.Statement, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        match node:
            case o.If():
                return self.branch(node.test, node.then, node.otherwise, scope, states, ended)
            case o.Switch():
                return self.switch(node, scope, states, ended)
            case o.Return():
                if node.value is not None:
                    states = self.value(node.value, scope, states, ended)
                ended.extend(states)
                return []
            case o.Raise():
                ended.extend(with_effect(state, self.effect("forward", node)) for state in states)
                return []
            case o.Jump():
                ended.extend(states)
                return []
            case o.Try():
                states = self.block(node.body, scope, states, ended)  # what an exception would do is left aside
                states = self.block(node.otherwise, scope, states, ended)
                return self.block(node.finally_, scope, states, ended)
            case o.Loop():
                once = self.block((*node.head, *node.body), scope, states, ended)
                return once or states
            case o.Bind():
                if o.name_of(node.target) in ("onclose", "onerror") and isinstance(node.value, o.Path):
                    self.single = True  # `socket.onclose = null`: the other handler is taken off
                return self.value(node.value, scope, states, ended) if node.value is not None else states
            case o.Function() | o.Class() | o.Import():
                return states
            case o.Deferred():
                return self.value(node.value, scope, states, ended)
        return self.value(node, scope, states, ended)

    def branch(
        self, test: o.Value, then: o.Block, otherwise: o.Block, scope: Scope, states: list[State], ended: list[State]
    ) -> list[State]:
        split = self.split(test, scope)
        if split.locked:
            self.single = True
        if split.guard == "unknown":
            states = self.value(test, scope, states, ended)
        yes = [narrowed(state, split.yes, split.guard) for state in states]
        no = [narrowed(state, split.no, split.guard) for state in states]
        over: list[State] = []
        after_yes = self.block(then, scope, [state for state in yes if state.codes.intervals], over)
        after_no = self.block(otherwise, scope, [state for state in no if state.codes.intervals], over)
        if not over and all_plain(after_yes, states) and all_plain(after_no, states):
            return states  # neither branch does anything that counts
        if split.locked and not after_yes and all_plain(over, states):
            return after_no  # `if (reconnecting) return`: somebody else is at it already
        ended.extend(over)
        return [*after_yes, *after_no]

    def switch(self, node: o.Switch, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        coded = node.subject is not None and self.is_code(node.subject, scope) is not None
        if coded:
            self.looked = True
        left = ALL
        after: list[State] = []
        pending: CodeSet | None = None
        guard = "" if coded else "unknown"
        for arm in node.arms:
            codes = self.numbers(arm.patterns, scope) if arm.patterns else left
            if codes is None:
                codes, guard = left, "unknown"
            here = codes.intersection(left)
            left = left.without(codes)
            if node.falls_through:
                here = here.union(pending) if pending is not None else here
                pending = here if not leaves(arm.body) else None
                if pending is not None and not arm.body:
                    continue
            over: list[State] = []
            entered = [narrowed(state, here, guard) for state in states]
            falling = self.block(
                tuple(s for s in arm.body if not isinstance(s, o.Jump)),
                scope,
                [s for s in entered if s.codes.intervals],
                over,
            )
            ended.extend(over)
            after.extend(falling)
        if left.intervals:
            after.extend(narrowed(state, left, guard) for state in states if state.codes.intersection(left).intervals)
        return after

    # ---------------------------------------------------------------- tests

    def split(self, test: o.Value, scope: Scope, depth: int = 0) -> Split:
        """Which received codes pass a test."""
        unknown = Split(ALL, ALL, "unknown")
        if depth > 8:
            return unknown
        match test:
            case o.Operation() if test.operator in ("!", "not") and len(test.operands) == 1:
                inner = self.split(test.operands[0], scope, depth + 1)
                return Split(inner.no, inner.yes, inner.guard, inner.locked)
            case o.Operation() if test.operator in ("&&", "and") and len(test.operands) == 2:
                left, right = (self.split(part, scope, depth + 1) for part in test.operands)
                return Split(
                    left.yes.intersection(right.yes), left.no.union(right.no), stronger(left.guard, right.guard)
                )
            case o.Either() if test.test is None:
                splits = [self.split(option, scope, depth + 1) for option in test.options]
                yes, no, guard, _ = splits[0]
                for other in splits[1:]:
                    yes, no, guard = yes.union(other.yes), no.intersection(other.no), stronger(guard, other.guard)
                return Split(yes, no, guard)
            case o.Operation() if test.operator in ("||", "or") and len(test.operands) == 2:
                left, right = (self.split(part, scope, depth + 1) for part in test.operands)
                return Split(
                    left.yes.union(right.yes), left.no.intersection(right.no), stronger(left.guard, right.guard)
                )
            case o.Operation() if len(test.operands) == 2:
                return self.split_comparison(test, scope) or self.flag(test)
            case o.Call():
                return self.split_call(test, scope) or self.flag(test)
            case o.Path() | o.Member():
                name = o.name_of(test)
                if name in ("wasClean", "was_clean"):
                    self.looked = True
                    return Split(ALL.without(SINGLE_1006), SINGLE_1006, "")
                return self.flag(test)
            case o.Awaited() | o.Typed():
                return self.split(test.of, scope, depth + 1)
            case o.Opaque() if len(test.inside) == 1 and isinstance(test.inside[0], o.Value):
                return self.split(test.inside[0], scope, depth + 1)
        return unknown

    def split_comparison(self, test: o.Operation, scope: Scope) -> Split | None:
        left, right = test.operands
        operator = test.operator
        if self.is_code(left, scope) is None:
            if self.is_code(right, scope) is None:
                return None
            left, right = right, left
            operator = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
        self.looked = True
        numbers = self.numbers((right,), scope)
        if numbers is None:
            return Split(ALL, ALL, "unknown")
        if operator in ("==", "===", "in", "is"):
            return Split(numbers, ALL.without(numbers), "")
        if operator in ("!=", "!==", "not in", "is not"):
            return Split(ALL.without(numbers), numbers, "")
        if len(numbers.intervals) == 1 and numbers.intervals[0][0] == numbers.intervals[0][1]:
            bound = numbers.intervals[0][0]
            low, high = {"<": (0, bound - 1), "<=": (0, bound), ">": (bound + 1, 65535), ">=": (bound, 65535)}.get(
                operator, (0, 65535)
            )
            yes = CodeSet(((low, high),)) if low <= high else CodeSet(())
            return Split(yes, ALL.without(yes), "")
        return Split(ALL, ALL, "unknown")

    def split_call(self, test: o.Call, scope: Scope) -> Split | None:
        name = o.name_of(test.callee)
        if (
            name in ("includes", "has", "contains", "Contains")
            and test.arguments
            and self.is_code(test.arguments[-1].value, scope)
        ):
            self.looked = True
            callee = test.callee
            held: o.Value | None = None
            if isinstance(callee, o.Member):
                held = callee.of
            elif isinstance(callee, o.Path) and len(callee.parts) > 1 and len(test.arguments) == 1:
                held = o.Path(callee.start, callee.end, callee.parts[:-1], callee.start)
            elif len(test.arguments) > 1:
                held = test.arguments[0].value
            numbers = self.numbers((held,), scope) if held is not None else None
            if numbers is None:
                return Split(ALL, ALL, "unknown")
            return Split(numbers, ALL.without(numbers), "")
        for library in self.closing.libraries.by_id.values():
            if name in library.predicates:
                first, negated = library.predicates[name]
                self.looked = True
                numbers = self.numbers(tuple(argument.value for argument in test.arguments[first:]), scope)
                if numbers is None:
                    return Split(ALL, ALL, "unknown")
                return Split(ALL.without(numbers), ALL, "") if negated else Split(numbers, ALL.without(numbers), "")
        if any(self.is_code(argument.value, scope) is not None for argument in test.arguments):
            self.looked = True
            return Split(ALL, ALL, "unknown")
        return None

    def flag(self, test: o.Value) -> Split:
        """A test that is not about the code: a flag that says that we closed, a lock, or something unknown."""
        found: set[str] = set()
        for path in paths_in(test):
            for part in path.parts[-2:]:
                found.update(words.words(part))
        if found & LOCKS:
            return Split(ALL, ALL, "", True)
        return Split(ALL, ALL, "flag" if found & FLAGS else "unknown")

    def numbers(self, values: tuple[o.Value, ...], scope: Scope) -> CodeSet | None:
        """The numbers that some expressions stand for, None when one can't be told."""
        found: list[tuple[int, int]] = []
        for value in values:
            inner = self.number(value, scope)
            if inner is None:
                return None
            found.extend(inner.intervals)
        return CodeSet(()).union(CodeSet(tuple(sorted(found)))) if found else CodeSet(())

    def number(self, value: o.Value, scope: Scope, depth: int = 0) -> CodeSet | None:
        if depth > 6:
            return None
        match value:
            case o.Number():
                return CodeSet(((value.value, value.value),)) if value.value is not None else None
            case o.Sequence():
                return self.numbers(value.items, scope)
            case o.Operation() if value.operator == "|":
                return self.numbers(value.operands, scope)
            case o.Operation() if value.operator in ("..", "...", "..=", "..<", "range") and len(value.operands) == 2:
                low, high = (self.number(part, scope, depth + 1) for part in value.operands)
                if low is not None and high is not None and low.intervals and high.intervals:
                    end = high.intervals[0][0] - (1 if value.operator in ("..<",) else 0)
                    return CodeSet(((low.intervals[0][0], end),))
                return None
            case o.Call() if o.name_of(value.callee) in (
                "Set",
                "set",
                "frozenset",
                "Array",
                "listOf",
                "setOf",
                "of",
                "Of",
                "tuple",
                "list",
                "freeze",
            ):
                return self.numbers(tuple(argument.value for argument in value.arguments), scope)
            case o.Call() if o.name_of(value.callee) == "range" and len(value.arguments) == 2:
                low, high = (self.number(argument.value, scope, depth + 1) for argument in value.arguments)
                if low is not None and high is not None and low.intervals and high.intervals:
                    return CodeSet(((low.intervals[0][0], high.intervals[0][0] - 1),))
                return None
            case o.Path():
                thing: Thing = self.resolver.thing(value, scope)
                if isinstance(thing, Int):
                    return CodeSet(((thing.value, thing.value),))
                for one in delays.definitions_of(value, scope, self.resolver):
                    if isinstance(one.value, o.Value):
                        return self.number(one.value, one.scope, depth + 1)
                found = self.closing.codes(value, scope)
                if found.kind == "numbers" and found.codes:
                    return CodeSet(()).union(CodeSet(tuple(sorted((code.number, code.number) for code in found.codes))))
                return None
            case o.Typed():
                return self.number(value.of, scope, depth + 1)
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
                return self.number(value.inside[0], scope, depth + 1)
        return None

    # ---------------------------------------------------------------- effects

    def effect(self, kind: str, node: o.Statement, delay: str = "", wait: str = "") -> Effect:
        start, end = self.place or (node.start, node.end)
        return Effect(kind, start, end, delay, wait, self.job)

    def value(self, node: o.Statement, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """What evaluating an expression does, its calls from the inside out."""
        match node:
            case o.Call():
                return self.call(node, scope, states, ended)
            case o.Function() | o.Class():
                return states
            case o.Either() if node.test is not None and len(node.options) == 2:
                one, other = node.options
                return self.branch(node.test, (one,), (other,), scope, states, ended)
            case o.Either() if len(node.options) == 2 and node.test is None:
                return self.branch(node.options[0], (), (node.options[1],), scope, states, ended)  # a || b()
            case o.Operation() if node.operator in ("&&", "and") and len(node.operands) == 2:
                return self.branch(node.operands[0], (node.operands[1],), (), scope, states, ended)
        for child in o.children(node):
            states = (
                self.value(child, scope, states, ended)
                if isinstance(child, o.Value)
                else self.statement(child, scope, states, ended)
            )
        return states

    def call(self, node: o.Call, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        name = o.name_of(node.callee)
        if name in SINGLE:
            self.single = True
        if name in delays.TIMERS and (run := self.timer(node, name, scope, states)) is not None:
            return run
        if name == "Promise" and node.new and node.arguments:
            return [after for state in states for after in self.run_later(node.arguments[0].value, scope, state)]
        if (logged := self.logging(node, name)) is not None:
            return [with_effect(state, self.effect(logged, node)) for state in states]
        for argument in node.arguments:
            if not isinstance(argument.value, o.Function | o.Path):
                states = self.value(argument.value, scope, states, ended)
        if isinstance(node.callee, o.Member):
            states = self.value(node.callee.of, scope, states, ended)
        if name in delays.SLEEPS and node.arguments:
            waited = node.arguments[0].value
            kind = delays.classify(waited, scope, self.resolver)
            return [state._replace(waits=(kind, written(waited))) for state in states]
        found = self.resolver.thing(node.callee, scope)
        if self.connects(node, found, scope):
            return [with_effect(state, self.reconnect(node, state)) for state in states]
        local = self.local_function(node.callee, scope)
        if local is not None:
            return self.run(node, local, self.resolver.scope_of(local), states)
        if isinstance(found, OwnFunction):
            return self.inline(node, found, states)
        if self.closing.describe(node, scope) is not None:
            return states
        return self.unknown(node, name, scope, states, ended)

    def reconnect(self, node: o.Statement, state: State) -> Effect:
        return self.effect("reconnect", node, state.waits[0], state.waits[1])

    def connects(self, node: o.Call, callee: Thing, scope: Scope) -> bool:
        """Whether a call makes a new connection by itself."""
        made = self.resolver.thing(node, scope)
        if isinstance(callee, OwnFunction | OwnClass):
            return False
        if (
            isinstance(made, Instance)
            and made.side != "server"
            and any(kind.connection for kind in self.resolver.bases(made.type))
        ):
            return node.new or isinstance(callee, Returns) or o.name_of(node.callee)[:1].isupper()
        if made is not None and not isinstance(made, Instance):
            items = getattr(made, "items", ())
            return any(
                isinstance(item, Instance)
                and item.side == "client"
                and any(k.connection for k in self.resolver.bases(item.type))
                for item in items
            )
        return False

    def timer(self, node: o.Call, name: str, scope: Scope, states: list[State]) -> list[State] | None:
        """A function that is run later."""
        place, wait_place = delays.TIMERS[name]
        if place is None or place >= len(node.arguments):
            return None
        job = node.arguments[place].value
        waited = (
            node.arguments[wait_place].value if wait_place is not None and wait_place < len(node.arguments) else None
        )
        if waited is None and wait_place is None:
            kind, text = "", ""
        else:
            kind, text = delays.classify(waited, scope, self.resolver), written(waited)
        outer = self.place
        self.place = outer or (node.start, node.end)
        if outer is None:
            self.job = (job.start, job.end)
        try:
            result: list[State] = []
            for state in states:
                waits = (
                    state.waits
                    if not kind
                    else ((kind, text) if kind != "none" or state.waits[0] == "none" else state.waits)
                )
                result.extend(self.run_later(job, scope, state._replace(waits=waits)))
            return result
        finally:
            self.place = outer
            if outer is None:
                self.job = None

    def run_later(self, job: o.Value, scope: Scope, state: State) -> list[State]:
        """Runs a function that is given by value, by name, or as a call that makes a coroutine."""
        ended: list[State] = []
        if isinstance(job, o.Function):
            inner = self.resolver.scope_of(job)
            falling = self.block(job.body, inner or scope, [state], ended)
            return [*falling, *ended]
        if isinstance(job, o.Call):
            if o.name_of(job.callee) == "bind":
                callee = job.callee
                if isinstance(callee, o.Path):
                    return self.named(o.Path(callee.start, callee.end, callee.parts[:-1], callee.start), scope, state)
            return [*self.value(job, scope, [state], ended), *ended]
        if isinstance(job, o.Path):
            return self.named(job, scope, state)
        return [state]

    def named(self, path: o.Path, scope: Scope, state: State) -> list[State]:
        call = o.Call(path.start, path.end, path, ())
        ended: list[State] = []
        return [*self.call(call, scope, [state], ended), *ended]

    def inline(self, node: o.Call, function: OwnFunction, states: list[State]) -> list[State]:
        """Runs an own function in the place of its call."""
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        for one in self.resolver.lookup(key)[:1]:
            body = function_of(one)
            if body is not None:
                return self.run(node, body, self.resolver.scope_of(body), states)
        return self.by_name(node, function.name, states)

    def run(self, node: o.Call, function: o.Function, scope: Scope | None, states: list[State]) -> list[State]:
        name = function.name or str(id(function))
        if scope is None or self.depth >= MAX_DEPTH or name in self.reading:
            return self.by_name(node, function.name, states)
        outer = self.place
        self.place = outer or (node.start, node.end)
        if any(BACKING_OFF.intersection(words.words(written_name(decorator))) for decorator in function.decorators):
            states = [state._replace(waits=("growing", "")) for state in states]
        self.depth += 1
        self.reading.append(name)
        looked = self.looked
        try:
            ended: list[State] = []
            falling = self.block(function.body, scope, states, ended)
            after = merged([*falling, *ended])
            return tried(after, states) if CONNECTING.intersection(words.words(function.name)) else after
        finally:
            self.reading.pop()
            self.depth -= 1
            self.place = outer
            self.looked = looked

    def by_name(self, node: o.Call, name: str, states: list[State]) -> list[State]:
        """A function that is not followed: its name says whether it connects."""
        if CONNECTING.intersection(words.words(name)):
            return [
                with_effect(
                    state,
                    self.effect(
                        "reconnect", node, "unknown" if state.waits[0] == "none" else state.waits[0], state.waits[1]
                    ),
                )
                for state in states
            ]
        return [with_effect(state, self.effect("unknown", node)) for state in states]

    def local_function(self, callee: o.Value, scope: Scope) -> o.Function | None:
        if isinstance(callee, o.Path) and len(callee.parts) == 1:
            for one in (*(scope.find(callee.parts[0]) or ()), *self.resolver.lookup(("name", "", callee.parts[0]))):
                function = function_of(one)
                if function is not None:
                    return function
        return None

    def logging(self, node: o.Call, name: str) -> str | None:
        """ "report" or "" for a call that writes to a log, None for another one."""
        found = set(words.words(name))
        parts = node.callee.parts if isinstance(node.callee, o.Path) else (name,)
        chain = {word for part in parts for word in words.words(part)}
        if chain & LOGS or found & LOGGING:
            return "report" if found & REPORTING else ""
        return None

    def unknown(self, node: o.Call, name: str, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """A call that is not known: changes of state do not matter, anything else may."""
        found = set(words.words(name))
        if (isinstance(node.callee, o.Path) and node.callee.parts[0] in PURE) or name in FORMATTING:
            return states
        if name in REGISTERS or isinstance(self.resolver.receiver(node.callee, scope), Instance):
            return states
        callbacks: list[o.Value] = [
            argument.value for argument in node.arguments if isinstance(argument.value, o.Function)
        ]
        if (
            name
            in (
                "then",
                "catch",
                "finally",
                "forEach",
                "run",
                "invokeMethod",
                "batch",
                "act",
                "startTransition",
                "nextTick",
            )
            and node.arguments
        ):
            callbacks = [
                argument.value for argument in node.arguments if isinstance(argument.value, o.Function | o.Path)
            ]
            for job in callbacks:
                states = [after for state in states for after in self.run_later(job, scope, state)]
            return states
        if found & REPORTING:
            return [with_effect(state, self.effect("report", node)) for state in states]
        if found & CONNECTING and not found & {"handle", "handler", "on", "disconnect"}:
            return self.by_name(node, name, states)
        passes_code = any(self.is_code(argument.value, scope) is not None for argument in node.arguments)
        if (
            not callbacks
            and not passes_code
            and (found & HARMLESS or name in HARMLESS or (name[:1].isupper() and node.new))
        ):
            return states
        return [with_effect(state, self.effect("forward" if passes_code else "unknown", node)) for state in states]

    # ---------------------------------------------------------------- exceptions

    def caught(self, node: o.Try, catch: o.Catch, scope: Scope, elsewhere: bool) -> CloseHandler | None:
        """An `except` or `catch` for a closed connection, around the use of a client's connection that lasts."""
        if not any(self.is_closed_error(kind, scope) for kind in catch.types):
            return None
        connection = self.used(node.body, scope)
        if connection is None:
            return None
        arms = self.arms(catch.body, scope)
        return CloseHandler(catch.start, catch.start + 6, "except", connection, arms, self.looked, True, elsewhere)

    def is_closed_error(self, kind: o.Value, scope: Scope) -> bool:
        found = self.resolver.instance_of(self.resolver.thing(kind, scope))
        return isinstance(found, Instance) and bool(found.type.library) and "code" in found.type.fields.values()

    def used(self, block: o.Block, scope: Scope) -> Connection | None:
        """The client's connection, kept in a field, that a block reads from."""
        for path in paths_of(block):
            if len(path.parts) > 1 and path.parts[0] in ("self", "this"):
                for size in (2, 3):
                    found = self.resolver.path(path.parts[:size], scope)
                    if isinstance(found, Instance) and found.side == "client":
                        return self.connection_of(found)
        return None

    # ---------------------------------------------------------------- loops that connect

    def loop(self, node: o.Loop, scope: Scope) -> tuple[Effect, bool] | None:
        """(reconnect, endless) for a loop that connects again and again; None for another one."""
        tests = [part for part in node.head if not isinstance(part, o.Bind)]
        if not node.endless and not tests:
            return None
        if any(isinstance(part, o.Bind) and isinstance(part.value, o.Element) for part in node.head):
            return None
        creation = self.creation(node.body, scope)
        if creation is None or leaves_after(node.body, creation):
            return None
        every = [(call, waited(call)) for call in delays.sleeps_in(node.body) if call.arguments]
        kinds = {id(call): delays.classify(value, scope, self.resolver) for call, value in every}
        if any(kind in ("growing", "unknown") for kind in kinds.values()):
            return Effect("reconnect", creation.start, creation.end, "growing"), node.endless
        failed_only = {id(call) for branch in retries(node.body) for call in delays.sleeps_in(branch)}
        always = [(call, value) for call, value in every if id(call) not in failed_only and kinds[id(call)] == "fixed"]
        if always:
            call, value = always[0]
            return Effect("reconnect", call.start, call.end, "fixed", written(value)), node.endless
        return Effect("reconnect", creation.start, creation.end, "none"), node.endless

    def asks_for_the_code(self, block: o.Block, scope: Scope) -> bool:
        """Whether a block tests a received code somewhere."""
        self.looked = False
        for statement in flat(block):
            if isinstance(statement, o.If):
                self.split(statement.test, scope)
            elif isinstance(statement, o.Switch) and statement.subject is not None:
                self.looked = self.looked or self.is_code(statement.subject, scope) is not None
        return self.looked

    def creation(self, block: o.Block, scope: Scope, depth: int = 0) -> o.Call | None:
        """The call in a block that makes a client's connection."""
        for statement in block:
            if isinstance(statement, o.Function | o.Class):
                continue
            if isinstance(statement, o.Call):
                found = self.resolver.thing(statement.callee, scope)
                if self.connects(statement, found, scope):
                    return statement
            if depth < 30:
                inner = self.creation(tuple(o.children(statement)), scope, depth + 1)
                if inner is not None:
                    return inner
        return None


BACKING_OFF = frozenset({"backoff", "retry", "retrying", "tenacity", "stamina", "exponential"})
REGISTERS = frozenset({"on", "once", "addEventListener", "addListener"})
SINGLE = frozenset(
    {"clearTimeout", "clearInterval", "removeAllListeners", "removeEventListener", "removeListener", "off", "cancel"}
)
SINGLE_1006 = CodeSet(((1006, 1006),))


def flat(block: o.Block, depth: int = 0) -> Iterator[o.Statement]:
    """All statements of a block, those of the functions in it left out."""
    for statement in block:
        if isinstance(statement, o.Function | o.Class):
            continue
        yield statement
        if depth < 30:
            yield from flat(tuple(o.children(statement)), depth + 1)


def rendered(name: str) -> bool:
    """Whether a function, by its name, runs again and again: a component, a hook. Its variables do not last."""
    return name[:1].isupper() or (name.startswith("use") and name[3:4].isupper())


def with_effect(state: State, effect: Effect) -> State:
    """Adds an effect. What a client does after it has begun to connect again does not matter any more."""
    if not effect.kind or any(known.kind == "reconnect" for known in state.effects):
        return state
    return state._replace(effects=(*state.effects, effect))


def narrowed(state: State, codes: CodeSet, guard: str) -> State:
    return state._replace(codes=state.codes.intersection(codes), guard=stronger(state.guard, guard))


def stronger(one: str, other: str) -> str:
    order = ("", "flag", "unknown")
    return max(one, other, key=order.index)


def tried(after: list[State], before: list[State]) -> list[State]:
    """A function that by its name connects does so; that it may find a connection there already does not matter."""
    guards = {state.guard for state in before}
    connected = [state for state in after if any(effect.kind == "reconnect" for effect in state.effects)]
    if not connected or len(guards) > 1 or any(state.guard == "flag" for state in after if state.guard not in guards):
        return after
    return merged([state._replace(guard=before[0].guard) for state in connected])


def all_plain(after: list[State], before: list[State]) -> bool:
    """Whether nothing was added to any state."""
    known = {(state.effects, state.waits) for state in before}
    return all((state.effects, state.waits) in known for state in after)


def merged(states: list[State]) -> list[State]:
    """One for those that are the same."""
    found: list[State] = []
    for state in states:
        if state not in found:
            found.append(state)
    return found


def leaves(block: o.Block) -> bool:
    """Whether an arm ends with a jump, a return or a throw."""
    return bool(block) and isinstance(block[-1], o.Jump | o.Return | o.Raise)


def leaves_after(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop ends once the connection is there: it retries the first connection, it does not reconnect."""
    for statement in block:
        if statement.start <= creation.start and creation.end <= statement.end:
            if isinstance(statement, o.Try):
                return leaves_after(statement.body, creation) or leaves(statement.otherwise)
            if isinstance(statement, o.Return):
                return True
            rest = block[block.index(statement) + 1 :]
            return any(
                (isinstance(after, o.Jump) and after.kind == "break") or isinstance(after, o.Return)
                for after in rest[-1:]
            )
    return False


def waited(call: o.Call) -> o.Value:
    """The argument of a waiting call that says how long."""
    return call.arguments[-1 if o.name_of(call.callee) == "setTimeout" else 0].value


def retries(block: o.Block) -> Iterator[o.Block]:
    """The branches of a loop that try again before anything was connected: they end with `continue`."""
    for statement in block:
        if isinstance(statement, o.If):
            for branch in (statement.then, statement.otherwise):
                if branch and isinstance(branch[-1], o.Jump) and branch[-1].kind == "continue":
                    yield branch


def function_of(one: Definition) -> o.Function | None:
    value = one.value
    if isinstance(value, o.Function):
        return value
    if isinstance(value, o.Call) and value.arguments and isinstance(value.arguments[0].value, o.Function):
        return (
            value.arguments[0].value
            if o.name_of(value.callee) in ("useCallback", "debounce", "throttle", "memo", "action", "useEvent")
            else None
        )
    return None


def paths_in(value: o.Statement, depth: int = 0) -> Iterator[o.Path]:
    if isinstance(value, o.Path):
        yield value
    elif isinstance(value, o.Call) and isinstance(value.callee, o.Path):
        yield value.callee
    if depth < 8:
        for child in o.children(value):
            yield from paths_in(child, depth + 1)


def paths_of(block: o.Block, depth: int = 0) -> Iterator[o.Path]:
    """The names in a block, those of called methods too."""
    for statement in block:
        if isinstance(statement, o.Path):
            yield statement
        elif isinstance(statement, o.Call) and isinstance(statement.callee, o.Path):
            yield statement.callee
        if depth < 20 and not isinstance(statement, o.Function | o.Class):
            yield from paths_of(tuple(o.children(statement)), depth + 1)


def written_name(value: o.Value) -> str:
    """A decorator's name with that of its module: `backoff.on_exception`."""
    callee = value.callee if isinstance(value, o.Call) else value
    return "_".join(callee.parts) if isinstance(callee, o.Path) else o.name_of(callee)


def written(value: o.Value | None) -> str:
    """A delay as it stands in the source, as far as it is a number or a name."""
    if isinstance(value, o.Number):
        return value.text
    if isinstance(value, o.Path):
        return ".".join(value.parts)
    return ""
