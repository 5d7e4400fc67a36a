"""The places of a function at which the end of a connection can be noticed, and what runs from there on."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wsclose.analysis import words
from wsclose.analysis.handling.blocks import ERRORS, goes_through, is_reading
from wsclose.analysis.handling.loops import gone_through
from wsclose.analysis.handling.outcomes import Level
from wsclose.analysis.handling.reading import READING
from wsclose.analysis.resolving.idioms import NOTHING, is_nothing
from wsclose.analysis.walks import flat, paths, returns
from wsclose.syntax import outline as o

EACH = frozenset(
    {"for_each", "try_for_each", "for_each_concurrent", "try_for_each_concurrent", "consumeEach", "collect"}
)
"""What goes through all that a connection gives: `read.for_each(|message| ...).await`"""

STREAMS = frozenset({"incoming", "stream"})  # of a connection: what it receives
ASKING = frozenset({"ping"})
SENDING = ASKING | {"send"}
MOST_DEEP = 30

MAKING_ERRORS = ERRORS | {"errors", "errorf"}
"""In what makes an error: `Err(reason)`, `errors.New("refused")`, `fmt.Errorf("dial: %w", err)`."""

WRAPPED = frozenset({"Ok", "Some"})
"""What a result is wrapped in that is there: `Ok(line)`."""


class Ending(NamedTuple):
    """A place that is reached when a connection has closed, and what runs from there on, from the inside out."""

    at: o.Catch | o.Bind | o.Arm | o.If | o.Loop | o.Call
    within: o.Try | o.Switch | None  # what an `except` or an arm belongs to
    levels: tuple[Level, ...]


def deferred(function: o.Function) -> o.Block:
    """What a function runs when it is left: `defer client.reconnect()`."""
    return tuple(one for one in flat(function.body) if isinstance(one, o.Deferred) and one.kind == "defer")


def deferred_before(bind: o.Bind, function: o.Function) -> o.Block:
    return tuple(one for one in deferred(function) if one.start < bind.start)


def is_read(one: o.Statement) -> bool:
    """Whether something is read, or the other side is asked whether it is still there, and fails where there is none."""
    if not isinstance(one, o.Call) or any(argument.name == "callback" for argument in one.arguments):
        return False
    return is_reading(one) or takes_all(one) or not ASKING.isdisjoint(words.words(o.name_of(one.callee)))


def takes_all(call: o.Call) -> bool:
    """Whether a call goes through all that a connection receives: `session.incoming.consumeEach { ... }`"""
    streams = (part for path in paths((call.callee,)) for part in path.parts[:-1])
    return o.name_of(call.callee) in EACH and not STREAMS.isdisjoint(streams)


def hears(block: o.Block) -> bool:
    """Whether a block hears at once of a close: it reads, or goes on and on."""
    beside = {id(one) for one in left_alone(block)}
    return any(isinstance(one, o.Loop) or (is_read(one) and id(one) not in beside) for one in flat(block))


def left_alone(block: o.Block) -> Iterator[o.Call]:
    """The calls whose end nobody waits for, if there is one to wait for: `_ = ReceiveAsync();`"""
    for one in flat(block):
        if isinstance(one, o.Bind) and isinstance(one.value, o.Call) and o.name_of(one.target) == "_":
            yield one.value


def taken_from(block: o.Block) -> Iterator[o.Path]:
    """What the loops in a block go through, where it has a name: `line` of `async for message in line`."""
    for one in flat(block):
        if isinstance(one, o.Loop):
            yield from gone_through(one)


def received(taken: o.Statement) -> tuple[str, ...]:
    """The name of what a value is taken from: `range messages`, `<-messages`"""
    of: o.Value | None = None
    if isinstance(taken, o.Bind) and isinstance(taken.value, o.Element):
        of = taken.value.of
    else:
        of = o.channel_read(taken)
    return of.parts if isinstance(of, o.Path) else ()


def only_sends(block: o.Block, is_line: Callable[[o.Path], bool]) -> bool:
    """Whether a block hears of a close only by chance, because something can't be sent, a ping too, or one thing after
    the other: what reads hears of it as well."""
    calls = [one for one in flat(block) if isinstance(one, o.Call)]
    said = {word for one in calls for word in words.words(o.name_of(one.callee))}
    loops = [one for one in flat(block) if isinstance(one, o.Loop)]
    listed = all(any(not is_line(of) for of in gone_through(one)) for one in loops)
    return listed and READING.isdisjoint(said) and not SENDING.isdisjoint(said)


def gives_results(function: o.Function) -> bool:
    """Whether a function gives its caller something, who sees so that there is nothing any more."""
    return any(
        isinstance(one, o.Return) and one.value is not None and getattr(one.value, "parts", None) not in NOTHING
        for one in flat(function.body)
    )


def closes_each(block: o.Block) -> bool:
    """Whether a block closes one of several things after the other, whose readers hear of the end so: `for pipe in pipes: pipe.close()`"""
    through = (one for one in flat(block) if isinstance(one, o.Loop) and goes_through(one))
    return any(
        isinstance(one, o.Call) and o.name_of(one.callee) == "close" for loop in through for one in flat(loop.body)
    )


def endings(
    block: o.Block, around: tuple[Level, ...] = (), loop: o.Loop | None = None, depth: int = 0
) -> Iterator[Ending]:
    """The places in a block, and in those within it, at which a read can have failed."""
    if depth > MOST_DEEP:
        return
    for place, one in enumerate(block):
        if not isinstance(one, o.Bind | o.Loop | o.If | o.Try | o.Switch | o.Call):
            continue
        levels = (Level(block[place + 1 :], loop), *around)
        match one:
            case o.Bind() if is_error_of_read(one):
                yield Ending(one, None, levels)
            case o.Call() if any(isinstance(argument.value, o.Function) for argument in one.arguments):
                yield Ending(one, None, levels)
            case o.Loop():
                if goes_through(one) or any(is_read(inner) for inner in flat((one,))):
                    yield Ending(one, None, levels)
                yield from endings(one.body, levels, one, depth + 1)
            case o.If():
                yield Ending(one, None, (Level(one.then, None), *levels))
                yield from endings(one.then, levels, None, depth + 1)
                yield from endings(one.otherwise, levels, None, depth + 1)
            case o.Switch():
                for arm in one.arms:
                    if arm.patterns:
                        yield Ending(arm, one, (Level(arm.body, None), *levels))
                    yield from endings(arm.body, levels, None, depth + 1)
            case o.Try():
                after = (Level(one.finally_, None, bool(one.finally_)), *levels)
                for catch in one.catches:
                    yield Ending(catch, one, (Level(catch.body, None), *after))
                    yield from endings(catch.body, after, None, depth + 1)
                yield from endings(one.body, (Level(one.otherwise, None), *after), None, depth + 1)


def variants_in(arm: o.Arm) -> Iterator[str]:
    """The names of an enum's cases for which an arm is."""
    for pattern in arm.patterns:
        if isinstance(pattern, o.Table):
            yield from (str(entry.key) for entry in pattern.entries)
        elif isinstance(pattern, o.Path):
            yield pattern.parts[-1]


