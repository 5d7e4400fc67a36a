"""Runs the functions that a handler calls: at once, by a timer, by name, in this file or another."""

from wsclose.analysis import words
from wsclose.analysis.handling.outcomes import reconnects, tried
from wsclose.analysis.handling.pacing import is_paced, runs_again_later
from wsclose.analysis.handling.reading import (
    MAX_DEPTH,
    MAX_RUNS,
    START,
    Reading,
    State,
    Wait,
    all_plain,
    as_before,
    guarded,
    longer,
    merged,
    reconnected,
    says_connect,
    says_open_socket,
    stronger,
    unguarded,
    with_effect,
)
from wsclose.analysis.handling.scheduling import Job, beating, called_back_by, in_its_unit, interval_of, repeats
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, HELD
from wsclose.analysis.resolving.outside import Way
from wsclose.analysis.resolving.scopes import Definition, Key, Scope, bound, function_of, method_named
from wsclose.analysis.resolving.things import Instance, OwnClass, OwnFunction, Thing
from wsclose.analysis.walks import calls, flat, paths
from wsclose.syntax import outline as o

MAX_WAYS = 8  # through a function of another file
AS_ASKED = frozenset({"auto", "if", "needed", "necessary"})
"""In the names of functions that look whether they should: `reconnectIfNeeded`."""

UNAWAITED = frozenset({"setTimeout", "setInterval"})
"""Timers that nobody can wait for: they give back a number."""

BACKING_OFF = frozenset({"backoff", "retry", "retrying", "tenacity", "stamina", "exponential"})


