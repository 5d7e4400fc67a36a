"""What handlers call methods on: objects of the project's own classes, and of libraries that wait by themselves."""

from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, OwnClass
from wsclose.syntax import outline as o


def own_class(value: o.Value | None, scope: Scope, resolver: Resolver) -> OwnClass | None:
    """The project's own class that a name holds one of, also where that is an object of a library by what it extends."""
    for one in definitions_of(value, scope, resolver) if isinstance(value, o.Path) else ():
        made = resolver.thing(one.value.callee, one.scope) if isinstance(one.value, o.Call) else None
        if isinstance(made, OwnClass):
            return made
    return None


def delay_of(node: o.Call, scope: Scope, resolver: Resolver) -> o.Value | None:
    """How long a library's method waits before it connects, where it is told so: `$connection->reConnect(5)`."""
    on, name = resolver.receiver(node.callee, scope), o.name_of(node.callee)
    for kind in resolver.bases(on.type) if isinstance(on, Instance) else ():
        place = kind.methods[name].delay if name in kind.methods else None
        if place is not None and place < len(node.arguments):
            return node.arguments[place].value
    return None
