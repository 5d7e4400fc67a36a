"""Where connections are kept: what names a collection, and what puts something into it."""

from wsclose.analysis.resolving.scopes import Scope, place_of
from wsclose.syntax import outline as o

ADDING = frozenset(
    """
    add append push attach put set insert unshift offer enqueue prepend addLast addFirst Add TryAdd Push Enqueue Insert
    insertLast putIfAbsent setdefault complete SetResult TrySetResult trySend resolve set_result put_nowait appendleft
    store Store
    """.split()
)
"""What puts its last argument into a collection, or something else that keeps it."""

FILLING = ("<<", "<-")
"""Operators that do the same: Ruby's `clients << ws`, Go's `closed <- code`."""

SETTLING = "resolve"
"""Settles a promise that was made with it: `const { promise, resolve } = Promise.withResolvers()`."""

KEYED = "keyed"
"""In the place of a type: what was put somewhere has a key there, `told.put("code", code)`."""

OF_ANOTHER = "."
"""In the place of a class: whichever it is that has a collection of this name, `rooms[name].guests`."""

REFERENCES = frozenset({"current", "value"})  # what a reference holds is called so, whatever it is


def filled_by(call: o.Call) -> o.Value | None:
    """The collection that a call puts its last argument into: `clients.add(ws)`, `app["clients"].add(ws)`."""
    callee = call.callee
    if isinstance(callee, o.Path) and callee.parts == ("append",) and len(call.arguments) > 1:
        return call.arguments[0].value  # Go's codes = append(codes, code)
    if not call.arguments or o.name_of(callee) not in ADDING:
        return None
    if isinstance(callee, o.Path) and callee.parts == (SETTLING,):
        return callee
    if isinstance(callee, o.Member):
        return callee.of if isinstance(callee.of, o.Index | o.Member) else None
    if isinstance(callee, o.Path) and len(callee.parts) > 1:
        return o.Path(callee.start, callee.end, callee.parts[:-1], callee.last)
    return None


def kept_at(collection: o.Value | None, scope: Scope) -> tuple[str, str] | None:
    """The place of a collection: a variable, a field of `this` or of another object, or what something has under a key."""
    if isinstance(collection, o.Path):
        return place_of(collection.parts, scope) or of_another(collection.parts)
    if isinstance(collection, o.Member):
        return of_another(("", collection.name))
    if not isinstance(collection, o.Index) or not isinstance(collection.of, o.Path):
        return None
    holder = f"{collection.of.parts[-1]}[]"  # `request.app["clients"]` here is `app["clients"]` elsewhere
    if isinstance(collection.key, o.String) and collection.key.exact:
        return holder, collection.key.value
    return (holder, f"[{collection.key.parts[-1]}]") if isinstance(collection.key, o.Path) else None


def of_another(parts: tuple[str, ...]) -> tuple[str, str] | None:
    """The place of a collection that another object has: `room.guests`, of whichever class that is."""
    return (OF_ANOTHER, parts[-1]) if len(parts) > 1 and parts[-1] not in REFERENCES else None


def is_one_of_many(key: o.Value | None) -> bool:
    """Whether a key is one of many alike, `rooms[name]`, and not that of a thing by itself, `app["rooms"]`, `app[ROOMS]`."""
    return isinstance(key, o.Index) or (isinstance(key, o.Path) and key.parts[-1][:1].islower())
