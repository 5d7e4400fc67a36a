"""What calls in a handler do: connect again, log, forward, or something unknown."""

from wsclose.analysis import words
from wsclose.analysis.facts import Effect
from wsclose.analysis.handling import delays, made_more
from wsclose.analysis.handling.assigned import makers
from wsclose.analysis.handling.code_tests import SINGLE
from wsclose.analysis.handling.following import Following, backed_off
from wsclose.analysis.handling.harmless import FORMATTING, HARMLESS, LOGGING, LOGS, PURE, REPORTING, TEXTS
from wsclose.analysis.handling.kept_states import is_setter, keeps_state, updater
from wsclose.analysis.handling.objects import delay_of, own_class
from wsclose.analysis.handling.reading import (
    MAX_DEPTH,
    State,
    Wait,
    changes_page,
    longer,
    merged,
    root_of,
    says_connect,
    says_open_socket,
    with_effect,
)
from wsclose.analysis.handling.scheduling import (
    RERUN,
    depends_on,
    held_back,
    is_queued,
    never_the_same,
    run_at_once,
    scheduled,
    state_of,
    states_set,
)
from wsclose.analysis.handling.spelling import (
    action_of,
    field_of,
    is_callback,
    is_hook,
    is_read_by_others,
    name_in,
    with_self_given,
    written,
)
from wsclose.analysis.handling.which_handlers import REGISTERS
from wsclose.analysis.resolving.calling import ENTERING, ON_THREADS
from wsclose.analysis.resolving.idioms import makes_promise
from wsclose.analysis.resolving.scopes import SELF, Scope, owners
from wsclose.analysis.resolving.things import (
    ClassOf,
    Elsewhere,
    Foreign,
    Instance,
    Many,
    OwnClass,
    OwnFunction,
    Reason,
    Received,
    Returns,
    Thing,
)
from wsclose.analysis.walks import paths
from wsclose.syntax import outline as o

COMPUTING = delays.ARITHMETIC | delays.RANDOM | delays.POWERS

LISTENERS = frozenset({"delegate", "delegates", "listener", "listeners", "observer", "observers", "callback"})
"""Names of those who are told, and who decide what comes of it."""

EVENT_LOOPS = frozenset({"reactor", "loop", "ioloop", "io_loop", "event_loop", "IOLoop"})
"""What a program runs in, as it is called."""

PUT = frozenset({"close", "abort", "complete", "end", "fail", "shutdown", "add", "addError"})
UNSET = frozenset({"null", "undefined", "false"})


