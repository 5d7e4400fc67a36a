"""Codes that are given away by what a call is named: mocks and their assertions, made-up close events, exceptions."""

from collections.abc import Iterator, Sequence

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty
from wsclose.analysis.finding.mocks import (
    asked_by_calls,
    calls_in,
    chained,
    matched,
    of_calls,
    parts_of,
    spied,
    subjects,
)
from wsclose.analysis.finding.notes import alternatives
from wsclose.analysis.finding.surroundings import CALLED, KEPT, keeps_closes
from wsclose.analysis.finding.tested_with import TestedWith
from wsclose.analysis.resolving.conversions import stands_for_closes
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, is_of_base
from wsclose.analysis.resolving.scopes import Scope, function_of, owners
from wsclose.analysis.resolving.things import Entries, Many, Received, Several
from wsclose.analysis.walks import tails
from wsclose.syntax import outline as o

EMITTING = frozenset({"emit", "dispatchEvent", "trigger", "fire", "publish"})


class Given(TestedWith):
    """Codes that are given away by what a call is named."""

    def given_away(self, node: o.Call, name: str, scope: Scope) -> None:
        """Notes the codes among the arguments of a call that closes nothing by itself."""
        asked = self.asks_for_close(node, name, scope)
        if not self.closing.mentions:
            if asked and self.closing.shape(node, scope) >= 3 and not self.speaks_of_other(node):
                self.asked_for(node, scope)
            return
        if isinstance(node.callee, o.Call) and o.name_of(node.callee.callee) == "each":
            self.run_with_each(node, scope)
        self.code_with_reason(node, scope)
        self.made_of_number(node, name, scope)
        self.beside_constant(node, scope)
        self.raised(node, name, scope)
        if asked:
            self.asked_for(node, scope)
        elif node.arguments and asked_by_calls(node):
            for call in calls_in(node.arguments[0].value):
                self.asked_for(call, scope)
        elif name == "get" and len(node.arguments) == 2 and self.is_code(node, scope) is not None:
            self.plausible(node.arguments[1].value)  # event.get("code", 1005)
        elif name == "toHaveProperty" and len(node.arguments) == 2:
            self.has_property(node)
        elif name in RETURNING and node.arguments and any(is_code_asked(each) for each in subjects(node)):
            self.plausible(node.arguments[0].value)
        elif name in NAMING and len(node.arguments) == 2 and is_code_asked(node.arguments[0].value):
            given = node.arguments[1].value
            for value in tails(given.body) if isinstance(given, o.Function) else ():
                self.plausible(value)
        elif words.is_closing_name(name) or emits_close(node, name):
            for argument in node.arguments:
                self.event_given(argument.value, scope)

    def code_with_reason(self, node: o.Call, scope: Scope) -> None:
        """`double(code: 1005, reason: "idle")`, `new() { Code = 4001, Reason = "idle" }`: whatever is made, it stands for a
        close."""
        named = {argument.name.lower(): argument.value for argument in node.arguments if argument.name}
        if {"code", "reason"} <= named.keys() and self.numeric(named["code"], scope) is not None:
            self.mention(named["code"], scope)

    def made_of_number(self, node: o.Call, name: str, scope: Scope) -> None:
        """`CloseCode(rawValue: 4001)`, `CloseCode.fromId(4001)`, `CloseCode::Other(4001)`, `Self(4001)` within it: whatever
        becomes of it, it is a close code, also one that nobody may use."""
        name = next(owners(scope), "") if name == "Self" else name
        number = node.arguments[0].value if len(node.arguments) == 1 else None
        of_type = words.words(name)[:1] in (("from",), ("init",)) or (name[:1].isupper() and not tables.says_time(name))
        holder = o.name_of(o.holder_of(node.callee)) if of_type else ""
        if not isinstance(number, o.Number):
            typed = words.is_code_type(holder) or words.is_code_type(name)
            if isinstance(number, o.Path) and len(number.parts) == 1 and typed:
                self.mention(number, scope)  # a variable: let written = 1008; CloseCode::from(written)
        elif words.is_code_type(holder) or words.is_code_type(name):
            if 1000 <= (number.value or 0) <= 4999:
                self.use(number, "mentioned", Certainty.LIKELY)
        elif words.is_code_group(name) or self.closing.converts(node.callee, scope):
            self.plausible(number)

    def beside_constant(self, node: o.Call, scope: Scope) -> None:
        """`Arguments.of(1001, CloseStatus.GOING_AWAY)`: the number that a constant stands for, beside it."""
        numbers = [one.value for one in node.arguments if isinstance(one.value, o.Number)]
        for one in node.arguments if numbers else ():
            found = (
                self.constant(one.value, scope) if isinstance(one.value, o.Path) and len(one.value.parts) > 1 else None
            )
            for number in numbers if found is not None else ():
                if found is not None and number.value == found[0]:
                    self.plausible(number)

    def among_constants(self, items: Sequence[o.Value], scope: Scope) -> None:
        """`[4403, CloseCodes.IDLE]`: what a list of close codes has besides constants"""
        numbers = [one for one in items if isinstance(one, o.Number)]
        named = (one for one in items if isinstance(one, o.Path) and len(one.parts) > 1)
        if numbers and any(self.constant(one, scope) is not None for one in named):
            for number in numbers:
                self.plausible(number)

    def raised(self, node: o.Call, name: str, scope: Scope) -> None:
        """`raise WebSocketError(4001, "kicked")`, `super().__init__(1008, "rude")` in a class that extends that one.

        Which argument is the code, the constructor's parameters say; where they are not at hand, it is the first.
        """
        every = (
            (place, one.name, each) for place, one in enumerate(node.arguments) for each in alternatives(one.value)
        )
        given = [one for one in every if is_constant(one[2])]
        for kind in self.made_here(node, name, scope) if given else ():
            taken = self.taken_by(kind, len(node.arguments))
            closes = words.is_close_told(kind) or (self.closing.mentions and stands_for_closes(self.resolver, kind))
            for place, said, value in given:
                if taken is None:
                    if not place and not said and closes:
                        self.plausible(value)
                    continue
                named = said or "".join(taken[place : place + 1])
                coded = words.is_code_name(named) or (named.lower() == "code" and closes)
                if coded and self.numeric(value, scope) is not None:
                    self.mention(value, scope)

    def made_here(self, node: o.Call, name: str, scope: Scope) -> Iterator[str]:
        """The names of the classes that a call makes an instance of, or of which it makes its own what they are."""
        if name[:1].isupper():
            yield name
        elif is_of_base(node.callee) and self.functions and self.functions[-1] in (*CONSTRUCTORS, scope.owner):
            for one in self.resolver.lookup(("class", "", scope.owner)) if scope.owner else ():
                for base in one.value.bases if isinstance(one.value, o.Class) else ():
                    yield base.rpartition(".")[2]

    def taken_by(self, kind: str, given: int) -> list[str] | None:
        """The names of what the constructor of a class of this file takes, of several the one that takes so much."""
        made = (one for name in (*CONSTRUCTORS, kind) for one in self.resolver.lookup(("method", kind, name)))
        taken = [[each.name for each in body.parameters] for one in made if (body := function_of(one)) is not None]
        return next((names for names in taken if len(names) == given), taken[0] if taken else None)

    def asks_for_close(self, node: o.Call, name: str, scope: Scope) -> bool:
        """`ws.close.assert_called_with(4001)`, `expect(ws.close).toHaveBeenCalledWith(4001, "gone")`."""
        said = words.words(name)
        if name in ("with", "withArgs"):  # receive(:close).with(4001), method("close")->with(4001)
            return any(isinstance(each, o.String) and words.is_closing_name(each.value) for each in chained(node))
        if not {"called", "awaited"}.intersection(said) or said[-1] not in ("with", "exactly"):
            return False
        given = asserted_of(node)
        asked = subjects(node) if given is None else given
        return any(words.is_closing_name(o.name_of(each)) or self.spies_on_close(each, scope) for each in asked)

    def speaks_of_other(self, node: o.Call) -> bool:
        """Whether an assertion is one of something that is no connection, as its name says: `modal.close.assert_called_with(...)`."""
        holders = (words.words(o.name_of(o.holder_of(each))) for each in subjects(node))
        return any(self.closing.libraries.foreign_words.intersection(said) for said in holders)

    def spies_on_close(self, spy: o.Value, scope: Scope) -> bool:
        """`const spy = vi.spyOn(line, "close")`, `line.on("close", spy)`"""
        if not isinstance(spy, o.Path) or len(spy.parts) > 1:
            return False
        for handed in self.resolver.lookup(("passed", "", spy.parts[0])):
            site = handed.scope.site
            event = site.call.arguments[0].value if site is not None and site.call is not None else None
            if site is not None and site.argument == "1" and isinstance(event, o.String) and event.value == "close":
                return True
        for one in scope.find(spy.parts[0]) or self.resolver.lookup(("name", "", spy.parts[0])):
            given = one.value.arguments if isinstance(one.value, o.Call) else ()
            if any(isinstance(each.value, o.String) and words.is_closing_name(each.value.value) for each in given):
                return True
        return False

    def asked_for(self, node: o.Call, scope: Scope) -> None:
        name = o.name_of(node.callee)
        # expect(ws.close).toHaveBeenNthCalledWith(1, 4001), sinon.assert.calledWith(ws.close, 4001)
        counted = "Nth" in name or asserted_of(node) is not None
        for place, argument in enumerate(node.arguments):
            positional = not argument.name and (place == counted or name == "with")
            coded = words.is_code_name(argument.name) or argument.name == "code" or positional
            for value in matched(argument.value) if coded else ():
                if self.numeric(value, scope) is not None:
                    self.mention(value, scope)
            self.event_given(argument.value, scope)

    def called_with(self, asked: o.Value, value: o.Value, scope: Scope) -> None:
        """`assert ws.close.call_args == call(4001)`, `assert ws.close.await_args.kwargs == {"code": 4001}`"""
        for call in calls_in(value) if self.closing.mentions and of_calls(asked) else ():
            self.asked_for(call, scope)
        if not self.closing.mentions or not isinstance(asked, o.Path) or len(asked.parts) == 1:
            return
        if asked.parts[-1] in ("args", "kwargs") and of_calls(o.without_last(asked)):
            self.event_given(value, scope)
            for first in value.items[:1] if isinstance(value, o.Sequence) else ():
                self.plausible(first)

    def has_property(self, node: o.Call) -> None:
        """`expect(closeEvent).toHaveProperty("code", 1000)`"""
        named, number = (argument.value for argument in node.arguments)
        coded = isinstance(named, o.String) and named.value == "code"
        if coded and any(words.is_closing_name(o.name_of(each)) for each in subjects(node)):
            self.plausible(number)

    def event_given(self, value: o.Value, scope: Scope) -> None:
        """`socket.onClose({ code: 1006 })`, also where the object has a name."""
        value = value.of if isinstance(value, o.Typed) else value  # { code: 1006 } as CloseEvent
        if isinstance(value, o.Call) and o.name_of(value.callee) == "objectContaining" and value.arguments:
            value = value.arguments[0].value
        thing = self.resolver.thing(value, scope) if isinstance(value, o.Path) else None
        table = thing.table if isinstance(thing, Entries) else value
        if not isinstance(table, o.Table) or (table is not value and not self.is_here(value, table, scope)):
            return
        for entry in table.entries:
            for one in alternatives(entry.value) if entry.key == "code" else ():
                self.plausible(one)

    def is_here(self, value: o.Value, table: o.Table, scope: Scope) -> bool:
        """Whether an object that has a name is written in this unit."""
        found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
        return any(one.value is table for one in found or ())

    def keeps_pairs(self, value: o.Value, scope: Scope) -> bool:
        """Whether codes are kept here, each with what came beside it: `closed.push([code, reason])`."""
        kept = self.resolver.thing(value, scope)
        of = kept.of if isinstance(kept, Many) else kept
        return isinstance(of, Several) and isinstance(of.items[0], Received)

    def remembered(self, subjects: Sequence[o.Value], value: o.Value, scope: Scope) -> None:
        """`assert closed == [(1008, "idle")]`: what a test has kept of a close, its code and its reason, also where it
        asks for both by name, `assert (line.close_code, line.close_reason) == (1008, "idle")`."""
        rows = value.items if isinstance(value, o.Sequence) else ()
        for subject in subjects:
            both = subject.items if isinstance(subject, o.Sequence) and subject is not value else ()
            for one, number in zip(both, rows, strict=False) if len(both) == len(rows) else ():
                if isinstance(number, o.Number) and self.is_code(one, scope) is not None:
                    self.plausible(number)
        pairs = (
            (value, *rows)
            if rows
            and self.closing.mentions
            and any(tells_closes(one) or self.keeps_pairs(one, scope) for one in subjects)
            else ()
        )
        if self.closing.mentions and any(map(keeps_closes, subjects)):
            for number in rows or (value,):  # assert ws.closed == [1000, 1001], assert ws.closed_with == 4001
                self.plausible(number)
        asked = any(CALLED.intersection(parts_of(one.of if isinstance(one, o.Index) else one)) for one in subjects)
        for pair in pairs:
            items = pair.items if isinstance(pair, o.Sequence) else ()
            if (len(items) == 2 and isinstance(items[1], o.String)) or (len(items) == 1 and asked):
                number = items[0]
                if isinstance(number, o.Number) and words.plausible(number.value):
                    self.use(number, "mentioned", Certainty.LIKELY)


