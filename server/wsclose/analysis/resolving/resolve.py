"""What a name or an expression is: follows names to their definitions, and library models from there."""

from collections.abc import Iterator, Sequence

from wsclose.analysis.resolving.annotations import Annotations
from wsclose.analysis.resolving.calling import Calling
from wsclose.analysis.resolving.evaluator import MAX_DEPTH
from wsclose.analysis.resolving.handed import Handed
from wsclose.analysis.resolving.holding import Holding
from wsclose.analysis.resolving.idioms import all_of, any_of, is_reference_made, made_of_each
from wsclose.analysis.resolving.implied import Implied
from wsclose.analysis.resolving.inheriting import Inheriting
from wsclose.analysis.resolving.members import Members
from wsclose.analysis.resolving.naming import Naming
from wsclose.analysis.resolving.putting import kept_at, of_another
from wsclose.analysis.resolving.scopes import Scope, place_of
from wsclose.analysis.resolving.things import (
    GENERIC,
    GENERIC_AT_SERVER,
    Elsewhere,
    Entries,
    Instance,
    Int,
    Many,
    ModuleOf,
    Own,
    Received,
    Text,
    Thing,
)
from wsclose.analysis.walks import tails
from wsclose.syntax import outline as o

MOST_LISTED = 8


class Resolver(Naming, Members, Annotations, Calling, Implied, Inheriting, Holding, Handed):
    """Evaluates expressions of one file in one state. `lookup` finds what other units define, and notes that it was asked."""

    def thing(self, value: o.Statement | None, scope: Scope) -> Thing:
        """What an expression is, None when that is not known."""
        if isinstance(value, o.Number):
            return Int(value.value) if value.value is not None else None
        if isinstance(value, o.String):
            return Text(value.value, value.exact)
        if value is None or self.depth > MAX_DEPTH:
            return None
        key = (id(value), id(scope))
        if key in self.memo:
            return self.memo[key][2]
        if key in self.busy:
            return None
        self.busy.add(key)
        self.depth += 1
        try:
            found = self._thing(value, scope)
        finally:
            self.depth -= 1
            self.busy.discard(key)
        self.memo[key] = (value, scope, found)
        return found

    def _thing(self, value: o.Statement, scope: Scope) -> Thing:
        match value:
            case o.Path():
                return self.path_at(value.start, value.parts, scope)
            case o.Member() if isinstance(value.of, o.Call) and o.name_of(value.of.callee) == "super":
                return self.path(("super", value.name), scope)
            case o.Member() | o.Part() if is_reference_made(value):
                return self.thing(value.of, scope)
            case o.Member():
                found = self.member(self.thing(value.of, scope), value.name)
                return found if found is not None else self.held(kept_at(value, scope), "", scope)
            case o.Call():
                found = self.together(value, scope)
                return found if found is not None else self.called(value, scope)
            case o.Awaited():
                return self.thing(value.of, scope)
            case o.Typed():
                number = self.thing(value.of, scope) if isinstance(value.of, o.Number) else None
                return number or self.annotation(value.type, scope) or self.thing(value.of, scope)
            case o.Either():
                return self.first(self.thing(option, scope) for option in value.options)
            case o.Part() if value.key == "promise" and (promised := self.deferred(value, scope)) is not None:
                return promised
            case o.Part():
                of = self.thing(value.of, scope)
                pair = isinstance(value.of, o.Element) and isinstance(value.key, int)
                if pair and (
                    isinstance(of, Many | Own | Elsewhere | Entries)
                    or (isinstance(of, Instance) and self.is_connection(of))
                ):
                    item = self.part(of, value.key) if isinstance(of, Entries) else None  # of a tuple with names
                    return (
                        item if isinstance(item, Instance) and self.is_connection(item) else of
                    )  # for id, guest in guests.items()
                return self.part(of, value.key)
            case o.Element():
                return self.element(self.thing(value.of, scope))
            case o.Entered():
                return self.entered(self.thing(value.of, scope))
            case o.Index():
                found = self.index(value, scope)
                return found if found is not None else self.held(kept_at(value, scope), "", scope)
            case o.Sequence():
                return self.listed(value, scope)
            case o.Module():
                return self.module(value.module)
            case o.Table():
                if value.type:
                    return self.annotation(value.type, scope)
                return Entries(value, scope) if value.entries else None  # {}: what it will be is put there later
            case o.Opaque() if len(value.inside) == 1 or (value.inside and isinstance(value.inside[-1], o.Class)):
                return self.thing(value.inside[0], scope)
            case o.Bind() if not value.operator:  # const socket = this.socket = new WebSocket(url)
                return self.thing(value.value, scope)
            case o.Switch() | o.If():
                return self.first(self.thing(one, scope) for one in tails((value,)))
            case o.Operation() if value.operator in ("&", "*", "<-") and len(value.operands) == 1:
                found = self.thing(value.operands[0], scope)
                return self.element(found) if value.operator == "<-" else found
        return None

    def listed(self, value: o.Sequence, scope: Scope) -> Thing:
        """Connections in a list that is written out, or all of another one: `[left, right]`, `[...sockets.values()]`"""
        things = [self.thing(item, scope) for item in value.items[: MOST_LISTED + 1]]
        if len(things) == 1 and isinstance(things[0], Many):
            return things[0]
        lines = [one for one in things if isinstance(one, Instance) and self.is_connection(one)]
        if not 0 < len(lines) == len(things) <= MOST_LISTED:
            return None
        return Many(lines[0] if all(one == lines[0] for one in lines) else GENERIC)  # [guest, upstream]

    def together(self, call: o.Call, scope: Scope) -> Thing:
        """Several connections that one call makes or waits for, or the first of what it waits for."""
        if first := any_of(call):
            return self.first(self.thing(one, scope) for one in first[:MOST_LISTED])
        listed = all_of(call)
        if listed is not None:
            return self.several(listed, scope)
        each = made_of_each(call) if self.libraries.family == "javascript" else None
        made = self.come_to(each) if each is not None else None
        return Many(made) if isinstance(made, Instance) and self.is_connection(made) else None

    def path_at(self, at: int, parts: tuple[str, ...], scope: Scope) -> Thing:
        outer, self.at = self.at, at
        try:
            return self.path(parts, scope)
        finally:
            self.at = outer

    def path(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        found = super().path(parts, scope)
        if found is None and len(parts) > 1 and parts[-1] == "clients" and self.serves_websockets(parts[:-1], scope):
            return Many(GENERIC_AT_SERVER)
        variable = parts[0] if len(parts) == 1 else ""
        if found is None:
            found = self.held(place_of(parts, scope) or of_another(parts), variable, scope)
        return found if found is not None else self.of_several(parts, scope)

    def first(self, found: Iterator[Thing]) -> Thing:
        """The first that says something; a sure one before a likely one, a code before an event that has one, and any before a module that is not known."""
        best: Thing = None
        event: Thing = None
        module: Thing = None
        entries: Thing = None
        for thing in found:
            if thing is None:
                continue
            if entries is not None and not (isinstance(thing, Instance) and self.is_connection(thing)):
                continue
            if isinstance(thing, Entries) and best is None:
                entries = thing  # line = { close() {} } until it is opened
                continue
            if isinstance(thing, Instance) and not thing.type.connection and "code" in thing.type.fields.values():
                event = event or thing  # typeof event === "number" ? event : event.code
            elif isinstance(thing, ModuleOf) and not thing.libraries:
                module = module or thing  # inBrowser ? require("./browser_socket") : require("ws")
            elif not (isinstance(thing, Instance | Received) and not thing.sure):
                return thing if event is None or isinstance(thing, Received) else event
            else:
                best = best or thing
        return event or best or entries or module

    def scope_of(self, function: o.Function) -> Scope | None:
        """The scope of a function of this file; set by the analysis that knows the units."""
        return None

    def functions_of(self, owner: str) -> Sequence[tuple[o.Function, Scope]]:
        """The functions in a class of this file; set by the analysis that knows the units."""
        return ()