class Following(Reading):
    """Runs the functions that a handler calls."""

    def beat(self, node: o.Bind, scope: Scope) -> Job | None:
        """What a timer of .NET runs at each beat: `timer.Elapsed += Check`, `timer.Tick += new EventHandler(Check)`, and
        `timer.Enabled = true` once it has been told."""
        if (
            isinstance(node.target, o.Path)
            and node.target.parts[1:][-1:] == ("Enabled",)
            and o.name_of(node.value) == "true"
        ):
            return beating(o.without_last(node.target), scope, self.resolver)
        waits = interval_of(node.target, scope, self.resolver) if node.operator == "+" else None
        runs = (bound(node.value, scope) if isinstance(node.value, o.Call) else None) or node.value
        return Job(runs, waits, True) if waits is not None and runs is not None else None

    def watchers(self, node: o.Bind, scope: Scope, states: list[State]) -> list[State]:
        """Goes on through what runs because a handler sets this: `status.value = "closed"`, where `watch(status, ...)` connects."""
        target = node.target.parts if isinstance(node.target, o.Path) else ()
        found = self.resolver.lookup(("watched", "", target[0])) if target[1:] == HELD else ()
        for one in found if node.value is not None else ():
            run = one.value if isinstance(one.value, o.Function) else None
            function = self.local_function(one.value, one.scope) if isinstance(one.value, o.Path) else run
            if function is not None and node.value is not None:
                call = o.Call(node.start, node.end, node.target, (o.Argument("", node.value),))
                states = self.run(call, function, self.resolver.scope_of(function), states, scope)
        return states

    def timer(self, node: o.Statement, job: Job, scope: Scope, states: list[State]) -> list[State]:
        """A function that is run later."""
        wait = self.wait(job.waits, scope) if job.tells and not self.is_run_now(node, job, scope) else None
        if wait is not None:
            wait = wait._replace(text=in_its_unit(wait.text, node, job.waits), at=wait.at if job.here else None)
        if wait is not None and isinstance(node, o.Call) and self.is_paced(job.runs, scope, repeats(node)):
            wait = Wait("growing", "", None)
        outer = self.place
        self.place = outer or (node.start, node.end)
        if outer is None and job.here:
            self.job = (job.runs.start, job.runs.end)
        try:
            result: list[State] = []
            for state in states:
                waits = longer(wait, state.waits) if wait else state.waits
                after = self.run_later(job.runs, scope, state._replace(waits=waits))
                if wait is None or self.is_beside(node, job, scope):  # it waits beside what started it
                    after = [one._replace(waits=state.waits) for one in after]
                result.extend(after)
            return result
        finally:
            self.place = outer
            if outer is None:
                self.job = None

    def is_paced(self, runs: o.Value, scope: Scope, repeats: bool) -> bool:
        """Whether what a timer runs, every so often or until it does so itself no more, waits longer by itself."""
        function = runs if isinstance(runs, o.Function) else self.called(runs, scope)
        paced = is_paced if repeats else runs_again_later
        return function is not None and paced(function, self.called, self.resolver)

    def called_back(self, node: o.Call, scope: Scope, states: list[State]) -> list[State] | None:
        """What comes of an answer that is asked for after a wait: `api.token { answer -> connect() }`. None where that
        is no connection, and where nobody may ever answer: `again.setOnClickListener { connect() }`."""
        waited = any(state.waits.kind != "none" for state in states)
        for answered in called_back_by(node) if waited else ():
            after = [one for state in states for one in self.run_later(answered, scope, state)]
            if reconnects(after):
                return merged(after)
        return None

    def make_promise(self, node: o.Call, scope: Scope, states: list[State]) -> list[State]:
        """What a promise is made from runs at once; who waits for it goes on when it is settled."""
        run, around = node.arguments[0].value, self.waking
        if isinstance(run, o.Function) and run.parameters:
            self.waking = around | {run.parameters[0].name}
        try:
            return [after for state in states for after in self.run_later(run, scope, state)]
        finally:
            self.waking = around

    def is_beside(self, node: o.Statement, job: Job, scope: Scope) -> bool:
        """Whether what stands behind a timer is not held up by it: `setInterval(() => this.beat(), 30000)`, and not
        `setTimeout(resolve, 5000)`."""
        if not is_unawaited(node):
            return False
        known = self.called(job.runs, scope) if isinstance(job.runs, o.Path) else None
        run = (job.runs,) if isinstance(job.runs, o.Call) else job.runs.body if isinstance(job.runs, o.Function) else ()
        wakes = any(path.parts[0] in self.waking for path in paths(run))
        return known is not None or (bool(run) and not wakes)

    def is_run_now(self, node: o.Statement, job: Job, scope: Scope) -> bool:
        """Whether what a timer is given has been run before it is set: `setTimeout(connect(), 1000)`."""
        if not isinstance(job.runs, o.Call) or not is_unawaited(node):
            return False
        function = self.called(job.runs.callee, scope)
        ends = [one for one in function.body if isinstance(one, o.Return) and one.value] if function is not None else []
        return function is not None and given_back(function) is None and not ends

    def run_later(self, job: o.Value, scope: Scope, state: State) -> list[State]:
        """Runs a function that is given by value, by name, or as a call that makes a coroutine."""
        ended: list[State] = []
        if isinstance(job, o.Function):
            if id(job) in self.reading:  # it runs itself again: `timer.schedule(this, delay)`
                return [with_effect(state, self.effect("unknown", job))]
            self.reading.append(id(job))
            try:
                falling = self.block(job.body, self.resolver.scope_of(job) or scope, [state], ended)
            finally:
                self.reading.pop()
            return [*falling, *ended]
        if isinstance(job, o.Call):
            if o.name_of(job.callee) == "nameof" and job.arguments:
                return self.run_later(job.arguments[0].value, scope, state)
            if job.new:  # an object of another file, with a method that is run
                return [with_effect(state, self.effect("unknown", job))]
            kept = bound(job, scope)
            if isinstance(kept, o.Path | o.Function):  # (function () { ... }).bind(this)
                return self.run_later(kept, scope, state)
            return [*self.value(job, scope, [state], ended), *ended]
        if isinstance(job, o.String) and job.exact:  # setTimeout("connect()", 1000)
            parts = tuple(job.value.strip(" ;").removesuffix("()").split("."))
            return self.named(o.Path(job.start, job.end, parts, job.start), scope, state)
        if isinstance(job, o.Path):
            return self.named(job, scope, state)
        if (method := method_named(job)) is not None:
            return self.named(method, scope, state)
        return [with_effect(state, self.effect("unknown", job))]

    def named(self, path: o.Path, scope: Scope, state: State) -> list[State]:
        call = o.Call(path.start, path.end, path, ())
        ended: list[State] = []
        return [*self.call(call, scope, [state], ended), *ended]

    def inline(self, node: o.Call, function: OwnFunction, states: list[State], caller: Scope) -> list[State]:
        """Runs an own function in the place of its call."""
        if caller is not None and self.is_of_another_base(node.callee, caller):
            return [with_effect(state, self.effect("unknown", node)) for state in states]
        body = self.body_of_own(function, len(node.arguments))
        if body is not None:
            return self.run(node, body, self.resolver.scope_of(body), states, caller)
        return self.by_name(node, function.name, states)

    def body_of_own(self, function: OwnFunction, given: int | None = None) -> o.Function | None:
        """Of several that are called so, `connect()` and `connect(url)`, the one that takes as many arguments as are given."""
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        found = [function.function] if function.function is not None else map(function_of, self.resolver.lookup(key))
        bodies = list(found)
        fitting = (one for one in bodies if one is not None and len(one.parameters) == given)
        return next(fitting, None) or next(iter(bodies), None)

    def constructs(self, own: Thing) -> bool:
        """Whether making an object of an own class makes a connection: `constructor(url) { this.line = new WebSocket(url); }`"""
        if not isinstance(own, OwnClass):
            return False
        if own.name not in self.making:
            self.making[own.name] = False  # while it is looked for: it may make one of itself
            for one in (one for name in CONSTRUCTORS for one in self.resolver.lookup(("method", own.name, name))):
                function = function_of(one)
                inner = self.resolver.scope_of(function) if function is not None else None
                made = self.creation(function.body, inner) if function is not None and inner is not None else None
                thing = self.resolver.thing(made, inner) if made is not None and inner is not None else None
                if isinstance(thing, Instance) and not thing.type.opened_by:
                    self.making[own.name] = True
        return self.making[own.name]

    def called(self, callee: o.Value, scope: Scope) -> o.Function | None:
        """The own function that a call runs."""
        local = callee if isinstance(callee, o.Function) else self.local_function(callee, scope)  # func() { ... }()
        found = self.resolver.thing(callee, scope) if local is None else None
        return self.body_of_own(found) if isinstance(found, OwnFunction) else local

    def ways(self, function: OwnFunction) -> tuple[Way, ...]:
        """What calling a function of this file comes to, for another file."""
        body = next(iter(self.closing.bodies(function)), None)
        scope = self.resolver.scope_of(body) if body is not None else None
        if body is None or scope is None:
            return ()
        self.begin(scope)
        name = o.Path(body.name_start, body.name_start, (body.name,), body.name_start)
        states = self.run(o.Call(0, 0, name, ()), body, scope, [START])
        if self.lost or len(states) > MAX_WAYS:
            return ()
        return tuple(dict.fromkeys(Way(state.guard, state.effects, state.waits.kind) for state in states))

    def taken(self, node: o.Call, ways: tuple[Way, ...], states: list[State]) -> list[State]:
        """Goes on every way through a function of another file."""
        found = []
        for state in states:
            for way in ways:
                after = state._replace(guard=stronger(state.guard, way.guard))
                for effect in way.effects:
                    waits = longer(Wait(effect.delay, effect.wait, None), after.waits) if effect.delay else None
                    after = with_effect(after, self.effect(effect.kind, node, waits))
                found.append(after._replace(waits=longer(Wait(way.waits, "", None), after.waits)))
        return merged(as_before(found, states))

    def run(
        self, node: o.Call, function: o.Function, scope: Scope | None, states: list[State], caller: Scope | None = None
    ) -> list[State]:
        if all(reconnected(state) for state in states):
            return states  # what a client does after that does not matter
        self.runs_done += 1
        self.lost = self.lost or self.runs_done > MAX_RUNS
        if self.lost:
            return states  # nothing is said of this handler
        called = function.name or o.name_of(node.callee)
        inner = given_back(function)
        if inner is not None and id(inner) in self.around:  # what it gives back is run: dispatch(connect())
            function, scope = inner, self.resolver.scope_of(inner)
        if scope is None or self.depth >= MAX_DEPTH or id(function) in self.reading:
            return self.by_name(node, called, states)
        if is_empty(function.body):
            return [with_effect(state, self.effect("unknown", node)) for state in states]  # for subclasses to fill in
        outer = self.place
        self.place = outer or (node.start, node.end)
        states = backed_off(states, function.decorators)
        self.depth += 1
        self.reading.append(id(function))
        looked, lent = self.looked, self.lent
        if caller is not None and node.arguments:
            given = zip(function.parameters, node.arguments, strict=False)
            self.lent = lent | {id(one): (argument.value, caller) for one, argument in given if not argument.name}
        try:
            ended: list[State] = []
            states, guard = unguarded(states)
            falling = self.block(function.body, scope, states, ended)
            after = merged([*falling, *ended])
            asks = next((state.guard for state in after if state.guard in ("flag", "unknown")), "")
            if all_plain(after, states):
                after = states  # it does nothing that counts, whatever the code: `describe(error)`
            around = id(function) in self.around
            if (
                self.says_it_connects(called)
                and (around or connects_when_told(function))
                and not any(map(reconnected, after))
                and not any(self.is_of_another_base(one.callee, scope) for one in calls(function.body))
            ):
                # it has set the handler, whatever by, unless a flag says that it is to stay away
                named = self.by_name(node, called, guarded(states, asks))
                return guarded([*named, *guarded(states, asks)] if asks else named, guard)
            if around and not any(
                map(reconnected, after)
            ):  # it sets the handler anew, on whatever it gets from elsewhere
                after = [with_effect(state, self.effect("unknown", node)) for state in after]
            after = as_before(after, states)
            return guarded(tried(after, states) if around or says_connect(called) else after, guard)
        finally:
            self.reading.pop()
            self.depth -= 1
            self.place = outer
            self.looked, self.lent = looked, lent

    def by_name(self, node: o.Call, name: str, states: list[State]) -> list[State]:
        """A function that is not followed: its name says whether it connects."""
        if self.says_it_connects(name):
            asks = bool(AS_ASKED.intersection(words.words(name)))
            states = guarded(states, "flag") if asks else states
            unknown = Wait("unknown", "", None)
            connected = [
                with_effect(
                    state, self.effect("reconnect", node, unknown if state.waits.kind == "none" else state.waits)
                )
                for state in states
            ]
            return [*connected, *states] if asks else connected
        return [with_effect(state, self.effect("unknown", node)) for state in states]

    def says_it_connects(self, name: str) -> bool:
        """Whether a function's name says so, in a file that speaks of WebSockets: others connect to other things."""
        return self.closing.mentions and (says_connect(name) or says_open_socket(name))

    def is_of_another_base(self, callee: o.Value, scope: Scope) -> bool:
        """Whether a method is one of a base class of which nothing is known, and whose name is no WebSocket's:
        `parent::connect($host)` in `class Client extends Socket`."""
        if not isinstance(callee, o.Path) or callee.parts[0] != "super":
            return False
        declared = (one.value for one in self.resolver.lookup(("class", "", scope.owner)))
        bases = [base for one in declared if isinstance(one, o.Class) for base in one.bases]
        return bool(bases) and not any({"ws", "websocket"}.intersection(words.words(base)) for base in bases)

    def held(self, reference: str, scope: Scope) -> o.Function | None:
        """The function that a reference holds: `latest.current = connect`."""
        for one in scope.find(reference) or ():
            function = self.local_function(one.value, one.scope) if isinstance(one.value, o.Path) else function_of(one)
            if function is not None and not is_empty(function.body):
                return function
        return None

    def local_function(self, callee: o.Value, scope: Scope) -> o.Function | None:
        if isinstance(callee, o.Path) and callee.parts[1:] == ("current",):
            return self.held(callee.parts[0], scope)
        if (given := self.function_lent(callee, scope)) is not None:
            return given
        if isinstance(callee, o.Path) and len(callee.parts) == 1:
            for one in (*(scope.find(callee.parts[0]) or ()), *self.resolver.lookup(("name", "", callee.parts[0]))):
                function = function_of(one) or self.own_method(one)
                if function is not None:
                    return function
        return None

    def function_lent(self, callee: o.Value, scope: Scope) -> o.Function | None:
        """The function that the one that is read was given to run: `later(() => connect())`, where it calls `job()`."""
        seen = set[int]()  # a function may hand its own parameter to itself
        while isinstance(callee, o.Path) and len(callee.parts) == 1 and (found := scope.find(callee.parts[0])):
            parameter = id(found[0].value)
            if parameter in seen:
                return None
            if parameter not in self.lent:
                break
            seen.add(parameter)
            callee, scope = self.lent[parameter]
        if not seen:
            return None
        return callee if isinstance(callee, o.Function) else self.called(callee, scope)

    def own_method(self, one: Definition) -> o.Function | None:
        """`const { connect } = this`: a method under a name of its own."""
        part = one.value
        if not isinstance(part, o.Part) or not isinstance(part.of, o.Path) or part.of.parts != ("this",):
            return None
        key: Key = ("method", one.scope.owner, str(part.key))
        return next((found for each in self.resolver.lookup(key) if (found := function_of(each)) is not None), None)


