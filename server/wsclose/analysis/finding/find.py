"""Walks one unit and finds its facts."""

from functools import partial
from itertools import islice

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty, Fact, UnitFacts
from wsclose.analysis.finding import around
from wsclose.analysis.finding.arguments import Arguments
from wsclose.analysis.finding.close_calls import CloseCalls
from wsclose.analysis.finding.definitions import Definitions
from wsclose.analysis.finding.implied_members import given_back_with_reason, given_in_full, is_implied, taken
from wsclose.analysis.finding.mocks import expects
from wsclose.analysis.finding.narrowing import FRAME_KINDS, OF_KIND, found_closed, made_sure
from wsclose.analysis.finding.surroundings import asked_for_reason
from wsclose.analysis.finding.switches import Switches
from wsclose.analysis.finding.watching import BESIDE, READS, Watching, asks
from wsclose.analysis.handling.resubscribing import HOOK, OPERATORS, PIPE
from wsclose.analysis.handling.scheduling import job_of, period_of, repeats, woken
from wsclose.analysis.resolving.conversions import CONVERSIONS
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Elsewhere, Foreign, Instance, OwnFunction, Received
from wsclose.analysis.sending.frames import FORWARD
from wsclose.analysis.sending.sent_numbers import is_failure
from wsclose.analysis.walks import flat
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

CANCELLED = frozenset(
    {
        "CancelledError",
        "CancellationException",
        "CancellationError",
        "OperationCanceledException",
        "TaskCanceledException",
        "InterruptedException",
        "KeyboardInterrupt",
    }
)
"""Exceptions that say that somebody has asked to stop: no failure."""

MOST_NARROWED = 50  # a test may assert a thing in each of a thousand lines


