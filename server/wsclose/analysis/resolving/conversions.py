"""The numbers of members that have none written beside them: what they are made of, or what the enum's conversions make of them."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import function_of
from wsclose.analysis.resolving.things import Int
from wsclose.analysis.tables import conversions
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


def number_held(value: object) -> int | None:
    """The one number that an object is made of which could be a close code."""
    given = [argument.value for argument in value.arguments] if isinstance(value, o.Call) and value.new else []
    found = [one.value for one in given if isinstance(one, o.Number) and words.plausible(one.value)]
    return found[0] if len(found) == 1 else None
