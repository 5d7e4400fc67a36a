"""What goes by the name, or has the type, of something else and is a connection all the same."""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Definition, Scope, Site
from wsclose.analysis.resolving.things import Foreign, Instance, ModuleOf, Thing
from wsclose.analysis.walks import paths
from wsclose.syntax import outline as o

MOST_GIVEN = 12
MOST_PASSED = 40


def made_connection(resolver: Evaluator, name: str, found: list[Definition]) -> Instance | None:
    """The connection that a variable is which seems to be something else."""
    return (
        taken_over(resolver, name, found)
        or declared_only(resolver, tuple(found))
        or spoken_over(resolver, "", name, found)
    )


def field_of(resolver: Evaluator, owner: str, name: str) -> Thing:
    """What a field of a class of this file is."""
    found = resolver.lookup(("field", owner, name))
    thing = resolver.definitions(found) if found else None
    if isinstance(thing, Foreign):
        return declared_only(resolver, found) or spoken_over(resolver, owner, name) or thing
    return thing


def namesake_made(resolver: Evaluator, call: o.Call, name: str, scope: Scope) -> bool:
    """Whether what a call makes goes by its type's name: `this.WebSocket = new WebSocket(url)`."""
    if not call.new or not isinstance(call.callee, o.Path) or len(call.callee.parts) > 1:
        return False
    if (found := scope.find(name)) is not None:
        return any(one.value is call for one in found)
    return any(resolver.lookup(("field", outer.owner, name)) for outer in scope.functions() if outer.owner)


def taken_over(resolver: Evaluator, name: str, found: list[Definition]) -> Instance | None:
    """The connection that was made of something else which had its name, as in `let stream = accept_async(stream).await?`
    and `let peer = accept(peer.unwrap())?`: what closes it under that name closes the connection."""
    for one in found[1:MOST_GIVEN]:
        if isinstance(one.value, o.Value) and any(path.parts[0] == name for path in paths((one.value,))):
            thing = resolver.definition(one)
            if isinstance(thing, Instance) and thing.sure and resolver.is_connection(thing):
                return thing
    return None


def spoken_over(resolver: Evaluator, owner: str, name: str, found: list[Definition] | None = None) -> Instance | None:
    """The connection that a stream is of which a library makes one by being given it: `wsutil.ReadClientData(conn)`.

    `found` are the definitions of a variable; None for a field of `owner`."""
    takers = resolver.libraries.takers
    for one in resolver.lookup(("passed", owner, name))[:MOST_PASSED] if takers else ():
        site = one.scope.site
        if site is None or site.call is None or o.name_of(site.call.callee) not in takers:
            continue
        if found is None or site.scope.find(name) is found:
            thing = argument_of(resolver, site, site.call)
            if isinstance(thing, Instance) and resolver.is_connection(thing):
                return thing
    return None


def argument_of(resolver: Evaluator, site: Site, call: o.Call) -> Thing:
    """What a library's function says that it is given at this place."""
    name, holder = o.name_of(call.callee), o.holder_of(call.callee)
    on = resolver.thing(holder, site.scope) if holder is not None else None
    libraries = on.libraries if isinstance(on, ModuleOf) else ()
    if isinstance(on, Instance) and on.type.library:
        libraries, name = (resolver.libraries.by_id[on.type.library],), f"{on.type.name}.{name}"
    for library in libraries:
        types = library.arguments.get(name, ())
        if site.argument.isdigit() and int(site.argument) < len(types):
            return resolver.make(types[int(site.argument)], library.id, None)
    return None


def declared_only(resolver: Evaluator, found: tuple[Definition, ...]) -> Instance | None:
    """The connection that is given to what is declared as a stream of any kind: `var conn net.Conn`, `conn, _, _, err = ws.Dial(ctx, url)`."""
    if found[0].value is not None and not isinstance(found[0].value, o.Parameter):
        return None
    for one in found[1:MOST_GIVEN]:
        thing = resolver.definition(one)
        if isinstance(thing, Foreign):
            return None
        if isinstance(thing, Instance) and thing.sure and resolver.is_connection(thing):
            return thing
    return None
