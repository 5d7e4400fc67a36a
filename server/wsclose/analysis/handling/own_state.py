"""Tests of a client's own state: what the handler has just set, and what was set where the connection was made."""

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.reading import Reading, Split, held_in, without_self
from wsclose.analysis.resolving.idioms import NOTHING, is_nothing
from wsclose.analysis.resolving.scopes import SELF, Scope
from wsclose.analysis.walks import flat
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

OPENED = frozenset({"open", "opened", "connected"})
EQUAL, UNEQUAL = frozenset({"==", "===", "is"}), frozenset({"!=", "!==", "is not"})
SINGLE_1006 = CodeSet(((1006, 1006),))
NONE = CodeSet(())


class OwnState(Reading):
    """Tests of a client's own state."""

    def settled(self, test: o.Value) -> Split | None:
        """A test of what the handler itself has set: `connected = false; if (!connected) ...`, `socket = null`"""
        true: bool | None = None
        if isinstance(test, o.Call):
            kept = held_in(test, "get", 0)
            return self.settled(kept) if kept is not None else None
        if isinstance(test, o.Path):
            held = self.put.get(without_self(test), ())
            true = False if held in NOTHING else {"true": True, "false": False}.get("".join(held[-1:]).lower())
        elif isinstance(test, o.Operation) and test.operator in EQUAL | UNEQUAL:
            for one, other in (test.operands, test.operands[::-1]):
                held = self.put.get(without_self(one), ()) if isinstance(one, o.Path) else ()
                if not isinstance(other, o.Path):
                    continue
                if held in NOTHING and is_nothing(other):
                    true = test.operator in EQUAL
                elif is_constant(held) and is_constant(other.parts):
                    true = (held[-1] == other.parts[-1]) == (test.operator in EQUAL)
        return None if true is None else truth(true)

    def split_kept(self, test: o.Operation, scope: Scope) -> Split | None:
        """Whether there is what was set where the connection was made, and what nothing takes back:
        `if (url != null) connect(url)`"""
        one, other = test.operands
        asked, held = (one, other) if is_nothing(other) else (other, one)
        if test.operator not in EQUAL | UNEQUAL or not isinstance(asked, o.Path) or not is_own(asked):
            return None
        if not is_nothing(held):
            return None
        given = definitions_of(asked, scope, self.resolver)
        later = [one for one in given if one.scope.function is not None]
        taken_back = any(is_nothing(one.value) for one in later)
        if taken_back or any(isinstance(one.value, o.Parameter) for one in given):
            return None
        places = [[outer.function for outer in one.scope.functions()] for one in later]
        before = [around[0] for around in places if self.own not in around]  # not by the handler, as a timer is
        return truth(test.operator in UNEQUAL) if any(id(one) in self.around for one in before if one) else None

    def split_asked(self, test: o.Call, scope: Scope, depth: int) -> Split | None:
        """A call of an own function that looks at the state of the connection, which is closed now, or at how often
        it was tried: `this.isOpen()`, `this.mayRetry()`."""
        function = self.called(test.callee, scope)
        return self.split_end(function, self.resolver.scope_of(function), depth) if function is not None else None

    def split_property(self, test: o.Value, scope: Scope, depth: int) -> Split | None:
        """The same of a property that is computed: `bool get isConnected => _channel != null`"""
        if not isinstance(test, o.Path) or not is_own(test):
            return None
        function = self.called(test, scope)
        if function is not None:
            return self.split_end(function, self.resolver.scope_of(function), depth)
        found = definitions_of(test, scope, self.resolver)
        value = found[0].value if len(found) == 1 else None
        if isinstance(value, o.Function):
            return self.split_end(value, self.resolver.scope_of(value), depth)
        ends = [one for one in flat((value,)) if isinstance(one, o.Return)] if isinstance(value, o.Opaque) else []
        end = ends[0].value if len(ends) == 1 else value  # { get { return socket != null; } }
        return self.split_state_of(end, found[0].scope, depth) if isinstance(end, o.Operation) else None

    def split_end(self, function: o.Function, scope: Scope | None, depth: int) -> Split | None:
        """What a function says that does nothing else."""
        end = function.body[0] if len(function.body) == 1 else None
        if scope is None or not isinstance(end, o.Return) or end.value is None:
            return None
        return self.split_state_of(end.value, scope, depth)

    def split_state_of(self, end: o.Value, scope: Scope, depth: int) -> Split | None:
        found = self.split(end, scope, depth + 1)
        return None if found.yes.intervals and found.no.intervals and found.guard != "limit" else found

    def split_opened(self, test: o.Value, scope: Scope) -> Split | None:
        """A flag that only the close takes back once the connection was open: without it, the connection was never there."""
        if not isinstance(test, o.Path) or not is_own(test) or not OPENED.intersection(words.words(test.parts[-1])):
            return None
        given = definitions_of(test, scope, self.resolver)
        left = [one for one in given if one.scope.function is None or one.scope.function is not self.own]
        first, *others = [o.name_of(one.value) if isinstance(one.value, o.Path) else "" for one in left] or [""]
        return Split(ALL, SINGLE_1006, "limit") if first == "false" and set(others) == {"true"} else None


def truth(true: bool) -> Split:
    return Split(ALL, NONE, "") if true else Split(NONE, ALL, "")


def is_own(path: o.Path) -> bool:
    """A name by itself, or a field of the object that it is in."""
    return len(path.parts) == 1 + (path.parts[0] in SELF)


def is_constant(parts: tuple[str, ...]) -> bool:
    """`State.DISCONNECTED`, `.disconnected`, `CLOSED`"""
    return bool(parts) and (parts[-1].isupper() or (len(parts) > 1 and (parts[0] == "." or parts[0][:1].isupper())))
