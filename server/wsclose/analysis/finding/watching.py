"""Handlers, loops and connections that nobody looks at."""

from collections.abc import Iterator
from dataclasses import replace

from wsclose.analysis import words
from wsclose.analysis.facts import (
    BackoffReset,
    Certainty,
    CloseHandler,
    Connection,
    DoubleReconnect,
    Effect,
    HandlerArm,
    UnwatchedConnection,
)
from wsclose.analysis.finding.comparisons import receiver_parts
from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.blocks import asks_of_state, bare_calls
from wsclose.analysis.handling.delays import grows
from wsclose.analysis.handling.handlers import LOST
from wsclose.analysis.handling.loops import innermost, layout, own, succeeded
from wsclose.analysis.handling.reading import READING
from wsclose.analysis.handling.resubscribing import HOOK, asked_by_option, connects_again, resubscribes
from wsclose.analysis.handling.run_anew import is_run_by_others
from wsclose.analysis.handling.which_handlers import ENDING
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, Instance
from wsclose.analysis.walks import flat, returns
from wsclose.knowledge.codeset import ALL
from wsclose.syntax import outline as o

BACKOFF_WORDS = frozenset(
    {"attempt", "attempts", "retry", "retries", "backoff", "delay", "tries", "reconnect", "reconnects", "wait", "pause"}
)
BESIDE = frozenset({"Thread", "Process", "start_new_thread", "submit", "run_in_executor", "to_thread"})
LOOPS = frozenset({"loop", "reconnecting"})
ASKING = frozenset({"reconnect", "dispatcher"})
"""Arguments by which a client may be asked to connect again by itself."""

READS = frozenset({"on", "addEventListener", "once", "addListener", "listen"})
SENDS = frozenset({"send", "write", "subscribe", "ping", "info", "debug", "log"})


