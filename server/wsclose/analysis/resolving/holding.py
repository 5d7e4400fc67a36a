"""Collections: what they hold by what this file puts into them, where no type says it."""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, Many, Own, Thing
from wsclose.syntax import outline as o

MOST_PUT = 8


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
