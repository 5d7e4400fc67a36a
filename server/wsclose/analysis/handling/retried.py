"""Functions that a library's decorator runs again whenever they have failed: as good as a loop around what they do."""

from collections.abc import Callable

from wsclose.analysis.walks import paths
from wsclose.syntax import outline as o

RETRYING = frozenset({"tenacity", "retry", "retrying"})
"""Modules whose `retry` runs what it decorates again until nothing is raised: at once, and without end, unless it is told otherwise."""

NEVER = frozenset({"stop_never"})
ALIKE = frozenset({"wait_fixed", "delay"})
"""Arguments, and what makes one of tenacity's, that tell a wait that is the same each time."""

EVERY = frozenset({"Exception", "BaseException"})

SAME = ("before", "after", "retry", "reraise", "sleep", "logger", "exceptions")
"""What arguments begin with that say nothing of the wait."""


def by_decorator(
    function: o.Function, imported: Callable[[str], str], told: Callable[[o.Catch], bool]
) -> o.Loop | None:
    """The loop that a decorator makes of a function, where it never ends and waits as long each time, or not at all:
    `@retry(wait=wait_fixed(5))`.

    `imported`: the module that a name of the file comes from. `told`: whether an `except` is for a closed connection."""
    for with_ in function.decorators if function.body else ():
        callee = with_.callee if isinstance(with_, o.Call) else with_
        if not isinstance(callee, o.Path) or callee.parts[-1] != "retry":
            continue
        if imported(callee.parts[0]).partition(".")[0] not in RETRYING:
            continue
        arguments = with_.arguments if isinstance(with_, o.Call) else ()
        waits = [one.value for one in arguments if one.name in ("wait", *ALIKE)]
        others = [one for one in arguments if one.name not in ("wait", *ALIKE) and not one.name.startswith(SAME)]
        if any(one.name and not ends_never(one) for one in others) or len(waits) > 1:
            return None
        wait = fixed(waits[0]) if waits else o.Number(with_.start, with_.end, 0, "0")
        if wait is None:
            return None
        kinds = [one.value for one in arguments if not one.name or one.name in ("retry", "exceptions")]
        types = tuple(one for one in paths(kinds) if one.parts[-1][:1].isupper())
        start, end = with_.start, with_.end
        sleep = o.Call(start, end, o.Path(start, start, ("sleep",), start), (o.Argument("", wait),))
        if types and not told(o.Catch(start, end, types, "", ())) and not any(one.parts[-1] in EVERY for one in types):
            return None
        done = o.Return(function.end, function.end, None)
        tried = o.Try(
            function.start, function.end, (*function.body, done), (o.Catch(start, end, (), "", (sleep,)),), (), ()
        )
        return o.Loop(function.start, function.end, (), (tried,), True)
    return None


def ends_never(argument: o.Argument) -> bool:
    """Whether an argument sets no limit: `stop=stop_never`."""
    return argument.name == "stop" and o.name_of(argument.value) in NEVER


def fixed(wait: o.Value) -> o.Value | None:
    """How long a decorator waits each time: `wait_fixed(5)`, `delay=5`; None where that is not known."""
    if not isinstance(wait, o.Call):
        return wait
    if o.name_of(wait.callee) == "wait_none":
        return o.Number(wait.start, wait.end, 0, "0")
    alike = o.name_of(wait.callee) in ALIKE and len(wait.arguments) == 1
    return wait.arguments[0].value if alike else None
