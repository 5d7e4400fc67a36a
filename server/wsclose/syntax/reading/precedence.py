"""Operations whose grammar binds them in the wrong order, bound anew: `a == 1 || b == 2` read as `a == (1 || b == 2)`."""

from collections.abc import Collection, Sequence

from tree_sitter import Node

from wsclose.syntax import outline as o

LOOSEST_FIRST = ("||", "&&")


def operands_in_order(node: Node, kinds: Collection[str]) -> list[Node]:
    """What stands between the operators of these kinds, as it is written; what is in parentheses is one operand."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        left, right = one.child_by_field_name("lhs"), one.child_by_field_name("rhs")
        if one.type in kinds and left is not None and right is not None:
            waiting += (right, left)
        else:
            found.append(one)
    return found


def bound(operands: Sequence[o.Value], signs: Sequence[str], loosest: int = 0) -> o.Value:
    """One value of operands and the operators between them: `||` binds loosest, then `&&`, then comparisons."""
    if len(operands) == 1:
        return operands[0]
    if loosest == len(LOOSEST_FIRST):
        value = operands[0]
        for sign, other in zip(signs, operands[1:], strict=True):
            value = o.Operation(value.start, other.end, sign, (value, other))
        return value
    sign, begin = LOOSEST_FIRST[loosest], 0
    parts: list[o.Value] = []
    for place in (*(place for place, one in enumerate(signs) if one == sign), len(signs)):
        parts.append(bound(operands[begin : place + 1], signs[begin:place], loosest + 1))
        begin = place + 1
    value = parts[0]
    for other in parts[1:]:
        value = o.Operation(value.start, other.end, sign, (value, other))
    return value