def is_error_of_read(bind: o.Bind) -> bool:
    """`err` of `_, message, err := conn.ReadMessage()`, of `err := conn.ReadJSON(&message)`"""
    call = bind.value.of if isinstance(bind.value, o.Part) else bind.value
    if not isinstance(call, o.Call) or not isinstance(bind.target, o.Path):
        return False
    return is_reading(call) and bool(ERRORS.intersection(words.words(bind.target.parts[-1])[-1:]))


def gives(function: o.Function) -> list[o.Value]:
    """What a function gives back when it goes well, without what that is wrapped in: `return Ok(line)`, `return line, nil`"""
    return [plain for one in returns(function.body) if not is_error(plain := unwrapped(one))]


def unwrapped(value: o.Value) -> o.Value:
    if isinstance(value, o.Call) and o.name_of(value.callee) in WRAPPED and len(value.arguments) == 1:
        return value.arguments[0].value
    return value.items[0] if isinstance(value, o.Sequence) and value.items else value


def is_error(value: o.Value) -> bool:
    """`return err`, `return nil`: a function says so whether it went well, and gives nothing."""
    if isinstance(value, o.Call):
        said = {word for path in paths((value.callee,)) for part in path.parts for word in words.words(part)}
        return bool(MAKING_ERRORS.intersection(said))
    if isinstance(value, o.Table):
        return bool(ERRORS.intersection(words.words(value.type)[-1:]))  # `return &ReadError{...}`
    return is_nothing(value) or bool(ERRORS.intersection(words.words(o.name_of(value))[-1:]))
