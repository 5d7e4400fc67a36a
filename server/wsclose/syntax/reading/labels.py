"""Labels that are jumped back to, as good as a loop around what comes after them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tree_sitter import Node

from wsclose.syntax import outline as o
from wsclose.syntax.reading.core import Captures
from wsclose.syntax.reading.statements import Statements

MOST_DEEP = 2
"""Loops around a jump that are looked into."""


class Labels(Statements):
    """Reads what stands under a label."""

    def read_labelled(self, node: Node, captures: Captures) -> list[o.Statement]:
        """Statements, of which one has a label: `again: line := dial(url); read(line); time.Sleep(wait); goto again`"""
        found: list[o.Statement] = []
        for place, child in enumerate(node.named_children):
            loop = self.run_again(node.named_children[place:]) if self.kind_of(child) == "label" else None
            if loop is not None:
                return [*found, loop]
            found.extend(self.statements(child))
        return found

    def read_label(self, node: Node, captures: Captures) -> list[o.Statement]:
        """What has a label, without that."""
        return [one for child in node.named_children[1:] for one in self.statements(child)]

    def read_goto(self, node: Node, captures: Captures) -> list[o.Statement]:
        """A jump back is one of the loop that it makes; where any other leads is not followed."""
        kind = self.back.get(node.id)
        return [o.Jump(*self.span(node), kind)] if kind is not None else []

    def run_again(self, under: Sequence[Node]) -> o.Loop | None:
        """The loop that a label makes of what stands under it, where that ends with a jump back to it, or with a loop that
        is left by such jumps alone; None where it does not."""
        label, nodes = self.text(under[0].named_children[0]), (*under[0].named_children[1:], *under[1:])
        jumps = [jump for one in nodes for jump in self.jumps_to(label, one, ())]
        if not jumps or any(around not in ((), (nodes[-1].id,)) for _, around in jumps):
            return None
        self.back.update((jump.id, "break" if around else "continue") for jump, around in jumps)
        body = ended(
            [one for node in nodes for one in self.statements(node)], {self.span(jump)[0] for jump, _ in jumps}
        )
        if body is not None:
            return o.Loop(self.span(under[0])[0], self.span(under[-1])[1], (), body, True)
        for jump, _ in jumps:
            del self.back[jump.id]
        return None

    def jumps_to(self, label: str, node: Node, loops: tuple[int, ...]) -> Iterator[tuple[Node, tuple[int, ...]]]:
        """The jumps to a label, and the loops around each of them."""
        kind = self.kind_of(node)
        if kind == "goto" and self.text(node.named_children[0]) == label:
            yield node, loops
        elif kind != "function" and len(loops) < MOST_DEEP:
            inside = (*loops, node.id) if kind == "loop" else loops
            for child in node.named_children:
                yield from self.jumps_to(label, child, inside)


def ended(body: list[o.Statement], jumps: set[int]) -> o.Block | None:
    """What is run each time round, with an end to it where it may not jump back: `if again { goto connect }`"""
    last = body[-1] if body else None
    if isinstance(last, o.Jump) and last.start in jumps:
        return tuple(body[:-1])
    if isinstance(last, o.If) and not last.otherwise and is_jump(last.then[-1:], jumps):
        done = o.Jump(last.end, last.end, "break")
        return (*body[:-1], replace(last, then=last.then[:-1], otherwise=(done,)))
    if isinstance(last, o.Loop) and last.endless:
        left = [one.start for one in inside(last.body) if isinstance(one, o.Jump) and one.kind == "break"]
        return tuple(body) if left and jumps.issuperset(left) else None
    return None


def is_jump(block: o.Block, jumps: set[int]) -> bool:
    return any(isinstance(one, o.Jump) and one.start in jumps for one in block)


def inside(block: o.Block) -> Iterator[o.Statement]:
    """The statements of a block and of those in it, without those of functions."""
    left = list(block)
    while left:
        node = left.pop()
        if not isinstance(node, o.Function | o.Class):
            yield node
            left.extend(o.children(node))
