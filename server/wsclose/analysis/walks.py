"""Walks through blocks: every node in them, or those that run where they stand."""

from collections.abc import Iterator, Sequence

from wsclose.syntax import outline as o


def everything(block: Sequence[o.Statement]) -> Iterator[o.Statement]:
    """Every node in a block in the order of the source, those in functions and classes inside it too."""
    left = [*reversed(block)]
    while left:
        node = left.pop()
        yield node
        left.extend(reversed(o.children(node)))


def flat(block: Sequence[o.Statement]) -> Iterator[o.Statement]:
    """Every node in a block in the order of the source, without functions and classes: those run later, if at all."""
    left = [*reversed(block)]
    while left:
        node = left.pop()
        if not isinstance(node, o.Function | o.Class):
            yield node
            left.extend(reversed(o.children(node)))


def calls(block: Sequence[o.Statement]) -> Iterator[o.Call]:
    """Every call in a block, those in functions inside it too."""
    return (node for node in everything(block) if isinstance(node, o.Call))


def paths(block: Sequence[o.Statement]) -> Iterator[o.Path]:
    """The names in a block, those of called functions and methods too."""
    for node in flat(block):
        if isinstance(node, o.Path):
            yield node
        elif isinstance(node, o.Call) and isinstance(node.callee, o.Path):
            yield node.callee


def given_back(function: o.Function) -> Iterator[o.Value]:
    """What a function comes to, with a `return` or, where that is how it is done, as the last thing in it."""
    yield from returns(function.body)
    yield from tails(function.body)


def tails(block: o.Block, depth: int = 0) -> Iterator[o.Value]:
    """The values that a block, or the arms of what stands last in it, can come to."""
    if not block or depth > 12:
        return
    last = block[-1]
    match last:
        case o.Return():
            if last.value is not None:
                yield from tails((last.value,), depth + 1)
        case o.If():
            yield from tails(last.then, depth + 1)
            yield from tails(last.otherwise, depth + 1)
        case o.Switch():
            for arm in last.arms:
                yield from tails(arm.body, depth + 1)
        case o.Opaque() if len(last.inside) == 1:
            yield from tails(last.inside, depth + 1)
        case _ if isinstance(last, o.Value):
            yield last


def returns(block: o.Block, depth: int = 0) -> Iterator[o.Value]:
    """The values that a function can return, not counting those of functions inside it."""
    for statement in block:
        if isinstance(statement, o.Return):
            if statement.value is not None:
                yield statement.value
        elif depth < 30 and not isinstance(statement, o.Function | o.Class):
            yield from returns(o.children(statement), depth + 1)
