"""What tests in a handler ask for that is neither a code nor a flag for a close of one's own."""

from wsclose.analysis import words
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.resolving.idioms import is_nothing
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Definition, Scope
from wsclose.analysis.walks import calls, paths
from wsclose.syntax import outline as o

MAX_DEPTH = 5
ATTEMPTS = frozenset({"attempt", "attempts", "retry", "retries", "tries"})
JOINED = frozenset({"&&", "||", "and", "or"})
ORDER = frozenset({"<", "<=", ">", ">=", "==", "===", "!=", "!=="})
LENGTHS = frozenset({"length", "size", "count", "Length", "Count"})
BOOLEAN = frozenset({"bool", "boolean"})


def is_handed_on(path: o.Path, scope: Scope) -> bool:
    """Whether a number of attempts is given to the function, which then connects with one more: `connect(attempt + 1)`."""
    found = scope.find(path.parts[0]) or () if len(path.parts) == 1 else ()
    given = len(found) == 1 and isinstance(found[0].value, o.Parameter)
    return given and not ATTEMPTS.isdisjoint(words.words(path.parts[0]))


def goes_down(test: o.Value, scope: Scope, depth: int = 0) -> bool:
    """Whether a function that is given a place in a list goes on with the next, up to its end:
    `if (place < hosts.length - 1) connect(place + 1)`."""
    if isinstance(test, o.Operation) and test.operator in JOINED:
        return depth < MAX_DEPTH and any(goes_down(operand, scope, depth + 1) for operand in test.operands)
    if not isinstance(test, o.Operation) or test.operator not in ORDER:
        return False
    one, other = (stepped(operand) for operand in test.operands)
    place, end = (one, other) if is_length(other) else (other, one)
    if not isinstance(place, o.Path) or not is_length(end) or len(place.parts) > 1:
        return False
    found = scope.find(place.parts[0]) or ()
    function = found[0].scope.function if len(found) == 1 and isinstance(found[0].value, o.Parameter) else None
    given = [argument.value for call in calls(function.body) for argument in call.arguments] if function else []
    return any(isinstance(one, o.Operation) and one.operator == "+" and stepped(one) == place for one in given)


def stepped(value: o.Value) -> o.Value:
    """What is counted from: the `place` of `place + 1`, the `hosts.length` of `hosts.length - 1`."""
    if not isinstance(value, o.Operation) or value.operator not in ("+", "-") or len(value.operands) != 2:
        return value
    first, by = value.operands
    return first if isinstance(by, o.Number) and by.value == 1 else value


def is_length(value: o.Value) -> bool:
    return isinstance(value, o.Path) and len(value.parts) > 1 and value.parts[-1] in LENGTHS


def is_kept_count(path: o.Path, scope: Scope) -> bool:
    """Whether a number of attempts is kept for each connection: `const tries = this.attempts.get(id) ?? 0`."""
    found = scope.find(path.parts[0]) or () if len(path.parts) == 1 else ()
    value = found[0].value if len(found) == 1 else None
    read = paths((value,)) if isinstance(value, o.Value) else ()
    held = (part for one in read for part in one.parts)
    return any(not ATTEMPTS.isdisjoint(words.words(part)) and not part.isupper() for part in held)


def stays_given(path: o.Path, scope: Scope, resolver: Resolver) -> bool:
    """Whether a name is set to what a function is given, and nothing takes that back: `this.url`, `config.current`."""
    found = definitions_of(path, scope, resolver)
    given = found[1:] if found and is_unset(found[0]) else found
    return bool(given) and all(is_parameter(one) for one in given)


def is_unset(one: Definition) -> bool:
    """Whether a name has nothing to begin with: `let config = null`, `const config = useRef(null)`."""
    value = one.value
    if isinstance(value, o.Call) and o.name_of(value.callee) in delays.REFERENCES:
        value = value.arguments[0].value if value.arguments else None
    return value is None or is_nothing(value)


def is_parameter(one: Definition) -> bool:
    """Whether a name is set to a parameter, which is no flag."""
    named = isinstance(one.value, o.Path) and len(one.value.parts) == 1
    found = one.scope.find(one.value.parts[0]) if isinstance(one.value, o.Path) and named else None
    given = found[0].value if found is not None and len(found) == 1 else None
    return isinstance(given, o.Parameter) and BOOLEAN.isdisjoint(words.words(given.type))