RETURNING = frozenset({"and_return", "willReturn", "andReturn", "thenReturn", "mockReturnValue"})
"""What a test calls to say what a method gives: `allow(ws).to receive(:close_code).and_return(1000)`."""
NAMING = frozenset({"let", "let!", "subject"})  # let(:close_code) { 1001 }


def is_constant(value: o.Value) -> bool:
    """Whether this may be a code by how it is written: a number, or a name in capitals."""
    return words.plausible(value.value) if isinstance(value, o.Number) else o.name_of(value).isupper()


def tells_closes(value: o.Value) -> bool:
    """Whether this is by its name what was closed, and with what: `closed`, `ws.close_calls`, `closes[0]`."""
    said = set(words.words(o.name_of(spied(value))))
    return not said.isdisjoint(words.CLOSING) and said <= words.CLOSING | KEPT


def asserted_of(node: o.Call) -> list[o.Value] | None:
    """What an assertion is given to speak of: the `ws.close` of `sinon.assert.calledWith(ws.close, 4001)`."""
    named = isinstance(node.callee, o.Path) and node.callee.parts[-2:-1] == ("assert",)
    return [argument.value for argument in node.arguments[:1]] if named else None


def is_code_asked(value: o.Value) -> bool:
    """Whether what a test asks for is a close code: by the name as a text, or by what is read."""
    if isinstance(value, o.Function):
        return any(is_code_asked(each) for each in tails(value.body))
    value = value.callee if isinstance(value, o.Call) and not value.arguments else value
    return words.is_code_name(value.value if isinstance(value, o.String) else o.name_of(value))


def emits_close(call: o.Call, name: str) -> bool:
    """Whether a call tells those who listen of a close: `line.emit("close", 1006)`."""
    event = call.arguments[0].value if name in EMITTING and call.arguments else None
    return isinstance(event, o.String) and words.is_closing_name(event.value)
