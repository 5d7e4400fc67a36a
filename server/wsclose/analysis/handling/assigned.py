"""What is ever put into a name or a field, as far as a file shows it."""

from wsclose.analysis.resolving.idioms import CONSTRUCTORS, is_nothing
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import CHANGED, SELF, Definition, Key, Scope, receiver_of
from wsclose.syntax import outline as o


def definitions_of(path: o.Path, scope: Scope, resolver: Resolver) -> tuple[Definition, ...]:
    """All that is ever assigned to a name or a field, as far as the file shows it."""
    parts = path.parts[:-1] if is_reference(path) else path.parts
    if len(parts) == 1:
        local = scope.find(parts[0])
        if local is not None:
            return tuple(local)
        found = resolver.lookup(("name", "", parts[0]))
        classes = (scope.owner, *resolver.classes_around(scope)) if scope.owner else ()
        return found or tuple(one for owner in classes for one in resolver.lookup(("field", owner, parts[0])))
    key: Key
    if parts[0] in ("this", "self", "cls", "@") or parts[0] == receiver_of(scope):
        key = ("field", scope.owner, parts[1])
        found = resolver.lookup(key) if len(parts) == 2 else ()
        if found or len(parts) != 2 or resolver.lookup(("class", "", scope.owner)):
            return found
        return tuple(one for one in resolver.lookup(("field", "", parts[1])) if makes(one.scope, scope.owner))
    outer = parts[0] if len(parts) == 3 and parts[1] == "this" else ""  # Feed.this.delay, in a class within Feed
    return resolver.lookup(("field", outer or parts[-2], parts[-1]))


def makers(callee: o.Value, scope: Scope, resolver: Resolver) -> tuple[o.Value, ...]:
    """What made the object whose method is called: `policy.execute(dial)`, where `const policy = retry(handleAll)`."""
    holder = o.holder_of(callee)
    held = definitions_of(holder, scope, resolver) if isinstance(holder, o.Path) else ()
    return tuple(one.value.callee for one in held if isinstance(one.value, o.Call))


def is_reference(path: o.Path) -> bool:
    """Whether a name is what a reference holds: `attempts.current`, `delay.value`."""
    return len(path.parts) > 1 and path.parts[-1] in ("current", "value") and path.parts[0] not in SELF


def makes(scope: Scope, name: str) -> bool:
    """Whether this is a function that makes objects, and by this name: `function Feed() { this.delay = 5000; }`."""
    return scope.function is not None and not scope.owner and scope.function.name == name != "" and name[0].isupper()


def filled_in(
    path: o.Path, definitions: tuple[Definition, ...], scope: Scope, resolver: Resolver
) -> tuple[Definition, ...]:
    """What a field of a struct is made with, where nothing else is ever put into it: `Client { delay: 5 }`."""
    if len(path.parts) != 2 or not (path.parts[0] in SELF or path.parts[0] == receiver_of(scope)):
        return ()
    if any(one.value is not None or one.place == CHANGED for one in definitions):
        return ()
    return resolver.lookup(("filled", scope.owner, path.parts[1]))


def is_empty(one: Definition) -> bool:
    """Whether this only says that there is such a field, and puts nothing into it: `#delay;`, `delay = null`."""
    value = one.value
    return one.place != CHANGED and (value is None or is_nothing(value))


def is_given_once(one: Definition) -> bool:
    """Whether a field is what its object was made with, which has to be said: `this.delay = delay`, in the constructor."""
    given = one.value if isinstance(one.value, o.Parameter) and one.value.is_field else given_to_constructor(one)
    return given is not None and given.default is None


def given_to_constructor(one: Definition) -> o.Parameter | None:
    """The parameter of a constructor that a field is set to."""
    value = one.value
    if not isinstance(value, o.Path) or len(value.parts) > 1:
        return None
    given = one.scope.find(value.parts[0]) or ()
    return constructors(given[0]) if len(given) == 1 else None


def constructors(one: Definition) -> o.Parameter | None:
    """The parameter of a constructor that a name is."""
    function = one.scope.function
    name = function.name if function is not None else ""
    made = name in CONSTRUCTORS or name == one.scope.owner != "" or makes(one.scope, name)
    return one.value if made and isinstance(one.value, o.Parameter) else None


def of_another_file(path: o.Path, definitions: tuple[Definition, ...], scope: Scope, resolver: Resolver) -> str:
    """How long a constant is that another file has: beside this one, or imported by itself or with its module; "" when
    there is none."""
    name, head = path.parts[-1], path.parts[0]
    if len(path.parts) > 2 or head in SELF:
        return ""
    known = definitions if len(path.parts) == 1 else scope.find(head) or resolver.lookup(("name", "", head))
    imports = [one.value for one in known if isinstance(one.value, o.Import)]
    if len(imports) != len(known) or len(imports) > 1 or (len(path.parts) > 1 and not imports):
        return ""
    if imports:
        wanted = name if len(path.parts) > 1 else imports[0].name
        files = resolver.outside.modules(imports[0].module, resolver.home, wanted)
    else:
        wanted, files = name, resolver.outside.beside(name, resolver.home)
    return next((kind for file in files if (kind := file.delay(wanted)) not in ("", "unknown")), "")
