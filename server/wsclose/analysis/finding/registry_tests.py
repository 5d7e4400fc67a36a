"""Tests that tell a number apart as only close codes are: by the ends of the registry's ranges, by what is reserved in it."""

from collections.abc import Collection, Iterator

from wsclose.analysis import words
from wsclose.analysis.walks import everything
from wsclose.syntax import outline as o

COMPARISONS = frozenset({"==", "===", "!=", "!==", "<", "<=", ">", ">=", "in", "not in", "!in", "is", "is not"})

BOUNDS = ({3000, 4999}, {3000, 5000}, {1000, 4999})
"""Together, nobody else tests for these."""
RESERVED = frozenset({1004, 1005, 1006, 1015})
OUTER = frozenset({999, 1015, 1016, 2999, 3000, 4999, 5000})
EDGES = RESERVED | OUTER | {1000, 1003, 1007, 1011, 1012, 1014}
"""Codes that are never sent, and those at the ends of what is: nobody else tells these apart, of something that is
called a code."""
FAILURES = frozenset({1002, 1003, 1007})
LATER = frozenset({1009, 1010, 1011})


def tells_codes_apart(subject: tuple[str, ...], numbers: Collection[o.Number]) -> bool:
    """Whether what is compared with these numbers is a close code, by all of them together and its name:
    `code !== 1000 && (code < 3000 || code > 4999)`, `case 1004, 1005, 1006, 1015:`."""
    values = {number.value for number in numbers if number.value is not None}
    if any(pair <= values for pair in BOUNDS):
        return True
    if words.words(subject[-1])[-1:] != ("code",):
        return False
    if len(values & EDGES) > 2 and values & RESERVED and values & OUTER:
        return True
    if {1003, 1007} <= values and 1000 in values and values & {1011, 1014}:  # the ranges that may be sent
        return True
    return is_run_of_registry(values)


def is_run_of_registry(values: set[int]) -> bool:
    """Whether these are numbers of the registry, in which 1004 means nothing; what counts on from 1001 has it, too."""
    return (
        1004 not in values
        and values >= FAILURES
        and not values.isdisjoint(LATER)
        and not any(1015 < n < 3000 for n in values)
    )


def numbers_told(node: o.Switch) -> Iterator[o.Number]:
    """The numbers of a switch's arms, and the ends of their ranges."""
    for arm in node.arms:
        for pattern in arm.patterns:
            for one in pattern.items if isinstance(pattern, o.Sequence) else (pattern,):
                ends = one.operands if isinstance(one, o.Operation) else (one,)
                yield from (end for end in ends if isinstance(end, o.Number))


def comparisons_in(node: o.Statement, depth: int = 0) -> Iterator[o.Operation]:
    """The comparisons that a logical expression is made of."""
    if isinstance(node, o.Operation) and node.operator in COMPARISONS and len(node.operands) == 2:
        yield node
    elif isinstance(node, o.Operation | o.Either | o.Opaque) and depth < 12:
        for child in o.children(node):
            yield from comparisons_in(child, depth + 1)


def subjects_in(node: o.Statement) -> dict[tuple[str, ...], list[o.Number]]:
    """What is compared with numbers in a logical expression, and with which."""
    found: dict[tuple[str, ...], list[o.Number]] = {}
    for test in comparisons_in(node):
        left, right = test.operands[0], test.operands[-1]
        if isinstance(left, o.Number):
            left, right = right, left
        if isinstance(left, o.Path) and isinstance(right, o.Number):
            found.setdefault(left.parts, []).append(right)
    return found


def told_apart(body: o.Block) -> Iterator[str]:
    """The variables that a function tells apart as close codes, in all of its tests together."""
    found: dict[tuple[str, ...], list[o.Number]] = {}
    for node in everything(body):
        if isinstance(node, o.Operation) and node.operator in COMPARISONS:
            for subject, numbers in subjects_in(node).items():
                found.setdefault(subject, []).extend(numbers)
    return (
        subject[0] for subject, numbers in found.items() if len(subject) == 1 and tells_codes_apart(subject, numbers)
    )
