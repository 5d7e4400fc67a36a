"""Runs a handler's statements on every state that it can be in."""

from collections.abc import Iterator
from typing import NamedTuple

from wsclose.analysis import words
from wsclose.analysis.facts import Effect, HandlerArm
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.conditions import goes_down
from wsclose.analysis.handling.loops import in_turn
from wsclose.analysis.handling.reading import (
    CONNECTING,
    MAX_STATES,
    START,
    Jumps,
    Reading,
    Split,
    State,
    Wait,
    all_plain,
    as_before,
    changes_page,
    longer,
    merged,
    narrowed,
    put_by,
    root_of,
    says_connect,
    with_effect,
    without_self,
)
from wsclose.analysis.handling.spelling import field_of
from wsclose.analysis.handling.which_handlers import event_named
from wsclose.analysis.resolving.idioms import ends_process, is_nothing
from wsclose.analysis.resolving.scopes import SELF, Scope, Site
from wsclose.analysis.resolving.things import OwnFunction
from wsclose.analysis.walks import flat
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o


class Level(NamedTuple):
    """What is left of a block to run, and the loop that it is the body of."""

    block: o.Block
    loop: o.Loop | None
    always: bool = False  # whether it also runs where what is within it has returned: a `finally`


class Outcomes(Reading):
    """Runs a handler's statements on every state that it can be in."""

    def arms(self, body: o.Block, scope: Scope) -> tuple[HandlerArm, ...]:
        return self.arms_from((Level(body, None),), scope)

    def arms_from(self, levels: tuple[Level, ...], scope: Scope, at_last: o.Block = ()) -> tuple[HandlerArm, ...]:
        """What happens in a block, then in what is left of those around it, and when the function is left."""
        self.begin(scope)
        ended: list[State] = []
        rounds: list[State] = []
        states = [START]
        for level in levels:
            if level.always and ended:
                returned: list[State] = []
                ended[:] = [*self.block(level.block, scope, merged(ended), returned), *returned]
            states = self.block(level.block, scope, states, ended)
            if level.loop is not None:
                again = [*states, *self.jumps.over]
                if connects_by_name(level.loop):
                    again = [with_effect(state, Effect("unknown", 0, 0)) for state in again]
                rounds.extend(again)
                states, self.jumps = self.jumps.out, Jumps([], [])
                self.failed = ""
        left = [*states, *ended, *self.jumps.out, *self.jumps.over]
        if at_last:
            ended = []
            left = [*self.block(at_last, scope, merged(left), ended), *ended]
        states = merged([*left, *rounds])
        if self.lost or len(states) > MAX_STATES:
            return (HandlerArm(ALL, "unknown", (Effect("unknown", 0, 0),)),)
        return tuple(HandlerArm(state.codes, state.guard, state.effects) for state in states)

    def begin(self, scope: Scope) -> None:
        """Forgets what was read before."""
        self.looked = self.single = self.lost = False
        self.job, self.runs_done = None, 0
        self.place, self.depth, self.reading = None, 0, []
        self.jumps, self.root, self.done = Jumps([], []), root_of(scope), []
        self.own, self.put = scope.function, {}
        sites = tuple(self.resolver.sites(scope))
        self.heard = {name: values for site in sites for name, values in heard_on(site)}
        told = (o.holder_of(site.call.callee if site.call is not None else site.target) for site in sites)
        self.ended = frozenset(filter(None, map(field_of, told)))
        self.event = next(filter(None, map(event_named, sites)), "")
        places = (scope, *(site.scope for site in sites))  # where it stands, and is handed on by name
        self.around = {id(outer.function) for place in places for outer in place.functions()}

    def block(self, block: o.Block, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """Runs a block on every state; states that return go to `ended`. Returns those that fall out of its end."""
        for statement in block:
            if not states:
                break
            if len(states) + len(ended) > MAX_STATES:
                states, ended[:] = merged(states), merged(ended)
            if len(states) + len(ended) > MAX_STATES:
                self.lost = True
                return states[:1]
            states = self.statement(statement, scope, states, ended)
        return states

    def statement(self, node: o.Statement, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        match node:
            case o.If():
                return self.branch(node.test, node.then, node.otherwise, scope, states, ended)
            case o.Switch():
                return self.switch(node, scope, states, ended)
            case o.Path():
                return self.bare(node, scope, states, ended)
            case o.Return():
                if isinstance(node.value, o.Path):
                    states = self.bare(node.value, scope, states, ended)
                elif node.value is not None:
                    states = self.value(node.value, scope, states, ended)
                if (
                    self.failed and not self.depth and node.value is not None and not is_nothing(node.value)
                ):  # an error that is returned is the caller's
                    states = [with_effect(state, self.effect("forward", node)) for state in states]
                ended.extend(states)
                return []
            case o.Raise():
                ended.extend(with_effect(state, self.effect("forward", node)) for state in states)
                return []
            case o.Jump():
                (self.jumps.out if node.kind == "break" else self.jumps.over).extend(states)
                return []
            case o.Try():
                failed = tuple(one for catch in node.catches for one in catch.body)
                states = self.patient(states, failed, scope)
                states = self.block(node.body, scope, states, ended)  # what else an exception would do is left aside
                states = self.block(node.otherwise, scope, states, ended)
                return self.block(node.finally_, scope, states, ended)
            case o.Loop():
                around, self.jumps = self.jumps, Jumps([], [])
                states = self.patient(states, node.body, scope)
                once = self.block(in_turn(node), scope, states, ended)
                once, self.jumps = merged([*once, *self.jumps.out, *self.jumps.over]), around
                steps = "none" if reconnects(once) else delays.rounds(node, scope, self.resolver)
                if steps != "none":
                    once = [state._replace(waits=longer(Wait(steps, "", None), state.waits)) for state in once]
                return once or states
            case o.Bind():
                self.remember(node, states)
                if (beat := self.beat(node, scope)) is not None:
                    return self.timer(node, beat, scope, states)
                if o.name_of(node.target) in ("onclose", "onerror") and isinstance(node.value, o.Path):
                    self.single = True  # `socket.onclose = null`: the other handler is taken off
                moved = changes_page(node.target) and not node.declares
                if moved or self.is_waited_for(node, scope) or self.is_kept(node):
                    return [with_effect(state, self.effect("unknown", node)) for state in states]
                after = self.value(node.value, scope, states, ended) if node.value is not None else states
                return self.watchers(node, scope, after)
            case o.Function() | o.Class() | o.Import():
                return states
            case o.Deferred():
                return self.value(node.value, scope, states, ended)
            case o.Call() if (kept := put_by(node)) is not None:
                self.remember(o.Bind(node.start, node.end, *kept), states)
            case o.Call() if ends_process(node) and not isinstance(
                self.resolver.thing(node.callee, scope), OwnFunction
            ):
                ended.extend(self.value(node, scope, states, ended))
                return []
        return self.value(node, scope, states, ended)

    def remember(self, node: o.Bind, states: list[State]) -> None:
        """What a handler sets whatever the code is: `connected = false`, which it remains when set so once more."""
        if isinstance(node.target, o.Path):
            name, value = without_self(node.target), node.value.parts if isinstance(node.value, o.Path) else ()
            always = all(not state.guard and state.codes == ALL for state in states)
            self.put[name] = value if self.put.get(name, value if always else ()) == value else ()

    def patient(self, states: list[State], again: o.Block, scope: Scope) -> list[State]:
        """The states before what is tried again, where `again`, which runs between two attempts, waits longer each
        time, or may: trying at once the first time is fine."""
        kinds = {delays.classify(delay, scope, self.resolver) for _, delay in delays.sleeps_in(again)}
        pause = next((kind for kind in ("growing", "unknown") if kind in kinds), "")
        return [state._replace(waits=Wait(pause, "", None)) for state in states] if pause else states

    def bare(self, node: o.Path, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        """A name by itself: where calls need no parentheses, it is one if it is that of a function."""
        name = node.parts[0]
        known = scope.find(name) or self.resolver.lookup(("name", "", name))
        said = not known and bool(CONNECTING.intersection(words.words(name)[:1]))  # that of a base class
        if len(node.parts) == 1 and (said or isinstance(self.resolver.thing(node, scope), OwnFunction)):
            return self.value(o.Call(node.start, node.end, node, ()), scope, states, ended)
        return states

    def is_kept(self, node: o.Bind) -> bool:
        """`self.failure = error`, `*ended.borrow_mut() = true`: somebody else looks at it."""
        target, value = node.target, node.value
        if isinstance(target, o.Call):
            return True
        kept = isinstance(target, o.Path) and len(target.parts) > 1 and isinstance(value, o.Path)
        return kept and isinstance(value, o.Path) and value.parts == (self.caught_as,)

    def is_waited_for(self, node: o.Bind, scope: Scope) -> bool:
        """`closed = true`, a variable of the function around: that function looks whether it is time to go on."""
        target, around = node.target, scope.parent
        if node.declares or not isinstance(target, o.Path) or len(target.parts) > 1 or around is None:
            return False
        truth = isinstance(node.value, o.Path) and node.value.parts[-1].lower() == "true"
        return truth and around.function is not None and target.parts[0] in around.names

    def branch(
        self, test: o.Value, then: o.Block, otherwise: o.Block, scope: Scope, states: list[State], ended: list[State]
    ) -> list[State]:
        for _, delay in delays.sleeps_in((test,)):  # if not stopped.wait(timeout=delay):
            wait = self.wait(delay, scope)
            states = [state._replace(waits=longer(wait, state.waits)) for state in states]
        split = self.split(test, scope)
        if split.guard == "unknown" and self.goes_once(test, then, scope):
            split = Split(ALL, ALL, "", True)
        if split.locked:
            self.single = True
        if split.guard in ("unknown", "flag"):
            asked = self.value(test, scope, states, ended)
            tries = split.guard == "flag" and reconnects(asked) and not reconnects(states)
            if tries:
                split = split._replace(guard="")  # if client.open() == nil { return }
            states = asked if tries or split.guard == "unknown" else states
        if goes_down(test, scope):  # how soon it comes to the next of them, and whether the last waits, is its own
            states = [waiting_somewhere(state) for state in states]
        yes = [narrowed(state, split.yes, split.guard) for state in states]
        no = [narrowed(state, split.no, split.guard) for state in states]
        over: list[State] = []
        put, jumped = dict(self.put), len(self.jumps.out) + len(self.jumps.over)
        after_yes = self.block(then, scope, [state for state in yes if state.codes.intervals], over)
        put_by_yes, self.put = self.put, dict(put)
        after_no = self.block(otherwise, scope, [state for state in no if state.codes.intervals], over)
        self.put = {**put_by_yes, **self.put}
        if not split.locked and split.yes.intervals and split.no.intervals:
            self.unsettle(put)
        if not over and all_plain(after_yes, states) and all_plain(after_no, states):
            return states  # neither branch does anything that counts
        if split.locked and not after_yes and all_plain(over, states):
            return after_no  # `if (reconnecting) return`: somebody else is at it already
        if split.locked and reconnects(after_yes) and all_plain(after_no, states):
            ended.extend(over)
            return after_yes  # `if (!timer) { timer = setTimeout(connect, 1000); }`
        ended.extend(over)
        goes_on = after_yes and after_no and not over and len(self.jumps.out) + len(self.jumps.over) == jumped
        return as_before([*after_yes, *after_no], states) if goes_on else [*after_yes, *after_no]

    def unsettle(self, before: dict[tuple[str, ...], tuple[str, ...]]) -> None:
        """After branches of which one is taken: what is set in one alone is not sure."""
        self.put = {name: value if before.get(name) == value else () for name, value in self.put.items()}

    def goes_once(self, test: o.Value, then: o.Block, scope: Scope) -> bool:
        """`if (!rejoined) { rejoined = true; ... }`, which nothing else sets: whichever handler comes first does it."""
        asked = test.operands[0] if isinstance(test, o.Operation) and test.operator in ("!", "not") else None
        if not isinstance(asked, o.Path) or not any(is_set(one, asked) for one in then):
            return False
        given = [one.value for one in definitions_of(asked, scope, self.resolver)]
        return [o.name_of(value).lower() for value in given if isinstance(value, o.Path)].count("true") == 1

    def arm_told(self, node: o.Switch, scope: Scope) -> o.Arm | None:
        """The arm for what the call that is followed has given: `this.handle("close", event)`, and `switch (type)` there."""
        name = node.subject.parts[0] if isinstance(node.subject, o.Path) and len(node.subject.parts) == 1 else ""
        found = scope.find(name) or () if name else ()
        told = self.lent.get(id(found[0].value)) if len(found) == 1 else None
        said = constant_said(told[0]) if told is not None else None
        named = [constant_said(one) for arm in node.arms for one in arm.patterns]
        alike = bool(said) and all(one and one[:-1] == (said or one)[:-1] for one in named)
        arms = [arm for arm in node.arms if alike and said in [constant_said(one) for one in arm.patterns]]
        arms = arms or [arm for arm in node.arms if alike and not arm.patterns]
        only = arms[0] if len(arms) == 1 and arms[0].guard is None else None
        ends = only is not None and (only is node.arms[-1] or leaves(only.body) or not only.falls_through)
        return only if ends else None

    def switch(self, node: o.Switch, scope: Scope, states: list[State], ended: list[State]) -> list[State]:
        if (told := self.arm_told(node, scope)) is not None:
            return self.block(tuple(one for one in told.body if not isinstance(one, o.Jump)), scope, states, ended)
        if (run := self.run_when_closed(node, scope)) is not None:
            return self.block(run, scope, states, ended)
        coded = node.subject is not None and self.is_code(node.subject, scope) is not None
        if coded:
            self.looked = True
        left = ALL
        after: list[State] = []
        pending: CodeSet | None = None
        chosen = goes_on_at(node)
        guard = "" if coded else "unknown"
        machine = not coded and isinstance(node.subject, o.Path) and node.subject.parts[0] in SELF
        before, put = dict(self.put), dict(self.put)
        for arm in node.arms:
            codes = left if not arm.patterns else self.numbers(arm.patterns, scope) if coded else None
            if codes is None:
                guard = "unknown"
            here = left if codes is None else codes.intersection(left)
            left = left if codes is None else left.without(codes)
            here = here.union(pending) if pending is not None else here
            pending = here if arm.falls_through and not leaves(arm.body) else None
            if pending is not None and not arm.body:
                continue
            over: list[State] = []
            self.put = dict(before)
            entered = [narrowed(state, here, "" if arm is chosen else guard) for state in states]
            for _, delay in delays.sleeps_in(arm.patterns):  # case <-time.After(delay):
                wait = self.wait(delay, scope)
                entered = [state._replace(waits=longer(wait, state.waits)) for state in entered]
            if machine:
                entered = [waiting_somewhere(state) for state in entered]
            falling = self.block(
                tuple(s for s in arm.body if not isinstance(s, o.Jump)),
                scope,
                [s for s in entered if s.codes.intervals],
                over,
            )
            ended.extend(over)
            after.extend(falling)
            put.update(self.put)
        self.put = put
        self.unsettle(before)
        if left.intervals and not waits_for_one(node):
            after.extend(narrowed(state, left, guard) for state in states if state.codes.intersection(left).intervals)
        return after


def constant_said(value: o.Value) -> tuple[str, ...]:
    """What is the same wherever it is written: a text, a member of an enum."""
    if isinstance(value, o.String):
        return (value.value,) if value.exact else ()
    return value.parts if isinstance(value, o.Path) and value.parts[0][:1].isupper() and value.parts[1:] else ()


def waits_for_one(node: o.Switch) -> bool:
    """Whether a switch waits until one of its arms can go on: `select { case <-done: ... case <-time.After(wait): ... }`"""
    heard = (one.operator == "<-" for arm in node.arms for one in arm.patterns if isinstance(one, o.Operation))
    return node.subject is None and any(heard)


def goes_on_at(node: o.Switch) -> o.Arm | None:
    """The arm of such a switch after which alone a function goes on."""
    staying = [arm for arm in node.arms if not leaves(arm.body)] if waits_for_one(node) else []
    return staying[0] if len(staying) == 1 else None


def heard_on(site: Site) -> Iterator[tuple[str, tuple[o.Value, ...]]]:
    """The variable that a handler is set on at this place, and what that was set to."""
    holder = o.holder_of(site.call.callee if site.call is not None else site.target)
    if isinstance(holder, o.Path) and len(holder.parts) == 1:
        given = site.scope.find(holder.parts[0]) or ()
        yield holder.parts[0], tuple(one.value for one in given if isinstance(one.value, o.Value))


def reconnects(states: list[State]) -> bool:
    return any(effect.kind == "reconnect" for state in states for effect in state.effects)


def is_set(statement: o.Statement, path: o.Path) -> bool:
    """`path = true`"""
    if not isinstance(statement, o.Bind) or not isinstance(statement.target, o.Path):
        return False
    return statement.target.parts == path.parts and o.name_of(statement.value).lower() == "true"


def waiting_somewhere(state: State) -> State:
    """In an arm of a state machine: which states come before this one, and how long they take, is not known."""
    return state._replace(waits=Wait("unknown", "", None)) if state.waits.kind == "none" else state


def connects_by_name(loop: o.Loop) -> bool:
    """Whether something in a loop connects, by its name: the next time round there may be another connection."""
    return any(isinstance(one, o.Call) and says_connect(o.name_of(one.callee)) for one in flat(loop.body))


def tried(after: list[State], before: list[State]) -> list[State]:
    """A function that connects by its name, or has set the handler, does so again; that it may find a connection there already does not matter."""
    guards = {state.guard for state in before}
    connected = [state for state in after if any(effect.kind == "reconnect" for effect in state.effects)]
    if not connected or len(guards) > 1 or any(state.guard == "flag" for state in after if state.guard not in guards):
        return after
    return merged([state._replace(guard=before[0].guard) for state in connected])


def leaves(block: o.Block) -> bool:
    """Whether an arm ends with a jump, a return or a throw."""
    return bool(block) and isinstance(block[-1], o.Jump | o.Return | o.Raise)
