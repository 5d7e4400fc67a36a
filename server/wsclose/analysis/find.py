"""Walks one unit and finds its facts."""

from collections.abc import Iterator
from dataclasses import replace

from wsclose.analysis import around, tables, words
from wsclose.analysis.asking import Described, Reaches
from wsclose.analysis.callers import EVENT_NAMES
from wsclose.analysis.calling import CONVERSIONS
from wsclose.analysis.closing import Closing
from wsclose.analysis.delays import grows
from wsclose.analysis.facts import (
    BackoffReset,
    Certainty,
    CloseCall,
    CloseHandler,
    Code,
    CodeTable,
    CodeUse,
    Connection,
    DoubleReconnect,
    Effect,
    ErrorPredicate,
    Fact,
    HandlerArm,
    ReceivedCode,
    SentCode,
    UnitFacts,
    UnwatchedConnection,
)
from wsclose.analysis.frames import made_by, role_of
from wsclose.analysis.handlers import HandlerReader
from wsclose.analysis.loops import layout
from wsclose.analysis.naming import tails
from wsclose.analysis.scopes import Key, Prepared, Scope
from wsclose.analysis.sent_numbers import guess_constant
from wsclose.analysis.things import ClassOf, Elsewhere, Foreign, Instance, Int, ModuleOf, OwnFunction, Received, Thing
from wsclose.analysis.wrappers import calls, looks_at
from wsclose.knowledge import platforms
from wsclose.knowledge.codeset import ALL
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

COMPARISONS = frozenset({"==", "===", "!=", "!==", "<", "<=", ">", ">=", "in", "not in", "!in", "is", "is not"})
MEMBERSHIP = frozenset(
    {"includes", "has", "contains", "indexOf", "Contains", "include?", "containsKey", "in_array", "member?"}
)
ASSERTING = frozenset({"assert", "expect", "equal", "equals", "same", "require", "should", "eql", "verify"})
BACKOFF_WORDS = frozenset(
    {"attempt", "attempts", "retry", "retries", "backoff", "delay", "tries", "reconnect", "reconnects"}
)
READS = frozenset({"on", "addEventListener", "once", "addListener"})
CALLERS = frozenset({"run_in_executor", "to_thread", "call_soon", "call_soon_threadsafe", "start_soon", "async", "async_to_sync", "submit", "defer", "futureTick", "go"})  # fmt: skip
PREPOSITIONS = frozenset({"for", "with", "by", "using", "_"})  # labels that only join a name and its argument
RANK = {"sent": 4, "compared": 3, "defined": 2, "mentioned": 1}


