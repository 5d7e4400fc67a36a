"""The numbers of an enum that gives its members none: what the enum's own conversions make of them."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.evaluator import Evaluator
from wsclose.analysis.scopes import function_of
from wsclose.analysis.tables import conversions
from wsclose.analysis.things import Int
from wsclose.syntax import outline as o

CONVERTING = ("from", "into", "try_from", "code", "as_u16", "to_u16", "value", "from_u16", "from_code", "rawValue")
"""Functions of an enum that turn its members into numbers, or numbers into members."""


def number_by_conversion(resolver: Evaluator, enum: str, member: str) -> Int | None:
    """`CloseCode::Away` is 1001 where `CloseCode::from` has an arm `1001 => Away`."""
    if not words.is_code_group(enum):
        return None
    kinds = [one.value.kind for one in resolver.lookup(("class", "", enum)) if isinstance(one.value, o.Class)]
    for name in CONVERTING if "enum" in kinds else ():
        for one in resolver.lookup(("method", enum, name)):
            function = function_of(one)
            for switch in switches(function.body) if function is not None else ():
                for each in conversions(switch):
                    if each.name == member and each.number.value and words.plausible(each.number.value):
                        return Int(each.number.value, f"{enum}.{member}")
    return None


def switches(block: o.Block, depth: int = 0) -> Iterator[o.Switch]:
    """What stands in a block to choose between values, not inside each other."""
    for statement in block:
        if isinstance(statement, o.Switch):
            yield statement
        elif depth < 8 and not isinstance(statement, o.Function | o.Class):
            yield from switches(tuple(o.children(statement)), depth + 1)
