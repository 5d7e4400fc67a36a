"""What a call gives that is asked for an instance of a class: a container of dependencies, a test that awaits an error."""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Elsewhere, Own, Thing
from wsclose.syntax import outline as o

RAISING = frozenset({"raises", "assertRaises", "assertRaisesRegex"})
"""What they are entered as holds the exception."""

GIVING = frozenset({"get", "resolve", "getInstance", "getService", "createInstance"})
"""Methods of containers: `container.resolve(Hub)`, `moduleRef.get(Hub)`, `container.get<Hub>("hub")`."""


def instance_asked_for(resolver: Evaluator, call: o.Call, name: str, scope: Scope) -> Thing:
    """None where no class of the project, and no exception, is asked for."""
    given = call.arguments[0].value if call.arguments else None
    if given is None or name not in RAISING | GIVING:
        return None
    typed = name in GIVING and call.types
    made = resolver.annotation(call.types, scope) if typed else resolver.instance_of(resolver.thing(given, scope))
    own = made.thing if isinstance(made, Elsewhere) else made
    return made if name in RAISING or isinstance(own, Own) else None