class Finder:
    """Finds the facts of one unit. `closing` describes calls; everything else is here."""

    def __init__(self, prepared: Prepared, closing: Closing) -> None:
        self.prepared, self.closing, self.resolver = prepared, closing, closing.resolver
        self.libraries = closing.libraries
        self.handlers = HandlerReader(closing, self.is_code)
        self.uses: dict[int, CodeUse] = {}
        self.facts: list[Fact] = []
        self.received: dict[int, ReceivedCode] = {}
        self.reconnecting: dict[tuple[object, ...], dict[str, Effect]] = {}  # by scope and connection
        self.caught_types: list[tuple[str, ...]] = []
        self.too_early: set[int] = set()  # close calls right after the connection was made
        self.said_goodbye: set[int] = set()  # functions that have sent a close frame
        self.grouped: set[int] = set()  # tables that were looked at with their name
        self.sent: dict[int, SentCode] = {}
        self.sent_names: set[Key] = set()
        self.turned: dict[int, frozenset[str]] = {}
        self.around: list[str] = []
        self.functions: list[str] = []

    def run(self) -> UnitFacts:
        for statement in self.prepared.unit.statements:
            self.visit(statement, self.prepared.root, True)
        facts: list[Fact] = [*self.facts, *self.sent.values(), *self.uses.values(), *self.received.values()]
        facts.sort(key=lambda fact: getattr(fact, "start", 0))
        return UnitFacts(tuple(facts), frozenset(self.sent_names))

    # ---------------------------------------------------------------- the walk

    def visit(self, node: o.Statement, scope: Scope, statement: bool = False) -> None:
        if isinstance(node, o.Path):
            self.path(node, scope)
            return
        if isinstance(node, o.Number):
            return
        if isinstance(node, o.Call):
            self.call(node, scope, awaited=not statement)
            return
        match node:
            case o.Awaited():
                if isinstance(node.of, o.Call):
                    self.call(node.of, scope, awaited=True)
                else:
                    self.visit(node.of, scope)
                return
            case o.Function():
                self.function(node, scope)
                return
            case o.Class():
                self.klass(node, scope)
                return
            case o.Bind():
                self.bind(node, scope)
            case o.Operation():
                self.operation(node, scope)
            case o.Switch():
                self.switch(node, scope)
                return
            case o.Table():
                self.table(node, scope)
            case o.Sequence():
                pass
            case o.Try():
                self.block(node.body, scope)
                for catch in node.catches:
                    self.caught(node, catch, scope)
                    self.caught_types.append(tuple(o.name_of(kind) for kind in catch.types))
                    self.inside("catch", catch.body, scope)
                    self.caught_types.pop()
                self.block(node.otherwise, scope)
                self.inside("finally", node.finally_, scope)
                return
            case o.Deferred():
                self.inside(node.kind, (node.value,), scope)
                return
            case o.If():
                self.visit(node.test, scope)
                failed = is_error_test(node.test)
                self.inside("error", node.then, scope) if failed else self.block(node.then, scope)
                self.block(node.otherwise, scope)
                return
            case o.Loop():
                connects = self.connection_loop(node, scope)
                self.block(node.head, scope)
                self.inside("reconnecting" if connects else "loop", node.body, scope)
                return
            case o.Return() if node.value is not None:
                self.returned(node.value, scope)
            case o.Either():
                self.range_test(node, scope)
                self.either(node, scope)
            case o.Index():
                self.index(node, scope)
            case o.Typed() if words.is_code_group(bare_type(node.type)):  # (CloseStatusCode) 4001
                if isinstance(node.of, o.Number) and words.plausible(node.of.value):
                    self.use(node.of, "mentioned", Certainty.LIKELY)
        for child in o.children(node):
            self.visit(child, scope)

    def caught(self, node: o.Try, catch: o.Catch, scope: Scope) -> None:
        if self.closing.mentions and "reconnecting" not in self.around:
            found = self.handlers.caught(node, catch, scope, self.closing.reconnects)
            if found is not None:
                self.facts.append(found)

    def connection_loop(self, node: o.Loop, scope: Scope) -> bool:
        """A loop that connects again and again is a close handler of its own."""
        if not self.closing.mentions:
            return False
        found = self.handlers.loop(node, scope)
        if found is not None:
            effect, endless = found
            connection = Connection(None, None, "client", "", Certainty.SURE)
            looks = self.handlers.asks_for_the_code(node.body, scope)
            arm = HandlerArm(ALL, "unknown" if looks else "" if endless else "flag", (effect,))
            creation = self.handlers.creation(node.body, scope)
            places = layout(node, creation, scope, self.resolver) if creation is not None else None
            made = CloseHandler(effect.start, effect.end, "loop", connection, (arm,), looks, True, False, loop=places)
            self.facts.append(made)
        return found is not None or self.handlers.creation(node.body, scope) is not None

    def block(self, block: o.Block, scope: Scope) -> None:
        rows = tables.rows_of_assignments(block)
        for name, assigned in rows.items():
            self.group(name, assigned)
        for made, closed in around.closed_at_once(block):
            thing = self.resolver.thing(made, scope)
            if isinstance(thing, Instance) and thing.side == "client":
                self.too_early.add(id(closed))
        for statement in block:
            self.visit(statement, scope, True)

    def inside(self, where: str, block: o.Block, scope: Scope) -> None:
        self.around.append(where)
        self.block(block, scope)
        self.around.pop()

    def function(self, node: o.Function, scope: Scope) -> None:
        inner = self.prepared.scopes.get(id(node))
        if inner is None:
            return
        for decorator in node.decorators:
            self.visit(decorator, scope)
        site = inner.site
        name = node.name or (o.name_of(site.target) if site is not None and site.target is not None else "")
        self.functions.append(name)
        self.handler(node, inner)
        for parameter in node.parameters:
            self.parameter(parameter, inner, name)
        self.block(node.body, inner)
        self.functions.pop()

    def handler(self, node: o.Function, scope: Scope) -> None:
        """A function that is called because a client's connection has opened, failed or closed."""
        if not self.closing.mentions:
            return
        found = self.handlers.event_handler(node, scope)
        if found is not None:
            kind, connection = found
            library = connection.library
            asked = library is not None and library.reconnects_when_asked
            if library is None or not library.reconnects or asked:
                made = self.handlers.read(node, scope, kind, connection, self.closing.reconnects)
                if made.looks_at_code or not (connection.side == "server" or (asked and not made.reconnects)):
                    self.facts.append(made)
                if connection.side != "server":
                    self.reconnects(scope, "close", made.arms, connection)
            return
        failed = self.handlers.other_event(scope, "error")
        if failed is not None:
            self.reconnects(scope, "error", self.handlers.arms(node.body, scope), failed[1])
        opened = self.handlers.other_event(scope, "open")
        if opened is not None:
            self.resets(node.body, scope, *opened)

    def reconnects(self, scope: Scope, event: str, arms: tuple[HandlerArm, ...], connection: Connection) -> None:
        """Remembers which handlers beside each other reconnect; two of them for one failure are a fact."""
        plain = [arm for arm in arms if arm.guard == "" and 1006 in arm.codes]
        effects = [arm.effects[0] for arm in plain if arm.effects and arm.effects[0].kind == "reconnect"]
        if len(effects) != len(arms) or scope.parent is None or self.handlers.single:
            return
        beside = self.reconnecting.setdefault((id(scope.parent), *receiver_parts(scope)), {})
        beside[event] = effects[0]
        if len(beside) == 2:
            error, close = beside["error"], beside["close"]
            self.facts.append(DoubleReconnect(error.start, error.end, close.start, close.end, connection))

    def resets(self, body: o.Block, scope: Scope, holder: o.Value, connection: Connection) -> None:
        """`attempts = 0` in an open handler, when it counts up elsewhere."""
        receiver = ".".join(holder.parts[:-1]) if isinstance(holder, o.Path) else ""
        for statement in body:
            if isinstance(statement, o.Bind) and isinstance(statement.value, o.Number) and not statement.operator:
                name = o.name_of(statement.target)
                found = set(words.words(name))
                if (
                    found & BACKOFF_WORDS
                    and not found & {"ping", "pong", "heartbeat", "timer", "id"}
                    and isinstance(statement.target, o.Path)
                    and grows(statement.target, scope, self.resolver)
                ):
                    self.facts.append(BackoffReset(statement.start, statement.end, name, connection, receiver))

    def parameter(self, parameter: o.Parameter, scope: Scope, function: str) -> None:
        definitions = scope.names.get(parameter.name, []) if parameter.name else []
        for one in definitions:
            if one.value is parameter:
                thing = self.resolver.parameter(one, parameter)
                if isinstance(thing, Received):
                    self.note_received(parameter.start, parameter.start + len(parameter.name.encode()), thing)
        default = parameter.default
        if default is None:
            return
        if isinstance(default, o.Number) and words.plausible(default.value):
            coded = words.is_code_name(parameter.name) or (
                words.words(parameter.name)[-1:] in (("code",), ("status",))
                and (words.is_closing_name(function) or self.beside_reason(scope))
            )
            if coded:
                self.use(default, "mentioned", Certainty.LIKELY)
        elif isinstance(default, o.Path) and default.parts[0] == ".":
            if words.is_code_name(parameter.name) or words.is_code_group(bare_type(parameter.type)):
                self.mention(default, scope)
        else:
            self.visit(default, scope)

    def beside_reason(self, scope: Scope) -> bool:
        """Whether a function takes a reason too and belongs to a class that speaks of closing."""
        owner = set(words.words(scope.owner))
        return (
            self.closing.mentions
            and "reason" in scope.names
            and bool(owner & {"websocket", "ws", "close", "disconnect", "closed"})
        )

    def klass(self, node: o.Class, scope: Scope) -> None:
        if (
            node.kind == "enum"
            or any(base.split(".")[-1] in ("IntEnum", "Enum", "StrEnum", "IntFlag") for base in node.bases)
            or node.body
        ):
            self.group(node.name, tables.rows_of_enum(node))
        owner = Scope(None, None, node.name, None)
        for statement in node.body:
            self.visit(statement, owner, True)

    # ---------------------------------------------------------------- facts

    def use(
        self,
        number: o.Number | o.Path | o.String,
        use: str,
        certainty: Certainty,
        connection: Connection | None = None,
        value: int | None = None,
        name: str = "",
        operator: str = "",
    ) -> None:
        """Notes that a literal or a constant is a close code."""
        if value is None:
            value = number.value if isinstance(number, o.Number) else None
        if value is None:
            return
        form = "constant" if isinstance(number, o.Path) else "literal"
        quoted = isinstance(number, o.String)
        made = CodeUse(
            value,
            number.start,
            number.end,
            form,
            use,
            name,
            certainty,
            connection,
            quoted,
            operator,
            operator in ("===", "!=="),
        )
        self.put(made)

    def put(self, made: CodeUse) -> None:
        known = self.uses.get(made.start)
        if known is None or (RANK[made.use], made.certainty) > (RANK[known.use], known.certainty):
            self.uses[made.start] = made

    def note_received(self, start: int, end: int, thing: Received) -> None:
        certainty = Certainty.SURE if thing.sure else Certainty.LIKELY
        connection = self.closing.connection(thing.connection) if thing.connection is not None else None
        self.received.setdefault(start, ReceivedCode(start, end, connection, certainty))

    # ---------------------------------------------------------------- paths

    def path(self, node: o.Path, scope: Scope) -> None:
        last = node.parts[-1]
        if (
            last in self.libraries.constant_names
            or (len(node.parts) > 1 and (words.is_code_group(node.parts[-2]) or words.is_code_name(last)))
            or (words.is_registry_constant(last) and self.closing.mentions)
        ):
            found = self.constant(node, scope)
            if found is not None:
                number, name, sure = found
                self.use(node, "mentioned", Certainty.SURE if sure else Certainty.LIKELY, None, number, name)
                return
        if last in ("code", "Code", "close_code", "closeCode", "status") or (
            len(node.parts) == 1 and words.is_code_name(last)
        ):
            thing = self.resolver.thing(node, scope)
            if isinstance(thing, Received):
                self.note_received(node.last, node.end, thing)

    def constant(self, node: o.Path, scope: Scope) -> tuple[int, str, bool] | None:
        """(number, name, whether it is certain) of a constant that is a close code."""
        thing = self.resolver.thing(node, scope)
        if isinstance(thing, Int):
            if thing.known:
                return thing.value, thing.name, True
            group = node.parts[-2] if len(node.parts) > 1 else ""
            if words.plausible(thing.value) and (words.is_code_group(group) or words.is_code_name(node.parts[-1])):
                return thing.value, thing.name or node.parts[-1], True
            return None
        if thing is not None:
            return None
        guessed = guess_constant(node.parts)
        if guessed is not None:
            return guessed, node.parts[-1], False
        numbers = self.libraries.constant_names.get(node.parts[-1])
        if numbers is not None and len(numbers) == 1 and self.closing.mentions and len(words.words(node.parts[-1])) > 1:
            around = set(words.words(".".join(node.parts[-2:])))
            if around & {"close", "closure", "ws", "websocket", "status"} and not around & {"http", "grpc"}:
                return next(iter(numbers)), node.parts[-1], False
        return None

    # ---------------------------------------------------------------- received codes and comparisons

    def is_code(self, value: o.Value, scope: Scope) -> Received | None:
        """Whether an expression holds a close code as received."""
        while isinstance(value, o.Awaited | o.Typed):
            value = value.of
        if isinstance(value, o.Either):
            return next((found for option in value.options if (found := self.is_code(option, scope))), None)
        thing = self.resolver.thing(value, scope)
        if isinstance(thing, Received):
            return thing
        if thing is not None:
            return None
        if isinstance(value, o.Path):
            return self.is_code_path(value, scope)
        if isinstance(value, o.Member) and words.is_code_name(value.name) and self.closing.mentions:
            return Received(None, False)
        if isinstance(value, o.Call):
            name = o.name_of(value.callee)
            if words.is_code_name(name) and self.closing.mentions:
                return Received(None, False)
            if (
                name in ("getCode", "code")
                and isinstance(value.callee, o.Path)
                and len(value.callee.parts) > 1
                and words.is_closing_name(value.callee.parts[-2])
            ):
                return Received(None, False)
        if (
            isinstance(value, o.Index)
            and isinstance(value.key, o.String)
            and value.key.value == "code"
            and isinstance(value.of, o.Path)
        ):
            if words.is_closing_name(value.of.parts[-1]) or self.in_closing(scope):
                return Received(None, False)
        return None

    def is_code_path(self, path: o.Path, scope: Scope) -> Received | None:
        last = path.parts[-1]
        found = words.words(last)
        if words.is_code_name(last) and not found[0].isdigit() and self.closing.mentions:
            return Received(None, False)
        if len(path.parts) == 1 and self.closing.mentions and self.turned_into_code(last, scope):
            return Received(None, False)
        if found[-1:] not in (("code",), ("status",)):
            return None
        if len(path.parts) > 1:
            base = path.parts[-2]
            if words.is_closing_name(base) or words.is_socket_name(base):
                return Received(None, False)
            if base.lower().lstrip("_") in EVENT_NAMES and last.lower() == "code" and self.in_closing(scope):
                return Received(None, False)
            if (
                base.lower() in ("err", "error", "exc", "exception", "ex", "e")
                and last.lower() == "code"
                and self.caught_closing(base, scope)
            ):
                return Received(None, False)
            return None
        if self.in_closing(scope) and last.lower() in ("code", "status", "statuscode", "status_code"):
            return Received(None, False)
        return None

    def turned_into_code(self, name: str, scope: Scope) -> bool:
        """Whether the function makes a close code of a number: `(CloseCode) number`, `closeCode: number`."""
        function = next((outer.function for outer in scope.functions() if outer.function is not None), None)
        if function is None or not words.words(name)[-1:] == ("code",):
            return False
        if id(function) not in self.turned:
            self.turned[id(function)] = frozenset(made_codes(function.body))
        return name in self.turned[id(function)]

    def caught_closing(self, name: str, scope: Scope) -> bool:
        """Whether an exception is, by its type's name, raised when a connection has closed."""
        for one in scope.find(name) or ():
            if isinstance(one.value, o.Catch):
                return any(
                    words.is_closing_name(o.name_of(kind)) or "websocket" in words.words(o.name_of(kind))
                    for kind in value_names(one.value.types)
                )
        return False

    def in_closing(self, scope: Scope) -> bool:
        """Whether this is inside a function that is called when a connection has closed."""
        if not self.closing.mentions:
            return False
        return any(outer.function is not None and self.resolver.handles_close(outer) for outer in scope.functions())

    def operation(self, node: o.Operation, scope: Scope) -> None:
        if node.operator in ("&&", "||", "and", "or", "&"):
            self.range_test(node, scope)
        if node.operator not in COMPARISONS or len(node.operands) < 2:
            return
        operands = node.operands
        for place, operand in enumerate(operands):
            code = self.is_code(operand, scope)
            if code is None:
                continue
            for other in (*operands[:place], *operands[place + 1 :]):
                self.compared(other, scope, code, node.operator)
            return

    def range_test(self, node: o.Statement, scope: Scope) -> None:
        """`code !== 1000 && (code < 3000 || code > 4999)`: nobody else tests for these numbers together."""
        by_subject: dict[tuple[str, ...], list[o.Number]] = {}
        for test in comparisons_in(node):
            left, right = test.operands[0], test.operands[-1]
            if isinstance(left, o.Number):
                left, right = right, left
            if isinstance(left, o.Path) and isinstance(right, o.Number):
                by_subject.setdefault(left.parts, []).append(right)
        for numbers in by_subject.values():
            values = {number.value for number in numbers}
            if {3000, 4999} <= values or {3000, 5000} <= values or {1000, 4999} <= values:
                for number in numbers:
                    if words.plausible(number.value):
                        self.use(number, "compared", Certainty.LIKELY)

    def compared(self, value: o.Value, scope: Scope, code: Received, operator: str = "===") -> None:
        """Notes the numbers that a received code is compared with."""
        certainty = Certainty.SURE if code.sure else Certainty.LIKELY
        connection = self.closing.connection(code.connection) if code.connection is not None else None
        match value:
            case o.Number() if value.value is not None:
                if code.sure or words.plausible(value.value):
                    self.use(value, "compared", certainty, connection, operator=operator)
            case o.String() if value.exact and value.value.isdigit() and len(value.value) < 6:
                if words.plausible(int(value.value)):
                    self.use(value, "compared", certainty, connection, int(value.value), operator=operator)
            case o.Sequence():
                for item in value.items:
                    self.compared(item, scope, code)
            case o.Either():
                for option in value.options:
                    self.compared(option, scope, code, operator)
            case o.Operation():
                for item in value.operands:
                    if not (isinstance(item, o.Operation) and item.operator in COMPARISONS):
                        self.compared(item, scope, code, operator)
            case o.Call():
                for argument in value.arguments:
                    self.compared(argument.value, scope, code, operator)
            case o.Opaque():
                for inside in value.inside:
                    if isinstance(inside, o.Value):
                        self.compared(inside, scope, code, operator)
            case o.Typed() | o.Awaited():
                self.compared(value.of, scope, code, operator)
            case o.Table():  # a pattern that takes a code apart: CloseCode::Library(4001)
                for entry in value.entries:
                    self.compared(entry.value, scope, code, operator)
            case o.Path():
                self.compared_path(value, scope, code, certainty, connection, operator)

    def compared_path(
        self,
        path: o.Path,
        scope: Scope,
        received: Received,
        certainty: Certainty,
        connection: Connection | None,
        operator: str,
    ) -> None:
        member = self.resolver.member(received.group, path.parts[-1]) if received.group is not None else None
        if isinstance(member, Int):  # a bare member in an arm: `case NORMAL:`
            self.use(path, "compared", certainty, connection, member.value, path.parts[-1], operator)
            return
        found = self.closing.codes(path, scope)
        for code in found.codes:
            if code.start == path.start:
                self.use(path, "compared", certainty, connection, code.number, code.name, operator)
            elif not code.elsewhere:
                self.put(
                    CodeUse(
                        code.number, code.start, code.end, "literal", "defined", path.parts[-1], certainty, connection
                    )
                )
        self.sent_names.update(found.names)
        if not found.codes and words.is_bare_constant(path.parts) and self.resolver.thing(path, scope) is None:
            number = words.BY_NAME.get(words.normal(path.parts[0]))  # `case GOING_AWAY:` of an enum that is not at hand
            self.use(path, "compared", Certainty.LIKELY, connection, number, path.parts[0], operator)
            return
        if not found.codes:
            self.defined_elsewhere(path, scope, certainty)

    def defined_elsewhere(self, path: o.Path, scope: Scope, certainty: Certainty) -> None:
        """A set or list of codes that has a name: its numbers are codes where it is written."""
        if len(path.parts) > 2:
            return
        local = scope.find(path.parts[0]) if len(path.parts) == 1 else None
        if local is None:
            self.sent_names.add(self.closing.key_of(path, scope))
            return
        for one in local:
            if isinstance(one.value, o.Value):
                for number in numbers_in(one.value):
                    if words.plausible(number.value):
                        self.use(number, "defined", certainty)

    def switch(self, node: o.Switch, scope: Scope) -> None:
        if node.subject is not None:
            self.visit(node.subject, scope)
        code = self.is_code(node.subject, scope) if node.subject is not None else None
        if code is None and self.closing.mentions and self.names_codes(node):
            code = Received(None, False)
        if code is not None:
            for arm in node.arms:
                for pattern in arm.patterns:
                    self.compared(pattern, scope, code)
            self.named_as_by_platform(node)
        for arm in node.arms:
            for pattern in arm.patterns:
                self.visit(pattern, scope)
            if arm.guard is not None:
                self.visit(arm.guard, scope)
            self.block(arm.body, scope)

    def named_as_by_platform(self, node: o.Switch) -> None:
        """Members of an enum that is not seen here, when three of them go by the names that one platform gives its codes."""
        unknown = [
            pattern
            for arm in node.arms
            for pattern in arm.patterns
            if isinstance(pattern, o.Path) and pattern.start not in self.uses
        ]
        if len(unknown) < 3:
            return
        by_platform: dict[str, list[tuple[o.Path, int]]] = {}
        for pattern in unknown:
            for platform, number in platforms.by_code_name(" ".join(words.words(pattern.parts[-1]))):
                by_platform.setdefault(platform.id, []).append((pattern, number))
        best = max(by_platform.values(), key=len, default=[])
        for pattern, number in best if len(best) >= 3 else ():
            self.use(pattern, "compared", Certainty.LIKELY, None, number, pattern.parts[-1])

    def names_codes(self, node: o.Switch) -> bool:
        """Whether the arms say of the subject that it is a close code: `case .goingAway: ... case .normalClosure: ...`."""
        named = [o.name_of(pattern) for arm in node.arms for pattern in arm.patterns]
        known = [
            name for name in named if name in self.libraries.constant_names and words.normal(name) in words.BY_NAME
        ]
        return len(known) > 1 and any({"away", "closure"} & set(words.words(name)) for name in known)

    def either(self, node: o.Either, scope: Scope) -> None:
        """`event.code || 1006`: a number that stands in for a received code."""
        if len(node.options) > 1 and any(self.is_code(option, scope) for option in node.options):
            for option in node.options:
                if isinstance(option, o.Number) and words.plausible(option.value):
                    self.use(option, "mentioned", Certainty.LIKELY)

    def index(self, node: o.Index, scope: Scope) -> None:
        """`NAMES[1001]` where NAMES is a table of codes."""
        if (
            isinstance(node.key, o.Number)
            and words.plausible(node.key.value)
            and words.is_code_group(o.name_of(node.of))
        ):
            self.use(node.key, "mentioned", Certainty.LIKELY)

    # ---------------------------------------------------------------- calls

    def call(self, node: o.Call, scope: Scope, awaited: bool) -> None:
        name = o.name_of(node.callee)
        described = self.closing.describe(node, scope)
        if described is not None:
            self.close_call(node, scope, awaited, described)
        else:
            self.other_call(node, name, scope)
        if not self.closing.watches and name in READS:
            self.unwatched(node, scope)
        callee = node.callee
        if not isinstance(callee, o.Path):
            self.visit(callee, scope)
        elif len(callee.parts) > 1 and callee.parts[-2] in ("code", "close_code", "closeCode"):
            thing = self.resolver.path(callee.parts[:-1], scope)
            if isinstance(thing, Received):
                self.note_received(callee.start, callee.last - 1, thing)
        for argument in node.arguments:
            self.visit(argument.value, scope)

    def close_call(self, node: o.Call, scope: Scope, awaited: bool, described: Described) -> None:
        connection, method, code, reason, framed, mark = described
        found = self.closing.codes(code, scope)
        self.sent_names.update(found.names)
        callee = node.callee
        start = callee.last if isinstance(callee, o.Path | o.Member) else node.start
        end = callee.end if isinstance(callee, o.Path | o.Member) else node.start
        end = start + len(o.name_of(callee).encode()) or end
        if mark is not None:
            start, end = mark.last, mark.last + len(o.name_of(mark).encode())
        receiver = ".".join(callee.parts[:-1]) if isinstance(callee, o.Path) else ""
        own_span = (code.start, code.end) if code is not None and not framed else None
        if code is not None and framed and node.start <= code.start and code.end <= node.end:
            own_span = (code.start, code.end)
        made = CloseCall(
            node.start,
            node.end,
            start,
            end,
            receiver,
            connection,
            method,
            found.codes,
            own_span,
            found.kind,
            self.closing.reason(reason, scope),
            awaited,
            node.open,
            len(node.arguments),
            self.surroundings(node, scope, connection),
            self.functions[-1] if self.functions else "",
            self.caught_types[-1] if self.caught_types else (),
            self.misplaced(node, method),
        )
        if found.kind == "received" and isinstance(code, o.Path) and self.guarded(code, scope):
            made = replace(made, surroundings=made.surroundings | {"guarded"})
        if scope.function is not None and (method is None or method.sends == "frame"):
            self.said_goodbye.add(id(scope.function))
        self.facts.append(made)
        for one in found.codes:
            self.send(one, connection, method, made, quoted=found.kind == "string")

    def send(
        self,
        code: Code,
        connection: Connection,
        method: CloseMethod | None,
        call: CloseCall | None,
        via: str = "",
        quoted: bool = False,
    ) -> None:
        """Notes a number that goes out."""
        use = CodeUse(
            code.number, code.start, code.end, code.form, "sent", code.name, connection.certainty, connection, quoted
        )
        self.put(use)
        known = self.sent.get(code.start)
        if known is None or (known.call is None and call is not None):
            self.sent[code.start] = SentCode(code, code.start, code.end, connection, method, call, via, quoted)

    def unwatched(self, node: o.Call, scope: Scope) -> None:
        """A handler for messages, in a file that never looks at a close."""
        event = node.arguments[0].value if node.arguments else None
        receiver = self.resolver.receiver(node.callee, scope)
        if isinstance(event, o.String) and event.value == "message" and isinstance(receiver, Instance):
            connection = self.closing.connection(receiver)
            if connection.side == "client" and not (connection.library is not None and connection.library.reconnects):
                self.facts.append(UnwatchedConnection(node.start, node.end, connection))

    def guarded(self, code: o.Path, scope: Scope) -> bool:
        """Whether a received code was looked at before it is sent on."""
        return any(
            outer.function is not None and looks_at(outer.function.body, code.parts) for outer in scope.functions()
        )

    def misplaced(self, node: o.Call, method: CloseMethod | None) -> tuple[Code, ...]:
        """The numbers that look like codes where the method takes something else."""
        found: list[Code] = []
        if method is not None and not words.is_closing_name(method.name):
            return ()  # stop(1000) of a server takes a time
        for place, argument in enumerate(node.arguments if method is not None else ()):
            roles = method.parameters if method is not None else ()
            role = roles[place] if place < len(roles) else "_"
            value = argument.value
            if (
                not argument.name
                and role in ("_", "reason")
                and isinstance(value, o.Number)
                and words.plausible(value.value)
            ):
                found.append(Code(value.value or 0, value.start, value.end, "literal"))
        return tuple(found)

    def surroundings(self, node: o.Call, scope: Scope, connection: Connection) -> frozenset[str]:
        found = {*self.around, *around.places(scope, self.functions)}
        if scope.function is not None and id(scope.function) in self.said_goodbye:
            found.add("after-close")
        if id(node) in self.too_early:
            found.add("before-open")
        accepts = connection.type.opened_by if connection.type is not None else ""
        if accepts and around.before_accept(node, scope, accepts):
            found.add("before-accept")
        return frozenset(found)

    def other_call(self, node: o.Call, name: str, scope: Scope) -> None:
        """Calls that close nothing, but have close codes among their arguments."""
        if name in MEMBERSHIP and node.arguments:
            given = [argument.value for argument in node.arguments]
            for subject in (given[-1], given[0]):  # set.has(code), in_array($code, $list, true)
                code = self.is_code(subject, scope)
                if code is None:
                    continue
                held = holder(node.callee)
                if held is not None:
                    self.compared(held, scope, code)
                for value in given:
                    if value is not subject:
                        self.compared(value, scope, code)
                return
        if name == "matches" and len(node.arguments) > 1:  # matches!(code, A | B)
            code = self.is_code(node.arguments[0].value, scope)
            for argument in node.arguments[1:] if code is not None else ():
                self.compared(argument.value, scope, code or Received(None, False))
        if name in CALLERS and self.called_elsewhere(node, scope):
            return
        if name == "pack" and self.packed(node, scope):
            return
        if name in self.libraries.predicate_names and self.predicate(node, name, scope):
            return
        if name in self.libraries.builder_names and self.built(node, scope):
            return
        lowered = set(words.words(name))
        if lowered & ASSERTING or (isinstance(node.callee, o.Member) and lowered & {"be", "is", "to", "eq"}):
            self.asserted(node, scope)
            return
        self.handed_on(node, name, lowered, scope)

    def called_elsewhere(self, node: o.Call, scope: Scope) -> bool:
        """`run_in_executor(None, ws.close, 1001)`: the call that another function will make."""
        for place, argument in enumerate(node.arguments):
            callee = argument.value
            if isinstance(callee, o.Path | o.Member) and o.name_of(callee) in self.libraries.close_names:
                call = o.Call(callee.start, callee.end, callee, node.arguments[place + 1 :])
                described = self.closing.describe(call, scope)
                if described is not None and described.code is not None:
                    self.close_call(call, scope, True, described)
                    return True
        return False

    def packed(self, node: o.Call, scope: Scope) -> bool:
        """The two bytes of a close frame: `pack("n", 1000)`, `struct.pack("!H", 1000)`, `[1000].pack("n")`."""
        if not self.closing.mentions or not any(
            isinstance(one.value, o.String) and one.value.value.rstrip("a*") in ("n", "!H", ">H", "S>")
            for one in node.arguments
        ):
            return False
        held = holder(node.callee)
        given = [*(held.items if isinstance(held, o.Sequence) else ()), *(one.value for one in node.arguments)]
        coded = False
        for value in given:
            for one in written(value):
                number = self.numeric(one, scope)
                if number is not None and (number < 3000 or self.in_closing(scope)):
                    self.mention(one, scope)
                    coded = True
        return coded

    def predicate(self, node: o.Call, name: str, scope: Scope) -> bool:
        module = self.resolver.receiver(node.callee, scope)
        for library in self.libraries.by_id.values():
            if name in library.predicates and isinstance(module, ModuleOf) and library in module.libraries:
                first, negated = library.predicates[name]
                codes: list[Code] = []
                connection = Connection(library, None, "", library.runtime, Certainty.SURE)
                for argument in node.arguments[first:]:
                    found = self.closing.codes(argument.value, scope)
                    codes.extend(found.codes)
                    self.sent_names.update(found.names)
                    for code in found.codes:
                        form = "compared" if argument.value.start <= code.start <= argument.value.end else "defined"
                        self.put(
                            CodeUse(
                                code.number,
                                code.start,
                                code.end,
                                code.form,
                                form,
                                code.name,
                                Certainty.SURE,
                                connection,
                            )
                        )
                asked = node.arguments[0].value if node.arguments else None
                self.facts.append(
                    ErrorPredicate(
                        name, node.start, node.end, tuple(codes), negated, self.source_of_error(asked, scope)
                    )
                )
                return True
        return False

    def source_of_error(self, value: o.Value | None, scope: Scope) -> Connection | None:
        """The connection whose read gave an error: `_, _, err := conn.ReadMessage()`."""
        if not isinstance(value, o.Path) or len(value.parts) != 1:
            return None
        for one in scope.find(value.parts[0]) or ():
            call = one.value.of if isinstance(one.value, o.Part) else one.value
            if isinstance(call, o.Call):
                receiver = self.resolver.receiver(call.callee, one.scope)
                if isinstance(receiver, Instance):
                    return self.closing.connection(receiver)
        return None

    def built(self, node: o.Call, scope: Scope) -> bool:
        """A close frame that is built here; where it is sent is another matter."""
        built = self.closing.built_by(node.callee, scope)
        if built is None:
            return False
        library, _ = built
        for place, argument in enumerate(node.arguments):
            if role_of(argument, place, node.callee, built) == "code":
                self.frame_code(argument.value, scope, library)
        return True

    def frame_code(self, value: o.Value, scope: Scope, library: Library | None) -> None:
        """The code of a close frame that is built here."""
        certainty = Certainty.SURE if library is not None else Certainty.LIKELY
        connection = Connection(library, None, "", library.runtime if library is not None else "", certainty)
        types = library.types.values() if library is not None else ()
        method = next((m for kind in types for m in kind.closes.values() if "frame" in m.parameters), None)
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        for code in found.codes:
            self.send(code, connection, method, None)

    def asserted(self, node: o.Call, scope: Scope) -> None:
        """`assertEqual(close_code, 4401)`, `expect(event.code).toBe(1000)`."""
        given = [argument.value for argument in node.arguments]
        callee = node.callee
        subjects = list(given)
        while isinstance(callee, o.Member):
            callee = callee.of
        if isinstance(callee, o.Call):
            subjects.extend(argument.value for argument in callee.arguments)
        coded = any(self.is_code(value, scope) is not None for value in subjects)
        plain = [value.of if isinstance(value, o.Typed) else value for value in subjects]
        named = [self.constant(value, scope) for value in plain if isinstance(value, o.Path)]
        numbers = {found[0] for found in named if found is not None}
        for value in given if numbers else ():  # assert_tokens(CloseCode::A, [Token(4001)])
            for number in numbers_in(value):
                if number.value in numbers:
                    self.use(number, "mentioned", Certainty.LIKELY)
        for value in given:
            if isinstance(value, o.Number) and words.plausible(value.value) and coded:
                self.use(value, "mentioned", Certainty.LIKELY)
        if not coded:
            self.handed_on(node, o.name_of(node.callee), set(words.words(o.name_of(node.callee))), scope)

    def handed_on(self, node: o.Call, name: str, lowered: set[str], scope: Scope) -> None:
        """A number that a call takes as a close code: of a wrapper, or by the parameter's or the function's name."""
        numbers = [
            (place, o.Argument(argument.name, value))
            for place, argument in enumerate(node.arguments)
            for value in written(argument.value)
            if self.numeric(value, scope)
        ]
        if not numbers:
            return
        callee = self.resolver.thing(node.callee, scope)
        if isinstance(callee, Foreign):
            return
        if name in ("new", "of", "init") and isinstance(node.callee, o.Path) and len(node.callee.parts) > 1:
            name = node.callee.parts[-2]  # CloseFrame::new(4001, "...")
            lowered = set(words.words(name))
        if isinstance(callee, OwnFunction | Elsewhere):
            summary = (
                self.closing.summary(callee) if isinstance(callee, OwnFunction) else callee.file.reaches(callee.thing)
            )
            for place, argument in numbers:
                if place in summary:
                    self.through(argument.value, scope, summary[place], name)
        near = self.closing.mentions and (bool(lowered & {"ws", "websocket", "socket"}) or words.is_closing_name(name))
        if isinstance(callee, ClassOf) and callee.type.name in ("CloseEvent", "WebSocketDisconnect"):
            near = True
        if not near and name in ("emit", "dispatchEvent", "trigger", "fire", "publish") and node.arguments:
            event = node.arguments[0].value
            near = isinstance(event, o.String) and words.is_closing_name(event.value) and self.closing.mentions
            lowered = lowered | {"close"}
        for place, argument in numbers:
            value = argument.value
            named = argument.name
            if (named and words.is_code_name(named) and self.closing.mentions) or (
                named in ("code", "status_code") and near
            ):
                self.mention(value, scope)
            elif near and (not named or named in PREPOSITIONS) and (words.is_closing_name(name) or lowered & {"close"}):
                timed = words.DURATION.intersection(lowered)
                number = self.numeric(value, scope)
                if (
                    not timed
                    and number is not None
                    and (
                        number != 1000
                        or place > 0
                        or len(node.arguments) > 1
                        or lowered
                        & {"trigger", "simulate", "emit", "mock", "fire", "send", "with", "handle", "on", "did"}
                    )
                ):
                    self.mention(value, scope)

    def numeric(self, value: o.Value, scope: Scope) -> int | None:
        """The plausible code that an argument is by itself."""
        if isinstance(value, o.Number):
            return value.value if words.plausible(value.value) else None
        if isinstance(value, o.Path):
            if value.parts[0] == ".":
                return next((code.number for code in self.closing.implied(value).codes), None)
            thing: Thing = self.resolver.thing(value, scope)
            return thing.value if isinstance(thing, Int) and words.plausible(thing.value) else None
        return None

    def mention(self, value: o.Value, scope: Scope) -> None:
        if isinstance(value, o.Number):
            self.use(value, "mentioned", Certainty.LIKELY)
        elif isinstance(value, o.Path):
            number = self.numeric(value, scope)
            if number is not None:
                self.use(value, "mentioned", Certainty.LIKELY, None, number, value.parts[-1])

    def through(self, value: o.Value, scope: Scope, reaches: Reaches, wrapper: str) -> None:
        """A number that a wrapper sends."""
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        for code in found.codes:
            if reaches.tested:
                self.put(
                    CodeUse(
                        code.number,
                        code.start,
                        code.end,
                        code.form,
                        "sent",
                        code.name,
                        reaches.connection.certainty,
                        reaches.connection,
                    )
                )
            else:
                self.send(code, reaches.connection, reaches.method, None, wrapper)

    # ---------------------------------------------------------------- definitions

    def bind(self, node: o.Bind, scope: Scope) -> None:
        target = node.target
        name = o.name_of(target)
        value = node.value
        if value is None:
            return
        if not self.closing.watches and name == "onmessage":
            receiver = self.resolver.receiver(target, scope)
            if isinstance(receiver, Instance) and receiver.side == "client":
                self.facts.append(UnwatchedConnection(target.start, target.end, self.closing.connection(receiver)))
        if isinstance(target, o.Index) and isinstance(target.key, o.Number) and words.plausible(target.key.value):
            if words.is_code_group(o.name_of(target.of)):
                self.use(target.key, "defined", Certainty.LIKELY, None, None, tables.text_in(value))
            return
        if not name:
            return
        if isinstance(value, o.Number) and value.value is not None:
            if scope.parent is None and scope.owner and self.member_of_group(scope.owner, name, value.value):
                self.use(value, "defined", Certainty.LIKELY, None, None, name)
                self.facts.append(CodeTable(scope.owner, ((name, value.value, value.start, value.end),)))
            elif tables.is_constant(name, value.value, node.type) and (
                self.closing.mentions or words.names_code(name, value.value)
            ):
                self.use(value, "defined", Certainty.LIKELY, None, None, name)
            elif words.plausible(value.value) and words.words(name)[-1:] == ("code",) and self.in_closing(scope):
                self.use(value, "mentioned", Certainty.LIKELY, None, None, name)
        elif isinstance(value, o.Table):
            self.grouped.add(id(value))
            self.group(name, tables.rows_of_table(value))
        elif isinstance(value, o.Either) and (
            words.is_code_name(name) or (words.words(name)[-1:] == ("code",) and self.in_closing(scope))
        ):
            for option in value.options:
                if isinstance(option, o.Number) and words.plausible(option.value) and self.closing.mentions:
                    self.use(option, "mentioned", Certainty.LIKELY)
        elif (
            isinstance(value, o.Sequence)
            and len(value.items) == 2
            and words.is_closing_name(name)
            and any(isinstance(item, o.String) for item in value.items)
        ):  # a reason and a code that wait to be sent
            for item in value.items:
                if self.closing.mentions and self.numeric(item, scope) is not None:
                    self.mention(item, scope)
        elif isinstance(value, o.Call | o.Sequence) and words.is_code_group(name) and self.closing.mentions:
            for number in numbers_in(value):
                if words.plausible(number.value):
                    self.use(number, "defined", Certainty.LIKELY)
            for inner in calls((value,)):
                for argument in inner.arguments:
                    if isinstance(argument.value, o.Table):
                        self.group(name, tables.rows_of_table(argument.value))

    def member_of_group(self, owner: str, name: str, number: int) -> bool:
        """Whether a class's constant is a close code: by the class's name, or because its neighbours are."""
        if not words.plausible(number):
            return False
        if words.is_code_group(owner):
            return True
        return (
            self.closing.mentions
            and words.names_code(name, number)
            and bool({"code", "close", "status"} & set(words.words(owner)))
        )

    def group(self, name: str, rows: list[tables.Row]) -> None:
        if not rows or not tables.are_codes(name, rows):
            return
        if not self.closing.mentions and not words.is_code_group(name) and len(rows) < 4:
            return
        kept = [row for row in rows if words.plausible(row.number) or 1000 <= row.number <= 1015]
        for row in kept:
            self.put(CodeUse(row.number, row.start, row.end, "literal", "defined", row.name, Certainty.LIKELY))
        self.facts.append(CodeTable(name, tuple((row.name, row.number, row.start, row.end) for row in kept)))

    def table(self, node: o.Table, scope: Scope) -> None:
        """`{ code: 1006, wasClean: false }`, `{"type": "websocket.close", "code": 1000}`."""
        entries = {entry.key: entry.value for entry in node.entries if entry.key}
        rows = tables.rows_of_table(node)
        made = made_by(node)
        if made is not None and "code" in entries:  # CloseFrame { code: CloseCode::Policy, reason: ... }
            built = self.closing.built_by(made, scope)
            if built is not None or (self.closing.mentions and words.is_code_group(made.parts[-1])):
                self.frame_code(entries["code"], scope, built[0] if built is not None else None)
        if len(rows) >= 3 and id(node) not in self.grouped:
            self.group("", rows)
        kind = entries.get("type")
        message = kind.value if isinstance(kind, o.String) else ""
        frame = next(
            (
                f
                for library in self.libraries.by_id.values()
                for f in library.frames
                if f.get("equals") == message and message
            ),
            None,
        )
        for key, value in entries.items():
            if not isinstance(value, o.Number | o.Path | o.Either):
                continue
            coded = words.is_code_name(key)
            if frame is not None or message.startswith("websocket."):
                if key == "code":
                    self.message_code(value, scope, "sent" if message.endswith("close") else "mentioned")
                continue
            if key == "code" and not coded:
                coded = bool({"wasClean", "was_clean"} & entries.keys()) or (
                    "reason" in entries and self.closing.mentions
                )
                coded = coded or (
                    self.closing.mentions and bool(self.functions) and self.in_closing(scope) and len(entries) == 1
                )
            for one in written(value) if coded and self.closing.mentions else ():
                if self.numeric(one, scope) is not None:
                    self.mention(one, scope)

    def message_code(self, value: o.Value, scope: Scope, use: str) -> None:
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        connection = Connection(None, None, "server", "", Certainty.SURE)
        for code in found.codes:
            if use == "sent":
                self.send(code, connection, None, None)
            else:
                self.put(CodeUse(code.number, code.start, code.end, code.form, use, code.name, Certainty.SURE, None))

    def returned(self, value: o.Value, scope: Scope) -> None:
        """A function that by its name gives a close code."""
        if not self.functions or not words.is_code_name(self.functions[-1]) or not self.closing.mentions:
            return
        options = [one for tail in tails((value,)) for one in (tail.options if isinstance(tail, o.Either) else (tail,))]
        for option in options:
            if isinstance(option, o.Number) and words.plausible(option.value):
                self.use(option, "mentioned", Certainty.LIKELY)


