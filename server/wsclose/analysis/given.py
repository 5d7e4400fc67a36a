"""Codes that are given away by what a call is named: mocks and their assertions, made-up close events, exceptions."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty
from wsclose.analysis.notes import Notes
from wsclose.analysis.scopes import Scope
from wsclose.analysis.things import Entries, OwnFunction
from wsclose.syntax import outline as o


class Given(Notes):
    """Codes that are given away by what a call is named."""

    def given_away(self, node: o.Call, name: str, scope: Scope) -> None:
        """Notes the codes among the arguments of a call that closes nothing by itself."""
        if not self.closing.mentions:
            return
        if self.asks_for_close(node, name):
            self.asked_for(node, scope)
        elif name == "toHaveProperty" and len(node.arguments) == 2:
            self.has_property(node)
        elif words.is_closing_name(name):
            if name[:1].isupper() and words.is_close_told(name) and node.arguments:
                self.plausible(node.arguments[0].value)
            for argument in node.arguments:
                self.event_given(argument.value, scope)

    def asks_for_close(self, node: o.Call, name: str) -> bool:
        """`ws.close.assert_called_with(4001)`, `expect(ws.close).toHaveBeenCalledWith(4001, "gone")`."""
        said = words.words(name)
        if not {"called", "awaited"}.intersection(said) or said[-1] != "with":
            return False
        return any(words.is_closing_name(o.name_of(each)) for each in subjects(node))

    def asked_for(self, node: o.Call, scope: Scope) -> None:
        for place, argument in enumerate(node.arguments):
            coded = words.is_code_name(argument.name) or argument.name == "code" or (place == 0 and not argument.name)
            if coded and self.numeric(argument.value, scope) is not None:
                self.mention(argument.value, scope)
            self.event_given(argument.value, scope)

    def has_property(self, node: o.Call) -> None:
        """`expect(closeEvent).toHaveProperty("code", 1000)`"""
        named, number = (argument.value for argument in node.arguments)
        coded = isinstance(named, o.String) and named.value == "code"
        if coded and any(words.is_closing_name(o.name_of(each)) for each in subjects(node)):
            self.plausible(number)

    def event_given(self, value: o.Value, scope: Scope) -> None:
        """`socket.onClose({ code: 1006 })`, also where the object has a name."""
        thing = self.resolver.thing(value, scope) if isinstance(value, o.Path) else None
        table = thing.table if isinstance(thing, Entries) else value
        if not isinstance(table, o.Table) or (table is not value and not self.is_here(value, table, scope)):
            return
        for entry in table.entries:
            if entry.key == "code":
                self.plausible(entry.value)

    def is_here(self, value: o.Value, table: o.Table, scope: Scope) -> bool:
        """Whether an object that has a name is written in this unit."""
        found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
        return any(one.value is table for one in found or ())

    def plausible(self, value: o.Value) -> None:
        if isinstance(value, o.Number) and words.plausible(value.value):
            self.use(value, "mentioned", Certainty.LIKELY)

    def takes_code(self, callee: OwnFunction, place: int) -> bool:
        """Whether an own function's parameter is a close code by its name, beside a reason."""
        for body in self.closing.bodies(callee):
            given = [words.words(parameter.name) for parameter in body.parameters]
            if place < len(given) and given[place][-1:] == ("code",):
                return any("reason" in said for said in given)
        return False


def subjects(node: o.Call) -> Iterator[o.Value]:
    """What an assertion speaks of: `ws.close` of `ws.close.assert_called()` and of `expect(ws.close).toHaveBeenCalled()`."""
    callee: o.Value = node.callee
    if isinstance(callee, o.Path) and len(callee.parts) > 1:
        yield o.Path(callee.start, callee.last, callee.parts[:-1], callee.start)
    while isinstance(callee, o.Member):
        callee = callee.of
    if isinstance(callee, o.Call):
        for argument in callee.arguments:
            yield argument.value
