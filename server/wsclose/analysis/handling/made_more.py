"""What makes more of a delay: one that a function is given, `connect(delay * 2)`, or that stands in settings."""

from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import SELF, Scope, owners
from wsclose.analysis.walks import everything, flat
from wsclose.syntax import outline as o

MOST = 10
"""By how much a delay is made longer, at most, for the next attempt; with more, it is counted in other units."""


def mentions(value: o.Statement, path: o.Path, bare: bool = True, depth: int = 0) -> bool:
    """Whether an expression uses a name, and not only another object's of that name: `options.delay || 1000`.

    `bare`: whether a field's name by itself is the field.
    """
    if isinstance(value, o.Path):
        own = bare if len(value.parts) == 1 else len(value.parts) == 2 and value.parts[0] in SELF
        return value.parts == path.parts or (own and value.parts[-1] == path.parts[-1])
    return depth < 10 and any(mentions(child, path, bare, depth + 1) for child in o.children(value))


def is_made_more(path: o.Path, scope: Scope, resolver: Resolver) -> bool:
    """Whether the class around, or a function around, makes more of what another object has: `this.options.delay += 500`"""
    beside = (function for owner in owners(scope) for function, _ in resolver.functions_of(owner))
    around = (outer.function for outer in scope.functions() if outer.function is not None)
    return any(
        isinstance(one, o.Bind)
        and isinstance(one.target, o.Path)
        and one.target.parts == path.parts
        and (one.operator or one.value is None or mentions(one.value, path, False))
        for function in (*beside, *around)
        for one in flat(function.body)
    )


def chosen(value: o.Value | None, scope: Scope) -> tuple[o.Value | None, o.Value | None, Scope]:
    """What a delay is first of all, and what it is where that is not given: `const wait = delay ?? 1000`."""
    held = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    one = held[0] if held and len(held) == 1 else None
    kept, where = (one.value, one.scope) if one is not None and isinstance(one.value, o.Either) else (value, scope)
    if isinstance(kept, o.Either) and kept.test is None and len(kept.options) == 2:
        return *kept.options, where
    return value, None, scope


def handed_in(value: o.Statement | None, scope: Scope) -> o.Parameter | None:
    """The parameter that a delay is, where its function does not make more of it: `retry(delay * 2)`"""
    found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    if not found or len(found) > 1 or not isinstance(found[0].value, o.Parameter) or not isinstance(value, o.Path):
        return None
    function = found[0].scope.function
    return None if function is None or any(multiplies(one, value) for one in function.body) else found[0].value


def given_more(path: o.Path, scope: Scope) -> bool:
    """Whether a function runs itself again with more than it was given: `setTimeout(() => connect(delay * 2), delay)`."""
    function = scope.function
    name = scope.name or o.name_of(scope.site.target if scope.site is not None else None)
    if function is None or not name:
        return False
    inside = tuple(everything(function.body))
    more = [one.target for one in inside if isinstance(one, o.Bind) and one.value and multiplies(one.value, path)]
    for call in (one for one in inside if isinstance(one, o.Call)):
        given = [argument.value for argument in call.arguments]
        handed = [one for one in given if isinstance(one, o.Path) and one.parts[-1] == name]  # setTimeout(connect, ...)
        if o.name_of(call.callee) != name and not handed:
            continue
        after = given[given.index(handed[0]) + 2 :] if handed else given
        if any(multiplies(one, path) or one in more for one in after):
            return True
    return False


def multiplies(node: o.Statement, path: o.Path, depth: int = 0) -> bool:
    """Whether something is made of a name that may be more than it."""
    if isinstance(node, o.Operation) and node.operator in ("*", "+", "**", "<<") and mentions(node, path):
        return in_units(node) is node
    return depth < 20 and any(multiplies(child, path, depth + 1) for child in o.children(node))


def scaled(value: o.Statement | None) -> tuple[o.Path, o.Number] | None:
    """The name and the factor of a product of the two, whichever comes first: `delay * 2`, `1000 * seconds`."""
    if not isinstance(value, o.Operation) or value.operator != "*" or len(value.operands) != 2:
        return None
    one, other = value.operands
    path, factor = (one, other) if isinstance(other, o.Number) else (other, one)
    return (path, factor) if isinstance(path, o.Path) and isinstance(factor, o.Number) else None


def in_units(value: o.Statement | None) -> o.Statement | None:
    """What is counted in other units here: the seconds of `seconds * 1000`; else the value itself."""
    product = scaled(value)
    return product[0] if product is not None and (product[1].value or 0) > MOST else value


def enlarges(value: o.Operation, scope: Scope) -> bool:
    """Whether this is a few times what a function was given: `reconnect(Math.min(delay * 2, MOST))`, not `seconds * 1000`."""
    product = scaled(value)
    found = scope.find(product[0].parts[0]) if product is not None and len(product[0].parts) == 1 else None
    if product is None or found is None or len(found) > 1 or not isinstance(found[0].value, o.Parameter):
        return False
    factor = product[1]
    return 1 < factor.value <= MOST if factor.value is not None else not factor.text.startswith(("0", "."))  # 1.5