def made_codes(block: o.Block, depth: int = 0) -> Iterator[str]:
    """The names that are cast to a type of close codes, or given as an argument that is called so."""
    for node in block:
        if isinstance(node, o.Typed) and isinstance(node.of, o.Path) and words.is_code_group(bare_type(node.type)):
            yield node.of.parts[-1]
        if isinstance(node, o.Call):
            for argument in node.arguments:
                if isinstance(argument.value, o.Path) and argument.name and words.is_code_name(argument.name):
                    yield argument.value.parts[-1]
        if depth < 40:
            yield from made_codes(tuple(o.children(node)), depth + 1)


def written(value: o.Value, depth: int = 0) -> Iterator[o.Value]:
    """The numbers and constants that an argument is: `1001`, `code or 1005`, `.unknown(4001)`, `UInt16(Codes.idle)`."""
    if isinstance(value, o.Either) and depth < 6:
        for option in value.options:
            yield from written(option, depth + 1)
    elif isinstance(value, o.Call) and len(value.arguments) == 1 and depth < 6:
        name = o.name_of(value.callee)
        group = value.callee.parts[-2] if isinstance(value.callee, o.Path) and len(value.callee.parts) > 1 else name
        if name in CONVERSIONS or group == "." or words.is_code_group(group):
            yield from written(value.arguments[0].value, depth + 1)
    else:
        yield value


