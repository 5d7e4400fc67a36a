"""Codes that are kept until somebody asks for them: in a future, an atomic number, a queue."""

from wsclose.analysis import words
from wsclose.analysis.finding.surroundings import Surroundings
from wsclose.analysis.resolving.calling import BOUNDED
from wsclose.analysis.resolving.conversions import CONVERSIONS
from wsclose.analysis.resolving.scopes import SELF, Definition, Scope
from wsclose.analysis.resolving.things import Own
from wsclose.syntax import outline as o

HELD = frozenset({"get", "load", "Load", "await", "join"})
"""What gives a value that is held for other threads, or that is still to come."""

TAKEN = HELD | {"take", "poll", "remove", "receive", "pop", "shift", "first", "last", "get_nowait", "Take", "Dequeue"}
"""What gives a value that was put somewhere."""

OF_FUTURE = frozenset({"Task", "Result", "promise", "future"})
"""Properties that stand for what was put somewhere: .NET's `await closed.Task`, Dart's `await closed.future`"""

MOST_PUT, MOST_DEEP = 8, 4


class WaitedFor(Surroundings):
    """Codes that are kept until somebody asks for them."""

    def was_put(self, value: o.Value, scope: Scope) -> bool:
        """Whether this is what codes as received, and nothing else, are put into: `closed.complete(code)`, and then
        `closed.join()`."""
        holder = holder_of_put(value)
        found = self.put_into(holder, scope)[:MOST_PUT] if holder is not None else ()
        self.depth += 1
        try:
            return (
                bool(found)
                and self.depth < MOST_DEEP
                and all(
                    isinstance(one.value, o.Value) and self.is_code(one.value, one.scope) is not None for one in found
                )
            )
        finally:
            self.depth -= 1

    def put_into(self, holder: o.Path, scope: Scope) -> tuple[Definition, ...]:
        """What is put into a variable, or into a field of this object or of another one of a class of this file."""
        head, name = holder.parts[0], holder.parts[-1]
        bare = self.resolver.lookup(("held", "", name))
        if len(holder.parts) == 1:
            same = tuple(one for one in bare if one.scope.find(name) is scope.find(name))
            field = scope.find(name) is None and bool(scope.owner)
            return (*same, *self.resolver.lookup(("held", scope.owner, name))) if field else same
        on = self.resolver.path((head,), scope) if len(holder.parts) == 2 and head not in SELF else None
        owner = scope.owner if head in SELF else on.name if isinstance(on, Own) else ""
        if not owner or len(holder.parts) > 2:
            return ()
        within = tuple(one for one in bare if one.scope.owner == owner and one.scope.find(name) is None)
        return (*self.resolver.lookup(("held", owner, name)), *within)


def holder_of_put(value: o.Value) -> o.Path | None:
    """What is asked for what was put into it: `closed` of `closed.get(5, SECONDS)`, of `closed.Task`, of `await closed`"""
    if isinstance(value, o.Call) and isinstance(value.callee, o.Member) and value.callee.name in CONVERSIONS:
        value = value.callee.of  # closed.get(5, SECONDS).intValue()
    if isinstance(value, o.Call) and o.name_of(value.callee) in BOUNDED and value.arguments:
        value = value.arguments[0].value  # asyncio.wait_for(closed, timeout=5)
    if isinstance(value, o.Call) and o.name_of(value.callee) == "WaitAsync":
        value = o.holder_of(value.callee) or value
    if isinstance(value, o.Path):
        asked = len(value.parts) > 1 and value.parts[-1] in OF_FUTURE | TAKEN
        return o.without_last(value) if asked else value
    if not isinstance(value, o.Call) or o.name_of(value.callee) not in TAKEN or not isinstance(value.callee, o.Path):
        return None
    timed = all(not isinstance(one.value, o.String) for one in value.arguments)  # no map is asked for one of its keys
    return o.without_last(value.callee) if timed and len(value.callee.parts) > 1 else None


def is_waited_for(value: o.Value) -> bool:
    """Whether this is a close code out of what holds it: `closeCode.get()`, `closeReason.await().code`."""
    if isinstance(value, o.Call) and not value.arguments and o.name_of(value.callee) in CONVERSIONS:
        value = o.holder_of(value.callee) or value  # .code.toInt()
    is_member = isinstance(value, o.Member) and value.name in ("code", "getCode")
    of = value.of if isinstance(value, o.Member) and is_member else value
    while isinstance(of, o.Awaited | o.Typed):
        of = of.of
    held = o.holder_of(of.callee) if isinstance(of, o.Call) and o.name_of(of.callee) in HELD else None
    if held is None:
        return False
    return words.is_closing_name(o.name_of(held)) if is_member else words.is_code_name(o.name_of(held))
