"""Calls that only keep or show how it is: setters of a component's state, mutations of a store, messages on a page."""

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.harmless import SHOWING, TRANSLATING
from wsclose.analysis.handling.reading import says_connect, says_open_socket
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.walks import everything, paths
from wsclose.syntax import outline as o

STORES = frozenset({"store", "context", "ctx"})
PLAIN = frozenset({"true", "false", "null", "undefined", "now"})
SAYING = frozenset(
    "set update closed disconnected lost offline down error failed status state connected connection".split()
)
"""In the names of actions that say how it is, and ask for nothing: `socketClosed()`, `setConnected(false)`."""


def is_setter(callee: o.Value, scope: Scope, resolver: Resolver) -> bool:
    """The second in `const [open, setOpen] = useState(false)`."""
    found = definitions_of(callee, scope, resolver) if isinstance(callee, o.Path) and len(callee.parts) == 1 else ()
    value = found[0].value if len(found) == 1 else None
    of = value.of if isinstance(value, o.Part) and value.key == 1 else None
    return isinstance(of, o.Call) and o.name_of(of.callee) == "useState"


def updater(call: o.Call, scope: Scope, resolver: Resolver) -> o.Function | None:
    """What a state is made from the one before by: `setLines((lines) => [...lines, line])`, `status.update((old) => ...)`."""
    given = call.arguments[0].value if len(call.arguments) == 1 else None
    if not isinstance(given, o.Function) or not given.parameters:
        return None
    of_store = o.name_of(call.callee) == "update" and isinstance(call.callee, o.Path) and len(call.callee.parts) > 1
    return given if of_store or is_setter(call.callee, scope, resolver) else None


def keeps_state(call: o.Call, scope: Scope, resolver: Resolver) -> bool:
    """Whether a call puts away what it is given, and does nothing else."""
    if shows(call) or translates(call):
        return True
    path = call.callee if isinstance(call.callee, o.Path) and call.arguments else None
    if path is None or not is_plain(call):
        return False
    first, holder = call.arguments[0].value, o.without_last(path) if len(path.parts) > 1 else None
    of_store = holder is None or not STORES.isdisjoint(words.words(holder.parts[-1])[-1:])
    match path.parts[-1]:
        case "commit":
            named = first.value.rpartition("/")[2] if isinstance(first, o.String) else ""
            return of_store and bool(named) and not asks(named)
        case "dispatch" if isinstance(first, o.Call) and not first.new:
            action = o.name_of(first.callee)
            by_hook = holder is None and any(
                isinstance(one.value, o.Call) and words.words(o.name_of(one.value.callee))[-1:] == ("dispatch",)
                for one in definitions_of(path, scope, resolver)
            )
            says = not SAYING.isdisjoint(words.words(action)) and not asks(action)
            return says and (by_hook or (holder is not None and of_store))
        case "next" if holder is not None:
            made = [one.value for one in definitions_of(holder, scope, resolver)]
            return len(made) == 1 and isinstance(made[0], o.Call) and o.name_of(made[0].callee) == "BehaviorSubject"
    return False


def shows(call: o.Call) -> bool:
    """Whether a call shows a message in which nothing can be chosen: `snackBar.open("Disconnected")`."""
    chain = call.callee.parts if isinstance(call.callee, o.Path) else ()
    said = [" ".join(words.words(part)) for part in chain] + [" ".join(chain[-2:])]
    shown = any(one == word or one.endswith(f" {word}") for one in said for word in SHOWING)
    return shown and not any(isinstance(one, o.Function) for one in everything([one.value for one in call.arguments]))


def translates(call: o.Call) -> bool:
    """`t("socket.closed")`"""
    return o.name_of(call.callee) in TRANSLATING and [type(one.value) for one in call.arguments[:1]] == [o.String]


def is_plain(call: o.Call) -> bool:
    """Whether all that a call is given is a text or says how it is by itself: others may look at an event, or at its code."""
    left = [one.value for one in call.arguments]
    while left:
        value = left.pop()
        if isinstance(value, o.Call):
            left.extend(one.value for one in value.arguments)
        elif not isinstance(value, o.String) and not all(is_constant(path) for path in paths((value,))):
            return False
    return True


def is_constant(path: o.Path) -> bool:
    return path.parts[-1] in PLAIN or path.parts[0][:1].isupper()


def asks(name: str) -> bool:
    """Whether an action asks for a connection, by its name."""
    return says_connect(name) or says_open_socket(name)