def comparisons_in(node: o.Statement, depth: int = 0) -> Iterator[o.Operation]:
    """The comparisons that a logical expression is made of."""
    if isinstance(node, o.Operation) and node.operator in COMPARISONS and len(node.operands) == 2:
        yield node
    elif isinstance(node, o.Operation | o.Either | o.Opaque) and depth < 12:
        for child in o.children(node):
            yield from comparisons_in(child, depth + 1)


def receiver_parts(scope: Scope) -> tuple[str, ...]:
    """The name of what a function is registered on as a handler."""
    site = scope.site
    if site is None:
        return ()
    holder = site.call.callee if site.call is not None else site.target
    return holder.parts[:-1] if isinstance(holder, o.Path) else ()


def is_error_test(test: o.Value) -> bool:
    """`err != nil`"""
    return (
        isinstance(test, o.Operation)
        and test.operator in ("!=", "!==")
        and any(isinstance(x, o.Path) and x.parts[-1].lower().endswith(("err", "error")) for x in test.operands)
        and any(isinstance(x, o.Path) and x.parts == ("nil",) for x in test.operands)
    )


def holder(callee: o.Value) -> o.Value | None:
    """What a method is called on, as an expression."""
    if isinstance(callee, o.Member):
        return callee.of
    if isinstance(callee, o.Path) and len(callee.parts) > 1:
        return o.Path(callee.start, callee.end, callee.parts[:-1], callee.start)
    return None


def numbers_in(value: o.Statement, depth: int = 0) -> Iterator[o.Number]:
    """The integer literals in an expression."""
    if isinstance(value, o.Number):
        yield value
    elif depth < 6 and not isinstance(value, o.Function | o.Class):
        for child in o.children(value):
            yield from numbers_in(child, depth + 1)


def value_names(values: tuple[o.Value, ...]) -> Iterator[o.Value]:
    for value in values:
        if isinstance(value, o.Sequence):
            yield from value.items
        else:
            yield value
