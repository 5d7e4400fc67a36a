"""Functions that never come to a good end, and what a loop around them never does because of that."""

from collections.abc import Iterator
from dataclasses import replace

from wsclose.analysis.handling.blocks import holds
from wsclose.analysis.handling.loops import innermost, own
from wsclose.analysis.walks import returns
from wsclose.syntax import outline as o

FAILURE = "Err"
"""What a result is that is an error."""


def only_fails(function: o.Function) -> bool:
    """Whether a function gives back nothing but errors, in the end too: `Err("closed".into())`, `bail!("closed")`"""
    end = function.body[-1] if function.body else None
    given = list(returns(function.body))
    ends = isinstance(end, o.Return | o.Raise) or (isinstance(end, o.Loop) and never_breaks(end) and bool(given))
    return ends and all(isinstance(one, o.Call) and o.name_of(one.callee) == FAILURE for one in given)


def never_breaks(loop: o.Loop) -> bool:
    return loop.endless and not any(isinstance(one, o.Jump) and one.kind == "break" for one in own(loop.body))


def reached(block: o.Block, session: o.Call) -> o.Block:
    """What a loop runs if its session only fails: not what a `match` does with one that went well."""
    names = names_of(session, block)
    return tuple(
        replace(one, arms=tuple(arm for arm in one.arms if is_for_failure(arm)))
        if isinstance(one, o.Switch) and tells_failures(one) and is_about(one.subject, session, names)
        else one
        for one in block
    )


def refused(block: o.Block, creation: o.Call) -> Iterator[o.Block]:
    """What a block runs only where nothing was connected: `match connect(url).await { Err(error) => sleep(pause).await, ... }`"""
    names = names_of(creation, block)
    for one in own(block):
        if isinstance(one, o.Switch) and is_about(one.subject, creation, names):
            yield from (arm.body for arm in one.arms if any(True for _ in failures(arm)))
        elif isinstance(one, o.Try) and one.body and not is_session(creation) and holds((one.body[-1],), creation):
            yield from (
                each.body for each in one.catches if each.body and getattr(each.body[-1], "kind", "") == "continue"
            )


def is_session(creation: o.Call) -> bool:
    """Whether a call that connects is given what is done with the connection: `connect(url) do |connection| ... end`"""
    return any(isinstance(argument.value, o.Function) for argument in creation.arguments)


def takes_failures(loop: o.Loop, session: o.Call) -> bool:
    """Whether a loop does not end because its session has failed, but looks at that: `match ended { Err(error) => ... }`"""
    names = names_of(session, loop.body)
    switches = (one for one in loop.body if isinstance(one, o.Switch))
    return goes_on(loop, session) or any(
        tells_failures(one) and is_about(one.subject, session, names) for one in switches
    )


def names_of(session: o.Call, block: o.Block) -> set[str]:
    """The names under which a block keeps how a session has ended: `let ended = session().await;`"""
    return {o.name_of(one.target) for one in block if isinstance(one, o.Bind) and innermost(one.value) is session}


def goes_on(loop: o.Loop, session: o.Call) -> bool:
    """Whether a loop goes round as long as its session fails: `while let Err(error) = session().await { ... }`"""
    binds = (part.value for part in loop.head if isinstance(part, o.Bind))
    return any(isinstance(one, o.Part) and one.key == FAILURE and innermost(one) is session for one in binds)


def is_about(subject: o.Value | None, session: o.Call, names: set[str]) -> bool:
    named = isinstance(subject, o.Path) and len(subject.parts) == 1 and subject.parts[0] in names
    return named or (subject is not None and holds((subject,), session))


def tells_failures(switch: o.Switch) -> bool:
    """Whether an arm takes every error, and names it: `Err(error) => ...`. Then no other takes what is left of them."""
    return any(
        arm.guard is None and isinstance(failure, o.Path) and len(failure.parts) == 1
        for arm in switch.arms
        for failure in failures(arm)
    )


def is_for_failure(arm: o.Arm) -> bool:
    """Whether an arm may be for errors: `Err(error) => ...`, `Err(Lost::Gone) => ...`, `Err(_) if over => ...`"""
    return arm.guard is not None or any(True for _ in failures(arm))


def failures(arm: o.Arm) -> Iterator[o.Value]:
    """What an arm is for within an error."""
    for table in arm.patterns:
        if isinstance(table, o.Table):
            yield from (entry.value for entry in table.entries if entry.key == FAILURE)
