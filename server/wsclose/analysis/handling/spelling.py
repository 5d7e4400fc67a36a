"""How calls in handlers and what they are given are spelled."""

from dataclasses import replace

from wsclose.analysis import words
from wsclose.analysis.resolving.scopes import SELF
from wsclose.syntax import outline as o

CALLBACKS = frozenset({"handler", "callback", "cb", "listener", "hook", "fn", "func"})
"""At the end of a name, what somebody else has given to be called."""
KEEPING = frozenset({"add", "remove", "set", "clear", "delete", "push", "register", "unregister", "reset", "cancel"})
"""At the beginning of a name, what is done with one that is not called."""

APPLYING = frozenset({"call", "apply"})
"""Methods of a function that call it."""

HOLDING = frozenset({"includes", "has", "contains", "Contains", "include?", "member?", "cover?"})
"""Methods of a collection that tell whether it has something."""

READ_BY_OTHERS = frozenset({"channel", "queue", "controller", "iterator", "stream", "subject"})
OF_OTHERS = frozenset({"data", "rtc", "abort", "audio", "video", "media", "notification", "animation", "text"})
"""In names of what is no stream of what was received: `dataChannel`, `abortController`, `audioStream`."""


def with_self_given(node: o.Call) -> o.Call | None:
    """A function that is told what `this` is, as it is called without: `ended.call(this, event)` is `ended(event)`."""
    if not isinstance(node.callee, o.Path) or len(node.callee.parts) < 2 or node.callee.parts[-1] not in APPLYING:
        return None
    given = node.arguments[1:] if node.callee.parts[-1] == "call" else ()
    return replace(node, callee=o.without_last(node.callee), arguments=given)


def is_hook(name: str) -> bool:
    """Whether a function is somebody else's for a close, as its name says: `onDisconnect`."""
    return words.words(name)[:1] == ("on",) and words.is_closing_name(name)


def name_in(value: o.Value) -> str:
    """What an expression is called, or what is looked up: `hooks["on_close"]`."""
    key = value.key if isinstance(value, o.Index) else None
    return key.value if isinstance(key, o.String) else o.name_of(value)


def action_of(node: o.Call) -> str:
    """What is dispatched to a store: `dispatch("connect")`, `dispatch({ type: "socket/connect" })`."""
    given = node.arguments[0].value if node.arguments else None
    if isinstance(given, o.Table):
        given = next((entry.value for entry in given.entries if entry.key == "type"), None)
    return given.value.rpartition("/")[2] if isinstance(given, o.String) and given.exact else ""


def rendered(name: str) -> bool:
    """Whether a function, by its name, runs again and again: a component, a hook. Its variables do not last."""
    return name[:1].isupper() or (name.startswith("use") and name[3:4].isupper())


def written(value: o.Value | None) -> str:
    """A delay as it stands in the source, as far as it is a number or a name."""
    if isinstance(value, o.Number):
        return value.text
    if isinstance(value, o.Path):
        return ".".join(value.parts)
    return ""


def membership(test: o.Call) -> tuple[o.Value | None, o.Value | None]:
    """(what is looked for, what it is looked for in): `fatal.includes(code)`, `slices.Contains(fatal, code)`,
    `in_array($code, $fatal, true)`."""
    name, given = o.name_of(test.callee), [argument.value for argument in test.arguments]
    if name == "in_array" and len(given) > 1:
        return given[0], given[1]
    if name not in HOLDING or not given:
        return None, None
    beside = not isinstance(test.callee, o.Member) and len(given) > 1
    return given[-1], given[0] if beside else o.holder_of(test.callee)


def field_of(value: o.Value | None) -> str:
    """The name of a field of the object itself: `line` of `this.line`."""
    parts = value.parts if isinstance(value, o.Path) else ()
    return parts[1] if len(parts) == 2 and parts[0] in SELF else ""


def is_callback(name: str) -> bool:
    """Whether a name is that of a function which somebody else has given: `closeHandler()`, and not `removeHandler(one)`."""
    said = words.words(name)
    return bool(CALLBACKS.intersection(said[-1:])) and KEEPING.isdisjoint(said[:1])


def is_read_by_others(holder: tuple[str, ...]) -> bool:
    """Whether this is where others read what was received, and learn that it has ended: `this.messageQueue`."""
    said = next((words.words(part) for part in reversed(holder) if part != "sink"), ())
    return bool(READ_BY_OTHERS.intersection(said[-1:])) and OF_OTHERS.isdisjoint(said)