def given_back(function: o.Function) -> o.Function | None:
    """The function that one makes and does nothing but give back: `connect = () => async (dispatch) => { ... }`."""
    end = function.body[0] if len(function.body) == 1 else None
    made = end.value if isinstance(end, o.Return) else end
    return made if isinstance(made, o.Function) else None


def connects_when_told(function: o.Function) -> bool:
    """Whether a function connects in one that it hands over: `fetchToken { token in self.openSocket(token) }`"""
    here = {id(one) for one in flat(function.body)}
    later = [o.name_of(one.callee) for one in calls(function.body) if id(one) not in here]
    return any(says_connect(name) or says_open_socket(name) for name in later)


def is_unawaited(node: o.Statement) -> bool:
    return isinstance(node, o.Call) and o.name_of(node.callee) in UNAWAITED


def is_empty(body: o.Block) -> bool:
    return all(isinstance(one, o.String) or (isinstance(one, o.Path) and one.parts == ("pass",)) for one in body)


def backed_off(states: list[State], by: tuple[o.Value, ...]) -> list[State]:
    """What waits longer each time, as the name of what decorates or runs a function says: `@backoff.on_exception(...)`,
    `retry.Do(dial)`."""
    if not any(BACKING_OFF.intersection(words.words(written_name(one))) for one in by):
        return states
    return [state._replace(waits=Wait("growing", "", None)) for state in states]


def written_name(value: o.Value) -> str:
    """A decorator's name with that of its module: `backoff.on_exception`."""
    callee = value.callee if isinstance(value, o.Call) else value
    return "_".join(callee.parts) if isinstance(callee, o.Path) else o.name_of(callee)
