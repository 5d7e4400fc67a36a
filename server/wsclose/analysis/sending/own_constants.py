"""Constants of the file and members of its enums: which of them a code argument is, or can be."""

from collections.abc import Iterator
from typing import TypeGuard

from wsclose.analysis.resolving.members import OF_CLASS
from wsclose.analysis.resolving.scopes import Key, Scope, owners, receiver_of
from wsclose.analysis.resolving.things import Int, Own, OwnFunction
from wsclose.analysis.sending.asking import Asking
from wsclose.analysis.sending.lookups import code_in, unfrozen
from wsclose.analysis.tables import is_enum, rows_of_enum
from wsclose.syntax import outline as o


class OwnConstants(Asking):
    """Constants of the file and members of its enums."""

    def enum(self, name: str) -> o.Class | None:
        found = (one.value for one in self.resolver.lookup(("class", "", name)))
        return next((one for one in found if isinstance(one, o.Class) and is_enum(one)), None)

    def field_of_member(self, path: o.Path) -> Int | None:
        """The number that a member is made with, by whatever name it is asked for: `Goodbye.KICKED.number`."""
        if len(path.parts) < 3:
            return None
        owner, member = path.parts[-3:-1]
        for one in self.resolver.lookup(("field", owner, member)) if self.enum(owner) is not None else ():
            number = code_in(one.value) if isinstance(one.value, o.Number | o.Sequence) else None  # (4001, "Log in")
            if isinstance(number, o.Number) and number.value is not None:
                return Int(number.value, f"{owner}.{member}")
        return None

    def one_of_enum(self, path: o.Path, scope: Scope) -> frozenset[Key]:
        """The members that can be meant by a field of any of them: `kick(why: Goodbye) { close(why.code) }`, also in the
        enum itself: `close(code, text)`."""
        if len(path.parts) > 1 and path.parts[0] != "this":
            held = self.resolver.thing(o.without_last(path), scope)
            owner = held.name if isinstance(held, Own) else ""
        else:
            owner = next(owners(scope), "")
        kind = self.enum(owner) if owner else None
        if kind is None:
            return frozenset()
        if not kind.body:  # a class that is read member by member: any name stands for them all
            return frozenset({("field", owner, "")})
        return frozenset(("field", owner, row.name) for row in rows_of_enum(kind))

    def asks_member(self, callee: o.Value, scope: Scope) -> TypeGuard[o.Path]:
        """Whether a call asks a member for what it is made with: `Goodbye.KICKED.number()`, `why.getCode()`."""
        if not isinstance(callee, o.Path) or len(callee.parts) < 2:
            return False
        if self.field_of_member(callee) is not None:
            return True
        return isinstance(self.resolver.thing(callee, scope), OwnFunction | None) and bool(
            self.one_of_enum(callee, scope)
        )

    def key_of(self, path: o.Path, scope: Scope) -> Key:
        if len(path.parts) == 1:
            name = path.parts[0]
            if self.resolver.lookup(("name", "", name)):
                return ("name", "", name)
            for owner in owners(scope):
                if self.resolver.lookup(("field", owner, name)):
                    return ("field", owner, name)
            kind = "member" if self.resolver.lookup(("member", "", name)) else "name"
            return (kind, "", name)
        outer = self.resolver.lookup(("field", path.parts[-3], path.parts[-2])) if len(path.parts) > 2 else ()
        if outer and all(isinstance(unfrozen(one.value), o.Table) for one in outer):
            return ("entry", path.parts[-2], path.parts[-1])  # Session.CLOSE.IDLE
        if outer:
            return ("field", path.parts[-3], path.parts[-2])  # Codes.KICKED.number
        head = path.parts[-2]
        own = head in ("this", "self", "cls", "Self") or head in OF_CLASS or head == receiver_of(scope)
        return self.key_of_field(scope.owner if own else head, path.parts[-1])

    def key_of_field(self, owner: str, name: str) -> Key:
        """A field of a class: its own, or that of the class of this file that it is built on."""
        key: Key = ("field", owner, name)
        for on in self.resolver.extended_here(owner) if owner and not self.resolver.lookup(key) else ():
            if isinstance(on, Own) and self.resolver.lookup(("field", on.name, name)):
                return ("field", on.name, name)
        return key

    def in_module(self, path: o.Path, number: Int) -> Iterator[Key]:
        """A constant in a module within the file: `mod close_codes { const KICKED: u16 = 4001; }`."""
        key: Key = ("name", "", path.parts[-1])
        if len(path.parts) > 1 and not self.resolver.lookup(("field", path.parts[-2], path.parts[-1])):
            found = [one.value for one in self.resolver.lookup(key)]
            if len(found) == 1 and isinstance(found[0], o.Number) and found[0].value == number.value:
                yield key  # of two of that name in modules of their own it may be the other