class Effects(Following):
    """What calls in a handler do: connect again, log, forward, or something unknown."""

    def effect(self, kind: str, node: o.Statement, wait: Wait | None = None) -> Effect:
        start, end = self.place or (node.start, node.end)
        delay, text, at = wait or ("", "", None)
        return Effect(kind, start, end, delay, text, self.job, at)

    def wait(self, value: o.Value | None, scope: Scope) -> Wait:
        """How long an argument says to wait."""
        own = value is not None and root_of(scope) is self.root
        at = (value.start, value.end) if own and value is not None else None
        for _ in range(MAX_DEPTH):
            first, others, where = made_more.chosen(value, scope)
            parameter = made_more.handed_in(made_more.in_units(first), where)
            if parameter is None or (others is None and id(parameter) not in self.lent):
                break
            value, scope = self.lent.get(id(parameter)) or (others, where)
        return Wait(delays.classify(value, scope, self.resolver), written(value), at)

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
            case o.Operation() if node.operator == "<<" and isinstance(node.operands[0], o.Path):
                return [with_effect(state, self.effect("unknown", node)) for state in states]  # replies << error
            case o.Operation() if {"should", "should_not"}.intersection(map(o.name_of, node.operands[:1])):
                # event.code.should == 1006
                return [with_effect(state, self.effect("unknown", node)) for state in states]
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
        if (plain := with_self_given(node)) is not None and self.called(plain.callee, scope) is not None:
            node = plain
        name = o.name_of(node.callee)
        self.single = self.single or name in SINGLE
        job = scheduled(node, scope, self.resolver)
        if job is not None and not self.is_promise(self.resolver.thing(node, scope)):
            first = node.callee.of if isinstance(node.callee, o.Member) else None
            if isinstance(first, o.Call) and delays.sleeps(o.name_of(first.callee)):  # Delay(5000).ContinueWith(...)
                states = self.value(first, scope, states, ended)
            return self.timer(node, job, scope, backed_off(states, makers(node.callee, scope, self.resolver)))
        if makes_promise(node):
            return self.make_promise(node, scope, states)
        if (logged := self.logging(node, name)) is not None and not self.goes_back(node, scope):
            return [with_effect(state, self.effect(logged, node)) for state in states]
        if keeps_state(node, scope, self.resolver):
            return states
        if isinstance(node.callee, o.Function):  # `go func() { ... }()`
            return [after for state in states for after in self.run_later(node.callee, scope, state)]
        found = self.resolver.thing(node.callee, scope)
        if found is None and (own := own_class(o.holder_of(node.callee), scope, self.resolver)) is not None:
            found = OwnFunction(own.name, name) if self.resolver.lookup(("method", own.name, name)) else None
        of_other = isinstance(found, Elsewhere) and isinstance(found.thing, OwnFunction)
        connects = not of_other and self.connects(node, found, scope)
        if connects or self.constructs(found) or self.connects_again(node, found, scope):
            states = self.waiting(delay_of(node, scope, self.resolver), scope, states)
            return [with_effect(state, self.reconnect(node, state)) for state in states]
        delay = delays.waited(node)
        for argument in node.arguments if delay is None or name != delays.BOUNDED else ():
            if not isinstance(argument.value, o.Function | o.Path):
                states = self.value(argument.value, scope, states, ended)
        queued = is_queued(node)
        if isinstance(node.callee, o.Member | o.Call) and not queued:  # connect()(dispatch)
            made = node.callee.of if isinstance(node.callee, o.Member) else node.callee
            states = self.value(made, scope, states, ended)
        if delay is not None and name != "setTimeout":
            return self.waiting(delay, scope, states)
        local = self.local_function(node.callee, scope)
        if local is not None:
            return self.run(node, local, self.resolver.scope_of(local), states, scope)
        if isinstance(found, OwnFunction):
            return self.inline(node, found, states, scope)
        if isinstance(found, Elsewhere) and not queued and (ways := found.file.ways(found.thing)):
            return self.taken(node, ways, states)
        described = self.closing.describe(node, scope)
        if described is not None:
            # a proxy passes the close on to the other side
            told = described.connection.side == "server" or self.hands_on(node, scope) or self.is_other(node.callee)
            return [with_effect(state, self.effect("forward", node)) for state in states] if told else states
        if delays.may_wait(node) and (node.arguments or "pause" not in words.words(name)):  # self._sleep(delay)
            unknown = Wait("unknown", "", None)
            states = [state._replace(waits=longer(unknown, state.waits)) for state in states]
        return self.unknown(node, name, scope, states, ended)

    def goes_back(self, node: o.Call, scope: Scope) -> bool:
        """Whether a call begins a function anew in which it stands: `listen_to_logs` in a handler within it."""
        called = self.called(node.callee, scope)
        return called is not None and any(outer.function is called for outer in scope.functions())

    def waiting(self, delay: o.Value | None, scope: Scope, states: list[State]) -> list[State]:
        """After a delay, if there is one."""
        wait = self.wait(delay, scope) if delay is not None else None
        return states if wait is None else [state._replace(waits=longer(wait, state.waits)) for state in states]

    def runs_again(self, setter: str, scope: Scope) -> o.Function | None:
        """The effect around the handler, which may connect, if it depends on what this sets: `}, [url, tries])`."""
        name = state_of(setter)
        for outer in scope.functions() if name else ():
            call = outer.site.call if outer.site is not None else None
            if call is not None and o.name_of(call.callee) in RERUN and len(call.arguments) > 1:
                return outer.function if depends_on(call, frozenset({name})) else None
        return None

    def run_by_state(self, node: o.Call, name: str, scope: Scope, states: list[State]) -> list[State] | None:
        """Goes on with the effects beside the handler that run because of what this sets: `setStatus("closed")`, where
        `useEffect(() => { ... }, [status])` connects. None where there are none."""
        names = states_set(node, name)
        beside = [outer.function.body for outer in scope.functions() if outer.function is not None] if names else []
        effects = [one for block in beside for one in block if isinstance(one, o.Call) and depends_on(one, names)]
        if not effects:
            return None
        outer_place = self.place
        self.place = outer_place or (node.start, node.end)
        try:
            for effect in effects:
                states = [
                    after for state in states for after in self.run_later(effect.arguments[0].value, scope, state)
                ]
            return merged(states)
        finally:
            self.place = outer_place

    def hands_on(self, node: o.Call, scope: Scope) -> bool:
        """Whether a call is given the code or the reason that the handler was told, and not to answer the peer with it."""
        on = node.callee.parts[0] if isinstance(node.callee, o.Path) else ""
        if self.own is not None and any(parameter.name == on != "" for parameter in self.own.parameters):
            return False
        given = [argument.value for argument in node.arguments]
        return any(
            self.is_code(value, scope) is not None or isinstance(self.resolver.thing(value, scope), Reason)
            for value in given
        )

    def is_other(self, callee: o.Value) -> bool:
        """Whether a handler closes another field of its object than it is told of."""
        return bool((held := field_of(o.holder_of(callee))) and self.ended and held not in self.ended)

    def is_event(self, value: o.Value, scope: Scope) -> bool:
        """Whether this is what the handler was given, with the code in it."""
        return isinstance(self.resolver.member(self.resolver.thing(value, scope), "code"), Received)

    def reconnect(self, node: o.Statement, state: State) -> Effect:
        return self.effect("reconnect", node, state.waits)

    def connects(self, node: o.Call, callee: Thing, scope: Scope) -> bool:
        """Whether a call makes a new connection by itself."""
        if o.name_of(node.callee) == "super":
            return False  # it is the object itself
        made = self.resolver.thing(node, scope)
        kind = callee.thing if isinstance(callee, Elsewhere) else callee
        if isinstance(kind, OwnClass) and isinstance(made, Instance):  # class Feed extends WebSocket
            extends = any(kind.connection for kind in self.resolver.bases(made.type))
            return extends and made.side == "client" and not made.type.opened_by
        if isinstance(callee, OwnFunction | OwnClass):
            return False
        if self.runs_with_one(node, scope):
            return True
        callee = self.resolver.callee(node, scope)
        if callee is None and self.resolver.opens_by_name(o.name_of(node.callee)):
            return True
        if isinstance(callee, Elsewhere) and isinstance(callee.thing, OwnFunction) and callee.thing.owner:
            ways = callee.file.ways(callee.thing) if says_connect(callee.thing.name) else ()
            return any(effect.kind == "reconnect" for way in ways for effect in way.effects)
        if isinstance(made, Instance) and made.side == "client" and made.type.opened_by:
            return False  # it is made, and connects when that is called
        if self.opens(node.callee, scope) or any(self.opens(one.value, scope) for one in node.arguments):
            return True
        on = self.resolver.receiver(node.callee, scope)
        if isinstance(made, Instance) and made.side != "server" and self.resolver.is_connection(made):
            if isinstance(on, Instance) and self.resolver.is_connection(on):  # socket.addListener(...) gives it back
                return says_connect(o.name_of(node.callee)) or o.name_of(node.callee) in ENTERING
            if isinstance(on, Many):  # clients.shift()
                return False
            by_class = isinstance(on, ClassOf) and made.side == "client"  # WebSocket::new(url)
            if node.new or by_class or isinstance(callee, Returns | Instance) or o.name_of(node.callee) in ON_THREADS:
                return True
            if isinstance(callee, Elsewhere) and says_connect(o.name_of(node.callee)):
                return True
            return o.name_of(node.callee)[:1].isupper() and not isinstance(on, Instance)  # socket.SendAsync(...)
        if self.is_promise(made):
            return True
        if made is not None and not isinstance(made, Instance):
            items = getattr(made, "items", ())
            return any(
                isinstance(item, Instance) and item.side == "client" and self.resolver.is_connection(item)
                for item in items
            )
        return False

    def is_promise(self, made: Thing) -> bool:
        """Whether a client's connection will come out of this: `builder.buildAsync(url, listener)`"""
        if not isinstance(made, Instance) or self.resolver.is_connection(made):
            return False
        for kind in self.resolver.bases(made.type):
            for text in (text for method in kind.methods.values() for text in method.handlers.get("0", ())):
                given = self.resolver.make(text, kind.library, None)
                if isinstance(given, Instance) and given.side == "client" and self.resolver.is_connection(given):
                    return True
        return False

    def runs_with_one(self, node: o.Call, scope: Scope) -> bool:
        """Whether a call makes a connection for the block that it is given, and waits for its end: `client.webSocket(url) { ... }`"""
        if not any(isinstance(one.value, o.Function) for one in node.arguments):
            return False
        inside = self.resolver.opened_for(node, scope)
        return isinstance(inside, Instance) and inside.side == "client" and self.resolver.is_connection(inside)

    def connects_again(self, node: o.Call, callee: Thing, scope: Scope) -> bool:
        """Whether a call opens a connection that was there before: `socket.Connect()`, `this.reconnect()`."""
        on = self.resolver.receiver(node.callee, scope) if not isinstance(callee, OwnFunction) else None
        bare = node.callee.parts if isinstance(node.callee, o.Path) and len(node.callee.parts) == 1 else ()
        if bare and callee is None and (owner := next(owners(scope), "")):
            on = self.resolver.own_instance(owner)  # `reconnect()` in a class that is a client by its base
        known = isinstance(on, Instance) and on.side != "server" and self.resolver.is_connection(on)
        return known and says_connect(o.name_of(node.callee))

    def opens(self, method: o.Value, scope: Scope) -> bool:
        """Whether a method, called or handed over, connects what a client has made: `app.run_forever`, `OpenAsync` of `Open`."""
        on, said = self.resolver.receiver(method, scope), words.words(o.name_of(method))
        opener = words.words(on.type.opened_by) if isinstance(on, Instance) and on.side == "client" else ()
        return bool(opener) and said[: len(opener)] == opener and delays.TIMES.isdisjoint(said[len(opener) :][:1])

    def logging(self, node: o.Call, name: str) -> str | None:
        """ "report" or "" for a call that writes to a log, None for another one."""
        found = set(words.words(name))
        parts = node.callee.parts if isinstance(node.callee, o.Path) else (name,)
        chain = {word for part in parts for word in words.words(part)}
        if parts[0] in ("fmt", "errors") and "errorf" in found:
            return ""  # it only makes an error
        told = len(parts) > 1 and words.words(parts[-2])[-1:] == ("message",)  # message.error("closed")
        if chain & LOGS or told or found & LOGGING:
            return "report" if found & REPORTING else ""
        return None

    def unknown(self, node: o.Call, name: str, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """A call that is not known: changes of state do not matter, anything else may."""
        found = set(words.words(name))
        if (effect := self.runs_again(name, scope)) is not None:
            given = node.arguments[0].value if node.arguments else None
            frees = o.name_of(given) in UNSET and held_back(effect, state_of(name))  # if (waiting) return;
            effects = [
                self.reconnect(node, state)
                if never_the_same(given) or (frees and state.waits.kind != "none")
                else self.effect("unknown", node)
                for state in states
            ]
            return [with_effect(state, effect) for state, effect in zip(states, effects, strict=True)]
        if (after := self.run_by_state(node, name, scope, states)) is not None:
            return after
        if (update := updater(node, scope, self.resolver)) is not None:
            return [after for state in states for after in self.run_later(update, scope, state)]
        if is_setter(node.callee, scope, self.resolver):
            return states
        if name == "stop" and any(EVENT_LOOPS.intersection(path.parts) for path in paths((node.callee,))):
            return [with_effect(state, self.effect("unknown", node)) for state in states]  # the program ends with it
        if changes_page(node.callee):
            return [with_effect(state, self.effect("unknown", node)) for state in states]
        if (isinstance(node.callee, o.Path) and node.callee.parts[0] in PURE) or name in FORMATTING | COMPUTING:
            return states
        if name in TEXTS and not node.arguments:
            return states
        holder = node.callee.parts[-2] if isinstance(node.callee, o.Path) and len(node.callee.parts) > 1 else ""
        if name not in REGISTERS and LISTENERS.intersection(words.words(holder)):
            return [with_effect(state, self.effect("forward", node)) for state in states]
        on, made = self.resolver.receiver(node.callee, scope), self.resolver.thing(node, scope)
        if (jobs := run_at_once(node)) and not (isinstance(on, Instance) and self.resolver.is_connection(on)):
            states = backed_off(states, (node.callee,))
            for job in jobs:
                states = [after for state in states for after in self.run_later(job, scope, state)]
            return states
        said = (says_connect(name) or says_open_socket(name)) and not found & {"handle", "handler", "on", "disconnect"}
        said = said and not (isinstance(on, Foreign) and on.what in self.resolver.libraries.foreign_names)
        if not said and (after := self.called_back(node, scope, states)) is not None:
            return after
        if self.job is not None and field_of(node.callee) and not said:
            return [with_effect(state, self.effect("unknown", node)) for state in states]  # later, of a class around it
        if name in REGISTERS or isinstance(on, Instance) or isinstance(made, Instance):
            return states
        calls_back = any(isinstance(argument.value, o.Function) for argument in node.arguments)
        told = words.words(name)[:1] == ("on",) or any(self.is_event(one.value, scope) for one in node.arguments)
        if (told and words.is_closing_name(name)) or any(is_hook(name_in(one.value)) for one in node.arguments):
            return [with_effect(state, self.effect("forward", node)) for state in states]  # somebody else decides
        if name == "dispatch" and says_connect(action_of(node)):
            return self.by_name(node, action_of(node), states)
        if found & REPORTING and name not in PUT:
            return [with_effect(state, self.effect("report", node)) for state in states]
        if said:
            return self.by_name(node, name, states)
        passes_code = any(self.is_code(argument.value, scope) is not None for argument in node.arguments)
        path = node.callee.parts if isinstance(node.callee, o.Path) else ()
        shared = isinstance(node.callee, o.Member) or (len(path) == 2 and path[0] in SELF)
        # Whoever reads from it is told: `this.push(null)`, `link.send_message(ended)`, `callbackFlow { ... close() }`,
        # `messages.queue.close()`
        streams = (
            (name in ("push", "push_back") and shared) or path == ("close",) or name == "postMessage" or "send" in found
        )
        foreign = (on.what,) if isinstance(on, Foreign) else ()
        streams = streams or (name in PUT and any(map(is_read_by_others, (path[:-1], foreign))))
        if (
            not calls_back
            and not passes_code
            and not (streams or is_callback(name))
            and (found & HARMLESS or name in HARMLESS or (name[:1].isupper() and node.new))
        ):
            return states
        return [with_effect(state, self.effect("forward" if passes_code else "unknown", node)) for state in states]
