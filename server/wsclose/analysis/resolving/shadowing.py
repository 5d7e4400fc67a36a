"""Names that are given again to what was made of what had them before: `let stream = accept_async(stream).await?`"""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Definition
from wsclose.analysis.resolving.things import Instance
from wsclose.analysis.walks import paths
from wsclose.syntax import outline as o

MOST_GIVEN = 12


def taken_over(resolver: Evaluator, name: str, found: list[Definition]) -> Instance | None:
    """The connection that was made of something else which had its name: what closes it under that name closes the connection."""
    for one in found[1:MOST_GIVEN]:
        if isinstance(one.value, o.Value) and any(path.parts == (name,) for path in paths((one.value,))):
            thing = resolver.definition(one)
            if isinstance(thing, Instance) and thing.sure and resolver.is_connection(thing):
                return thing
    return None
