"""Which of a name's definitions is meant at a place, where several things go by it one after the other."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.scopes import Definition, Scope
from wsclose.analysis.walks import paths
from wsclose.syntax import outline as o

CODES = frozenset({"code", "status", "reason"})
"""In names of what stays a code whatever arm it is given it in: `if (told) code = event.code; else code = event;`"""

MOST_DEEP = 40
MOST_BINDS = 400  # of a block that is gone through


def meant_at(name: str, scope: Scope, at: int) -> list[Definition] | None:
    """Those of a name's definitions that are meant at a place in their unit: in a loop what goes through it, in an arm
    what its pattern takes, in a handler what it has caught, and elsewhere what it was given since it was surely given
    something, whatever else has that name in another one. `at`: -1 where the place is not known."""
    found = scope.find(name)
    if found is None or at < 0 or len(found) < 2:
        return found
    caught = [one.value for one in found if isinstance(one.value, o.Catch) and one.value.start <= at < one.value.end]
    if caught:
        found = [one for one in found if one.value is not None and caught[-1].start <= one.value.start < caught[-1].end]
    if (through := in_loop(found, at)) is not found:
        return through
    taken = in_arm(found, at)
    of_code = not CODES.isdisjoint(words.words(name))
    return taken if len(taken) < 2 or of_code else given_last(taken, scope, at)


def in_loop(found: list[Definition], at: int) -> list[Definition]:
    """Of what several loops give a name, what goes through the one around a place."""
    loops = [each for one in found if (each := iterated(one.value)) is not None and each.start <= at < each.end]
    if len(found) < 2 or not loops:
        return found
    inner = max(loops, key=lambda each: each.start)
    return [one for one in found if one.value is not None and inner.start <= one.value.start < inner.end]


def in_arm(found: list[Definition], at: int) -> list[Definition]:
    """Of names that several patterns give to what they take out, that of the last one before a place:
    `Self::Line(it) => it.close(), Self::File(it) => it.close()`."""
    starts = [one.value.start for one in found if isinstance(one.value, o.Part) and isinstance(one.value.key, str)]
    last = max((start for start in starts if start <= at), default=-1) if len(starts) == len(found) else -1
    return [one for one in found if one.value is not None and one.value.start == last] or found


def iterated(value: object) -> o.Element | None:
    """What a variable goes through one after the other, with the extent of that loop: `for place, guest in guests`."""
    while isinstance(value, o.Part):
        value = value.of
    return value if isinstance(value, o.Element) else None


def given_last(found: list[Definition], scope: Scope, at: int) -> list[Definition]:
    """What a variable can be that is given one thing after the other: `line = await connect(); line.close();
    line = open(path); line.close()`. In functions that it is kept for it can be any of them."""
    function = scope.function
    if function is None or any(one.scope is not scope for one in found):
        return found
    starts = {
        one.value.start for one in found if one.value is not None and not isinstance(one.value, o.Parameter | o.Catch)
    }
    last, again = (
        -1,
        -1,
    )  # where it was surely given something, and where the loop ends by which a later thing comes round
    block: o.Block = function.body
    for _ in range(MOST_DEEP):
        inner: o.Block = ()
        for statement in block[:MOST_BINDS]:
            if statement.start > at:
                break
            if statement.start <= at < statement.end:
                inner = tuple(block_at(statement, at)) or inner
                if isinstance(statement, o.Loop):
                    again = max(again, statement.end)
                given = [one for one in in_head(statement) if one in starts and one <= at]
                last, again = (given[-1], -1) if given else (last, again)
            elif isinstance(statement, o.Bind) and surely(statement, block, at):
                start = statement.value.start if statement.value is not None else -1
                last, again = (start, -1) if start in starts else (last, again)
        if not inner:
            break
        block = inner
    if last < 0:
        return found
    return [one for one in found if one.value is None or last <= one.value.start <= max(at, again)]


def surely(bind: o.Bind, block: o.Block, at: int) -> bool:
    """Whether what a statement gives is there at a place after it; not what only the head of another has: `if c, ok := m[k]; ok`"""
    of = (one for one in block[:MOST_BINDS] if isinstance(one, o.If | o.Switch) and one.start < bind.start < one.end)
    return not bind.operator and bind.end <= at and all(at < one.end for one in of) and not goes_on(bind)


def goes_on(bind: o.Bind) -> bool:
    """Whether a name is given what is made of what it was: `line = line.into_io()`"""
    name = o.name_of(bind.target)
    return bind.value is not None and any(path.parts[0] == name for path in paths((bind.value,)))


def in_head(statement: o.Statement) -> Iterator[int]:
    """Where the values begin that a test gives names: `if let Some(line) = self.line.take() { ... }`"""
    test = statement.test if isinstance(statement, o.If) else None
    for one in test.inside if isinstance(test, o.Opaque) else ():
        if isinstance(one, o.Bind) and one.value is not None:
            yield one.value.start


def block_at(statement: o.Statement, at: int) -> Iterator[o.Statement]:
    """The statements of the block in a statement that a place is in; what a function runs is none of them."""
    blocks: tuple[o.Block, ...] = ()
    match statement:
        case o.If():
            blocks = statement.then, statement.otherwise
        case o.Loop():
            blocks = (statement.body,)
        case o.Try():
            blocks = (
                statement.body,
                *(catch.body for catch in statement.catches),
                statement.otherwise,
                statement.finally_,
            )
        case o.Switch():
            blocks = tuple(arm.body for arm in statement.arms)
        case o.Opaque():
            blocks = (statement.inside,)
        case o.Bind() | o.Call() | o.Member() | o.Awaited() | o.Return():  # let reader = spawn(async { ... });
            blocks = tuple((one,) for one in o.children(statement))
    for block in blocks:
        if block and block[0].start <= at < block[-1].end:
            yield from block
