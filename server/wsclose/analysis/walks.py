"""Walks through blocks: every node in them, or those that run where they stand."""

from collections.abc import Iterator, Sequence

from wsclose.syntax import outline as o


def everything(block: Sequence[o.Statement]) -> Iterator[o.Statement]:
    """Every node in a block in the order of the source, those in functions and classes inside it too."""
    left = [*reversed(block)]
    while left:
        node = left.pop()
        yield node
        left.extend(reversed(tuple(o.children(node))))


def flat(block: Sequence[o.Statement]) -> Iterator[o.Statement]:
    """Every node in a block in the order of the source, without functions and classes: those run later, if at all."""
    left = [*reversed(block)]
    while left:
        node = left.pop()
        if not isinstance(node, o.Function | o.Class):
            yield node
            left.extend(reversed(tuple(o.children(node))))


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