class Finder(Switches, Watching, CloseCalls, Arguments, Definitions):
    """Finds the facts of one unit. `closing` describes calls; everything else is here."""

    def run(self) -> UnitFacts:
        statements, root = self.prepared.unit.statements, self.prepared.root
        if statements and self.closing.mentions:
            script = o.Function(statements[0].start, statements[-1].end, "", 0, (), statements)
            told = self.handlers.endings(script, root, self.closing.reconnects)
            loops = [one for one in flat(statements) if isinstance(one, o.Loop)]
            again = (
                one for one in told if one.reconnects and any(each.start <= one.start < each.end for each in loops)
            )
            self.facts.extend(again)
        for statement in statements:
            self.visit(statement, root, True)
        facts: list[Fact] = [*self.facts, *self.sent.values(), *self.uses.values(), *self.received.values()]
        facts.sort(key=lambda fact: getattr(fact, "start", 0))
        return UnitFacts(tuple(facts), frozenset(self.sent_names), revives=self.revives)

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
                self.beats(node, scope)
                self.alternatives(node.value, scope)
                if self.walked_before(node.value):
                    self.visit(node.target, scope)
                    return
            case o.Operation():
                self.operation(node, scope)
                if node.operator == "to" and len(node.operands) == 2:
                    self.under_text(*node.operands, scope)
                if node.operator in ("&&", "and") and len(node.operands) == 2:
                    before = len(self.narrowed)
                    self.visit(node.operands[0], scope)
                    self.narrowed.extend(found_closed(node.operands[0]))
                    self.visit(node.operands[1], scope)
                    del self.narrowed[before:]
                    return
            case o.Switch():
                self.members_of_self(node, scope)
                self.switch(node, scope)
                return
            case o.Table():
                self.table(node, scope)
                if self.closing.mentions:  # {CloseCode.IDLE: "idle", 4403: "banned"}
                    self.among_constants([one.key_value for one in node.entries if one.key_value is not None], scope)
            case o.Sequence() if len(node.items) > 2 and isinstance(node.items[0], o.Sequence):
                self.group("", tables.rows_of_pairs(node))
            case o.Sequence() if self.closing.mentions:
                self.among_constants(node.items, scope)
            case o.Try():
                self.block(node.body, scope)
                for catch in node.catches:
                    types = tuple(o.name_of(kind) for kind in catch.types)
                    self.caught_types.append(types)
                    self.inside("cancelled" if types and CANCELLED.issuperset(types) else "catch", catch.body, scope)
                    self.caught_types.pop()
                self.block(node.otherwise, scope)
                self.inside("finally", node.finally_, scope)
                return
            case o.Deferred():
                self.inside(node.kind, (node.value,), scope)
                return
            case o.If():
                before = len(self.narrowed)
                self.narrowed.extend(found_closed(node.test))
                self.visit(node.test, scope)
                failed = is_error_test(node.test)
                self.inside("error", node.then, scope) if failed else self.block(node.then, scope)
                del self.narrowed[before:]
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
                elif isinstance(node.of, o.Path) and len(node.of.parts) == 1:  # foreach (var raw in new[] { 4001 })
                    self.mention(node.of, scope)
        for child in o.children(node):
            self.visit(child, scope)

    def is_otherwise(self, callee: o.Value, scope: Scope) -> bool:
        """Whether a test around has found that something is no WebSocket: `if (line instanceof EventSource) line.close()`."""
        held = callee.parts[:-1] if isinstance(callee, o.Path) else ()
        kinds = (kind for one, key, kind in self.narrowed if key == OF_KIND and one == held)
        return any(isinstance(self.resolver.path(tuple(kind.split(".")), scope), Foreign) for kind in kinds)

    def walked_before(self, value: o.Value | None) -> bool:
        """Whether this is what another name was taken from already: `const { send, last } = useSocket(...)`."""
        while isinstance(value, o.Part):
            value = value.of
        if value is None or isinstance(value, o.Path | o.Number | o.String):
            return False
        span = (value.start, value.end)
        before = span in self.walked
        self.walked.add(span)
        return before

    def block(self, block: o.Block, scope: Scope) -> None:
        rows = tables.rows_of_assignments(block)
        for name, assigned in rows.items():
            self.group(name, assigned)
        for made, closed in around.closed_at_once(block):
            thing = self.resolver.thing(made, scope)
            if isinstance(thing, Instance) and thing.side == "client":
                self.too_early.add(id(closed))
        before = len(self.narrowed)
        if self.closing.watches:
            self.narrowed.extend((held, "", "") for held in islice(asked_for_reason(block), MOST_NARROWED))
        for place, statement in enumerate(block):
            if isinstance(statement, o.Bind):
                self.unread_error(statement, block[place + 1] if place + 1 < len(block) else None, scope)
            self.visit(statement, scope, True)
            sure = (one for one in made_sure(statement) if one[1] in ("", *FRAME_KINDS) and one not in self.narrowed)
            self.narrowed.extend(islice(sure, max(0, MOST_NARROWED - len(self.narrowed))))
        del self.narrowed[before:]

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
        if node.decorators:
            self.parametrized(node)
        self.makes_sets(node)
        self.functions.append(name)
        self.handler(node, inner)
        self.members_given_back(node.body, node.returns, inner)
        for code in given_back_with_reason(node) if self.closing.mentions else ():
            self.plausible(code)
        for parameter in node.parameters:
            self.parameter(parameter, inner, name)
        self.block(node.body, inner)
        self.functions.pop()

    def call(self, node: o.Call, scope: Scope, awaited: bool) -> None:
        name = o.name_of(node.callee)
        if any(is_implied(argument.value) for argument in node.arguments):
            called = self.callee(node, name, scope)
            if isinstance(called, OwnFunction):
                node = given_in_full(node, partial(taken, bodies=self.closing.bodies(called)))
            elif isinstance(called, Elsewhere):
                node = given_in_full(node, partial(called.file.type_taken, called.thing))
        described = self.closing.describe(node, scope)
        if described is not None and not self.is_otherwise(node.callee, scope):
            self.close_call(node, scope, awaited or described.mark is node.callee, described)  # `forward` awaits it
        else:
            self.other_call(node, name, scope)
        if not self.closing.watches and name in READS:
            self.unwatched(node, scope)
        if name in BESIDE:
            self.unheard(node, scope)
        if name in (PIPE, HOOK) or asks(node):
            self.asked_again(node, scope)
        if name in OPERATORS and self.closing.mentions:
            self.facts.extend(one for one in (self.handlers.begun_again(node, scope),) if one is not None)
        if name == FORWARD:
            self.closing.forward(node, scope)
        if self.closing.mentions and not self.revives:
            self.runs_again(node, name, scope)
        callee = node.callee
        if not isinstance(callee, o.Path):
            self.visit(callee, scope)
        elif len(callee.parts) > 1 and callee.parts[-2] in ("code", "close_code", "closeCode"):
            thing = self.resolver.path_at(callee.start, callee.parts[:-1], scope)
            if isinstance(thing, Received):
                self.note_received(callee.start, callee.last - 1, thing)
        elif (len(callee.parts) > 1 and not node.arguments and name in CONVERSIONS) or (  # codes.GoingAway.Uint16()
            len(callee.parts) > 2 and words.is_code_group(callee.parts[-3])  # CloseStatus.BAD_DATA.withReason(text)
        ):
            self.path(o.without_last(callee), scope)
        before = len(self.around)
        if expects(node):
            self.around.append("expected")
        for argument in node.arguments:
            self.visit(argument.value, scope)
        del self.around[before:]

    def runs_again(self, node: o.Call, name: str, scope: Scope) -> None:
        """A timer, or an event that has nothing to do with the connection, by which the client connects again."""
        timed = name == "setTimeout" or repeats(node)
        if timed and (job := job_of(node)) is not None:
            again = name != "setTimeout" or self.handlers.runs(job.runs, scope)
            self.revives = again and self.handlers.connects_in(job.runs, scope)
            if self.revives and job.tells:
                self.looks_again(node, job.runs, scope, period_of(node) is not None)
        elif (woke := woken(node)) is not None:
            self.revives = self.handlers.connects_in(woke, scope)


def is_error_test(test: o.Value) -> bool:
    """`err != nil`, `let Err(error) = ...`"""
    if isinstance(test, o.Opaque):
        return any(isinstance(one, o.Bind) and is_failure(one.value) for one in test.inside)
    return (
        isinstance(test, o.Operation)
        and test.operator in ("!=", "!==")
        and any(isinstance(x, o.Path) and x.parts[-1].lower().endswith(("err", "error")) for x in test.operands)
        and any(isinstance(x, o.Path) and x.parts == ("nil",) for x in test.operands)
    )
