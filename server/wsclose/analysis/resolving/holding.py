"""Collections: what they hold by what this file puts into them, where no type says it."""

from wsclose.analysis import words
from wsclose.analysis.resolving.annotations import is_open
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.putting import KEYED, OF_ANOTHER
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import GENERIC, Entries, Instance, Many, Own, Received, Several, Thing
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

MOST_PUT = 8
MOST_PARTS = 6

ONE = frozenset({"first", "last", "single"})
IN_RUBY = frozenset({"shift", "pop", "sample"})
SEVERAL = frozenset({"values", "dup", "to_a", "compact", "reverse", "shuffle", "uniq"})
"""Members of several things that are one or several of them; Ruby calls its methods without parentheses."""


class Holding(Evaluator):
    """Collections of connections."""

    def held(self, place: tuple[str, str] | None, variable: str, scope: Scope) -> Thing:
        """What a collection holds into which connections, codes as received, objects of one class, or objects with a
        connection are put and nothing else."""
        if place is None:
            return None
        found: Instance | Own | Entries | Many | Received | Several | None = None
        unknown = False
        put = self.lookup(("held", *place))
        if not put and scope.owner and place[0] == scope.owner:  # others put something into it
            put = self.lookup(("held", OF_ANOTHER, place[1]))
        for one in put[:MOST_PUT]:
            if variable and one.scope.find(variable) is not scope.find(variable):
                continue  # another variable of that name
            value = one.value
            thing = (
                (self.several(value, one.scope) or by_name(value, one.scope)) if isinstance(value, o.Value) else None
            )
            if isinstance(thing, Received) and one.type == KEYED:
                return None  # what else is kept under other keys is not known
            alike = found is None or type(found) is type(thing)
            if alike and isinstance(thing, Instance | Entries | Many) and self.has_connection(thing):
                found = found or thing
            elif isinstance(thing, Own | Received | Several) and found in (None, thing):
                found = thing
            elif thing is not None:
                return None
            else:
                unknown = True
        of_codes = isinstance(found, Received | Several)
        return Many(found) if found is not None and not (of_codes and unknown) else None

    def of_several(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        """One of several things, or some: `guests.first`, Ruby's `@guests.shift` and `@named.values`."""
        names = ONE | IN_RUBY | SEVERAL if self.libraries.family == "ruby" else ONE
        if not 1 < len(parts) <= MOST_PARTS or parts[-1] not in names:
            return None
        several = self.path(parts[:-1], scope)
        if not isinstance(several, Many) or several.keyed:
            return None
        return several if parts[-1] in SEVERAL else several.of

    def has_connection(self, thing: Thing) -> bool:
        """Whether this is a connection, or one of the first names of an object stands for one: `{ player: ws, score: 0 }`."""
        if isinstance(thing, Entries):
            values = (self.thing(entry.value, thing.scope) for entry in thing.table.entries[:MOST_PUT])
            return any(isinstance(one, Instance) and self.is_connection(one) for one in values)
        if isinstance(thing, Many):  # rooms[name].add(ws)
            thing = thing.of
        return isinstance(thing, Instance) and self.is_connection(thing)


def by_name(value: o.Value, scope: Scope) -> Instance | None:
    """What is called a WebSocket, where nothing else is known of it and no type says otherwise: `clients.add(ws)`."""
    if not isinstance(value, o.Path) or not words.is_websocket_name(value.parts[-1]):
        return None
    types = [one.type for one in scope.find(value.parts[0]) or ()] if len(value.parts) == 1 else []
    return GENERIC if all(is_open(one) or words.is_websocket_class(bare_type(one)) for one in types) else None
