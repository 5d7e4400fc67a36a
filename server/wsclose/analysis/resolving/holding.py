"""Collections: what they hold by what this file puts into them, where no type says it."""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, Many, Own, Thing
from wsclose.syntax import outline as o

MOST_PUT = 8
MOST_PARTS = 6

ONE = frozenset({"first", "last", "single"})
IN_RUBY = frozenset({"shift", "pop", "sample"})
SEVERAL = frozenset({"values", "dup", "to_a", "compact", "reverse", "shuffle", "uniq"})
"""Members of several things that are one or several of them; Ruby calls its methods without parentheses."""


class Holding(Evaluator):
    """Collections of connections."""

    def held(self, place: tuple[str, str] | None, variable: str, scope: Scope) -> Thing:
        """What a collection holds into which connections, or objects of one class, are put and nothing else."""
        if place is None:
            return None
        found: Instance | Own | None = None
        for one in self.lookup(("held", *place))[:MOST_PUT]:
            if variable and one.scope.find(variable) is not scope.find(variable):
                continue  # another variable of that name
            value = one.value
            thing = self.thing(value, one.scope) if isinstance(value, o.Value) else None
            if isinstance(thing, Instance) and self.is_connection(thing) and not isinstance(found, Own):
                found = found or thing
            elif isinstance(thing, Own) and found in (None, thing):
                found = thing
            elif thing is not None:
                return None
        return Many(found) if found is not None else None

    def of_several(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        """One of several things, or some: `guests.first`, Ruby's `@guests.shift` and `@named.values`."""
        names = ONE | IN_RUBY | SEVERAL if self.libraries.family == "ruby" else ONE
        if not 1 < len(parts) <= MOST_PARTS or parts[-1] not in names:
            return None
        several = self.path(parts[:-1], scope)
        if not isinstance(several, Many) or several.keyed:
            return None
        return several if parts[-1] in SEVERAL else several.of