class Watching(Notes):
    """Handlers, loops and connections that nobody looks at."""

    def connection_loop(self, node: o.Loop, scope: Scope, written: bool = True) -> bool:
        """A loop that connects again and again is a close handler of its own; one that is not written as such, too."""
        if not self.closing.mentions:
            return False
        found = self.handlers.loop(node, scope)
        if found is None and not self.revives:
            self.revives = self.handlers.looks_after(node, scope)
        if found is None and (effect := self.handlers.revived_by(node, scope)) is not None:
            found = effect, False
        if found is not None:
            effect, endless = found
            effect = self.told_by_read(node) or effect
            connection = Connection(None, None, "client", "", Certainty.SURE)
            looks = self.handlers.asks_for_the_code(node.body, scope)
            arm = HandlerArm(
                self.handlers.goes_on_after(node, scope), "unknown" if looks else "" if endless else "flag", (effect,)
            )
            creation = self.handlers.creation(node.body, scope)
            places = layout(node, creation, scope, self.resolver) if creation is not None and written else None
            made = CloseHandler(effect.start, effect.end, "loop", connection, (arm,), looks, True, False, loop=places)
            if not self.connects_in_except(node):
                self.facts.append(made)
            if creation is not None:
                after = tuple(straight_after(creation, node.body))
                self.resets(after, scope, None, connection)
        return found is not None or self.handlers.creation(node.body, scope) is not None

    def connects_in_except(self, loop: o.Loop) -> bool:
        """Whether an `except` in a loop connects again by itself, and is a close handler of its own."""
        handlers = (one for one in self.facts if isinstance(one, CloseHandler) and one.kind == "except")
        return any(loop.start <= one.start < loop.end and one.reconnects for one in handlers)

    def told_by_read(self, loop: o.Loop) -> Effect | None:
        """The reconnect in a loop that comes after a failed read: what is said there and of the loop is the same."""
        reads = (one for one in self.facts if isinstance(one, CloseHandler) and one.kind == "read")
        effects = (effect for one in reads for arm in one.arms for effect in arm.effects if effect.kind == "reconnect")
        return next((one for one in effects if loop.start <= one.start < loop.end), None)

    def handler(self, node: o.Function, scope: Scope) -> None:
        """A function that is called because a client's connection has opened, failed or closed."""
        if not self.closing.mentions:
            return
        if not self.closing.watches:
            self.unheard_by_class(node, scope)
        if not (node.parameters or self.revives) and is_run_by_others(node):
            self.revives = self.handlers.connects_in(node, scope)
        self.facts.extend(self.handlers.endings(node, scope, self.closing.reconnects))
        if (around := self.handlers.runs_itself(node, scope)) is not None:
            self.connection_loop(around, scope, written=False)
        found = self.handlers.event_handler(node, scope)
        if found is not None:
            kind, connection = found
            library = connection.library
            asked = library is not None and library.reconnects_when_asked
            if library is None or not library.reconnects or asked:
                elsewhere = self.closing.reconnects or self.handlers.one_of_many(scope)
                made = self.handlers.read(node, scope, "event" if kind == "beside" else kind, connection, elsewhere)
                if kind == "beside" or (kind == "override" and not connection.side):
                    effects = (effect for arm in made.arms for effect in arm.effects)
                    if not any(effect.kind == "reconnect" and effect.delay != "unknown" for effect in effects):
                        return
                    connection = replace(connection, side="client")  # a server's handler does not connect again
                    made = replace(made, connection=connection)
                idle = asked and not made.reconnects and not self.runs_beside(scope)
                if made.looks_at_code or not (connection.side == "server" or idle):
                    self.facts.append(made)
                if connection.side != "server":
                    self.reconnects(scope, "close", made.arms, connection)
            return
        if self.relayed(node, scope):
            return
        failed = self.handlers.other_event(scope, "error")
        lost = failed or self.handlers.overridden_event(scope, "failure")
        if lost is not None:
            made = self.handlers.read(node, scope, "failure", lost[1], True)
            if failed is not None:
                self.reconnects(scope, "error", made.arms, failed[1])
            library = lost[1].library
            if made.reconnects and (library is None or not library.reconnects or library.reconnects_when_asked):
                self.facts.append(replace(made, arms=tuple(replace(arm, codes=LOST) for arm in made.arms)))
        opened = self.handlers.other_event(scope, "open")
        if opened is not None:
            self.resets(node.body, scope, *opened)

    def beats(self, node: o.Bind, scope: Scope) -> None:
        """A timer of .NET whose beats are heard: `timer.Elapsed += Check`"""
        beat = self.handlers.beat(node, scope) if self.closing.mentions and not self.revives else None
        self.revives = self.revives or (beat is not None and self.handlers.connects_in(beat.runs, scope))
        if beat is not None and self.revives:
            self.looks_again(node, beat.runs, scope, True)

    def looks_again(self, node: o.Statement, job: o.Value, scope: Scope, strict: bool = False) -> None:
        """A timer that looks again and again whether a connection is still there, and connects where it is not."""
        function = self.handlers.run_by(job, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None:
            return
        body = tuple(flat(function.body))
        asks = any(isinstance(one, o.If | o.Operation) for one in body)  # it does not connect every time
        if strict:  # timers of .NET serve for all sorts of things
            asks = asks_of_state([one.test for one in body if isinstance(one, o.If)])
        calls = (*(one for one in body if isinstance(one, o.Call)), *bare_calls(function.body))
        tests = [one for one in function.body if isinstance(one, o.If) and asks_of_state((one.test,))]
        connects = any(self.handlers.creation(one.then, inner) is not None for one in tests)
        connects = connects or any(
            self.handlers.through(one, inner) or self.handlers.opens_again(one, inner) for one in calls
        )
        if asks and connects:
            arms = tuple(replace(arm, codes=LOST) for arm in self.handlers.arms((node,), scope))
            connection = Connection(None, None, "client", "", Certainty.SURE)
            self.facts.append(CloseHandler(node.start, node.end, "failure", connection, arms, False, True, True))

    def asked_again(self, node: o.Call, scope: Scope) -> None:
        """A client that is asked to connect again by itself: `webSocket(url).pipe(retry({ delay: 1000 }))`, an observable
        that does so when its connection fails, and `app.run_forever(reconnect=5)`, until it is closed by its own side."""
        hook = o.name_of(node.callee) == HOOK
        asked = self.resolver.thing(node, scope) if hook else self.resolver.receiver(node.callee, scope)
        connection = self.handlers.connection_of(asked) if isinstance(asked, Instance) and not hook else None
        connection = self.closing.connection(asked) if isinstance(asked, Instance) and hook else connection
        library = connection.library if connection is not None else None
        if (
            connection is None
            or not isinstance(asked, Instance)
            or library is None
            or not library.reconnects_when_asked
        ):
            return
        effect = (asked_by_option if hook else resubscribes)(node, scope, self.resolver)
        if effect is None and not LOOPS.intersection(self.around):
            effect = connects_again(node, tuple(self.resolver.bases(asked.type)), scope, self.resolver)
        if effect is not None:
            arms = (HandlerArm(LOST, "", (effect,)),)
            self.facts.append(CloseHandler(node.start, node.end, "failure", connection, arms, False, True, True))

    def relayed(self, node: o.Function, scope: Scope) -> bool:
        """Whether own code calls a function when it has heard of a close. What else that code does is not known here."""
        relay = self.handlers.relayed(scope)
        library = relay.connection.library if relay is not None else None
        if relay is None or (library is not None and library.reconnects and not library.reconnects_when_asked):
            return False
        made = self.handlers.read(node, scope, "event", relay.connection, True)
        if made.reconnects:
            untold = (HandlerArm(ALL, relay.guard, ()),) if relay.guard else ()
            self.facts.append(replace(made, arms=(*made.arms, *untold)))
        return made.reconnects

    def runs_beside(self, scope: Scope) -> bool:
        """Whether the client that a handler is given to runs beside all else, once: nobody is there to run it again."""
        for site in self.resolver.sites(scope):
            around = next((outer for outer in site.scope.functions() if outer.function is not None), None)
            if around is None or around.function is None:
                continue
            if self.is_beside(around) and self.opens_once(around.function, around):
                return True
            calls = (one for one in flat(around.function.body) if isinstance(one, o.Call) and not asks(one))
            threads = (one for one in calls if o.name_of(one.callee) in BESIDE)
            if any(self.is_opener(each.value, around) for one in threads for each in one.arguments):
                return True
        return False

    def is_opener(self, job: o.Value, scope: Scope) -> bool:
        """Whether what a thread runs opens a client: `app.run_forever`, or a function that does so."""
        function = job if isinstance(job, o.Function) else self.handlers.called(job, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None:
            return self.handlers.opens(job, scope)
        return self.opens_once(function, inner)

    def opens_once(self, function: o.Function, scope: Scope) -> bool:
        """Whether a function opens a client outside every loop, asks it for no reconnect, and calls nothing of its own
        when it has closed."""
        calls = [one for one in own(function.body) if isinstance(one, o.Call)]
        opened = next((one for one in calls if self.handlers.opens(one.callee, scope)), None)
        if opened is None or asks(opened):
            return False
        return not any(one.start > opened.end and self.handlers.called(one.callee, scope) for one in calls)

    def is_beside(self, scope: Scope) -> bool:
        """Whether a function is run by a thread: `Thread(target=listen)`."""
        calls = (site.call for site in self.resolver.sites(scope))
        return any(call is not None and o.name_of(call.callee) in BESIDE for call in calls)

    def reconnects(self, scope: Scope, event: str, arms: tuple[HandlerArm, ...], connection: Connection) -> None:
        """Remembers which handlers beside each other reconnect; two of them for one failure are a fact."""
        plain = [arm for arm in arms if arm.guard == "" and 1006 in arm.codes]
        told = ([effect for effect in arm.effects if effect.kind != "report"] for arm in plain)
        effects = [done[0] for done in told if done and done[0].kind == "reconnect"]
        if len(effects) != len(arms) or scope.parent is None or self.handlers.single:
            return
        beside = self.reconnecting.setdefault((id(scope.parent), *receiver_parts(scope)), {})
        beside[event] = effects[0]
        if len(beside) == 2:
            error, close = beside["error"], beside["close"]
            self.facts.append(DoubleReconnect(error.start, error.end, close.start, close.end, connection))

    def resets(self, body: o.Block, scope: Scope, holder: o.Value | None, connection: Connection) -> None:
        """`attempts = 0` where a connection has just opened, when it counts up elsewhere."""
        receiver = ".".join(holder.parts[:-1]) if isinstance(holder, o.Path) else ""
        for statement in body:
            if isinstance(statement, o.Bind) and is_beginning(statement.value) and not statement.operator:
                name = o.name_of(statement.target)
                found = set(words.words(name))
                if (
                    found & BACKOFF_WORDS
                    and not found & {"ping", "pong", "heartbeat", "timer", "id"}
                    and isinstance(statement.target, o.Path)
                    and grows(statement.target, scope, self.resolver)
                ):
                    self.facts.append(BackoffReset(statement.start, statement.end, name, connection, receiver))

    def handed_out(self, callee: o.Value, scope: Scope) -> bool:
        """Whether the function around returns what a handler is registered on: others may listen for the close."""
        held = callee.parts[:-1] if isinstance(callee, o.Path) else ()
        body = scope.function.body if scope.function is not None else ()
        return any(isinstance(value, o.Path) and value.parts == held for value in returns(body))

    def unheard(self, node: o.Call, scope: Scope) -> None:
        """`Thread(target=app.run_forever)`: a connection that runs beside all else, and whose close has no handler."""
        for argument in node.arguments:
            run = argument.value
            if not isinstance(run, o.Path) or len(run.parts) < 2:
                continue
            for one in definitions_of(o.without_last(run), scope, self.resolver):
                made = innermost(one.value) if isinstance(one.value, o.Value) else None
                connection = self.without_close_handler(made, one.scope) if isinstance(made, o.Call) else None
                if connection is not None:
                    self.facts.append(UnwatchedConnection(run.start, run.end, connection))

    def without_close_handler(self, made: o.Call, scope: Scope) -> Connection | None:
        """`WebSocketApp(url, on_message=...)`: a client's connection with a handler for messages and none for its close."""
        thing = self.resolver.thing(made, scope)
        if not isinstance(thing, Instance) or thing.side != "client":
            return None
        handled = {argument.name for argument in made.arguments if argument.name}
        reads = any(words.words(name) == ("on", "message") for name in handled)
        return self.handlers.connection_of(thing) if reads and not handled & ENDING else None

    def unread_error(self, bind: o.Bind, following: o.Statement | None, scope: Scope) -> None:
        """`_, message, _ := conn.ReadMessage()` in a loop: the last result says that the connection has closed."""
        if not isinstance(bind.value, o.Part) or o.name_of(bind.target) != "_" or not LOOPS.intersection(self.around):
            return
        call = bind.value.of
        if isinstance(following, o.Bind) and isinstance(following.value, o.Part) and following.value.of is call:
            return
        if not isinstance(call, o.Call) or not READING.intersection(words.words(o.name_of(call.callee))):
            return
        connection = self.handlers.read_by(call, scope)
        if connection is not None and connection.library is not None and connection.side == "client":
            gives = scope.function is None or bool(scope.function.returns)
            self.facts.append(UnwatchedConnection(call.start, call.end, connection, True, gives))

    def unheard_by_class(self, node: o.Function, scope: Scope) -> None:
        """A listener's method for messages, in a class that a library has made and that hears of no close."""
        if not {"message", "text"}.intersection(words.words(scope.name)) or not scope.owner:
            return
        own = self.resolver.own_instance(scope.owner)
        for kind in self.resolver.bases(own.type) if isinstance(own, Instance) else ():
            types = kind.overrides.get(scope.name)
            classes = [one.value for one in self.resolver.lookup(("class", "", scope.owner))]
            direct = any(isinstance(one, o.Class) and self.extends_library(one) for one in classes)
            if types is not None and direct and isinstance(own, Instance):
                connection = self.handlers.connection_behind(own, kind, types)
                if connection.side == "client":
                    end = node.name_start + len(node.name.encode())
                    self.facts.append(UnwatchedConnection(node.name_start, end, connection))
                return

    def extends_library(self, owner: o.Class) -> bool:
        """Whether a class extends one of a library, with no class of the project's own between them."""
        bases = (tuple(base.replace("::", ".").split(".")) for base in owner.bases)
        return any(isinstance(self.resolver.path(parts, self.prepared.root), ClassOf) for parts in bases)

    def unwatched(self, node: o.Call, scope: Scope) -> None:
        """A handler for messages, in a file that never looks at a close."""
        event = node.arguments[0].value if node.arguments else None
        receiver = self.resolver.receiver(node.callee, scope)
        if o.name_of(node.callee) == "listen" and isinstance(receiver, Instance):
            handed = next((k.methods["listen"].handlers for k in self.resolver.bases(receiver.type) if "listen" in k.methods), {})  # fmt: skip
            given = {argument.name for argument in node.arguments}
            connection = self.handlers.connection_of(receiver)
            if "onDone" in handed and "onDone" not in given and connection is not None and connection.side == "client":
                self.facts.append(UnwatchedConnection(node.start, node.end, connection))
            return
        if isinstance(event, o.String) and event.value == "message" and isinstance(receiver, Instance):
            connection = self.closing.connection(receiver)
            reconnects = connection.library is not None and connection.library.reconnects
            if connection.side == "client" and not reconnects and not self.handed_out(node.callee, scope):
                self.facts.append(UnwatchedConnection(node.start, node.end, connection))


def asks(call: o.Call) -> bool:
    """Whether a call asks a client to connect again by itself: `app.run_forever(reconnect=5)`."""
    return not ASKING.isdisjoint(argument.name for argument in call.arguments)


def is_beginning(value: o.Value | None) -> bool:
    """A number or a constant: `0`, `time.Second`, `INITIAL_DELAY`."""
    if isinstance(value, o.Operation):
        return value.operator == "*" and all(is_beginning(operand) for operand in value.operands)
    return isinstance(value, o.Number | o.Path)


def straight_after(creation: o.Call, block: o.Block) -> Iterator[o.Statement]:
    """What is done with a new connection before anything can have come from it."""
    opened: set[str] = set()
    for place, one in enumerate(block):
        if one.start <= creation.start and creation.end <= one.end:
            if isinstance(one, o.Try):
                yield from straight_after(creation, one.body)
            if not isinstance(one, o.Bind | o.Call | o.Awaited):
                return
            opened.add(o.name_of(one.target) if isinstance(one, o.Bind) else "")
        elif opened:
            yield from until_it_waits(block[place:], opened)
            return


def until_it_waits(block: o.Block, opened: set[str]) -> Iterator[o.Statement]:
    for one in block:
        if isinstance(one, o.If):
            yield from until_it_waits(succeeded(one), opened)
        elif may_wait(one, opened):
            return
        else:
            yield one


def may_wait(statement: o.Statement, opened: set[str]) -> bool:
    """Whether something may wait for the server: it reads, or is given the connection."""
    if isinstance(statement, o.Loop | o.Try):
        return True
    if isinstance(statement, o.Awaited) and not SENDS.intersection(words.words(o.name_of(callee_of(statement)))):
        return True
    for one in flat((statement,)):
        if isinstance(one, o.Call):
            given = {part for argument in one.arguments for part in names_in(argument.value)}
            if given & opened or READING.intersection(words.words(o.name_of(one.callee))):
                return True
    return False


def callee_of(value: o.Value) -> o.Value | None:
    call = innermost(value)
    return call.callee if isinstance(call, o.Call) else None


def names_in(value: o.Value) -> tuple[str, ...]:
    return value.parts if isinstance(value, o.Path) else ()
