"""Members that are written without their type, in full: `.goingAway` where a `CloseCode` is taken or given back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from wsclose.analysis import walks, words
from wsclose.analysis.walks import returns, tails
from wsclose.syntax import outline as o
from wsclose.syntax.names import NAMES, members_of_tuple

MOST_RESULTS = 64


def is_implied(value: o.Value) -> bool:
    """Whether only the place tells of which type this is a member."""
    return isinstance(value, o.Path) and len(value.parts) == 2 and value.parts[0] == "."


def in_full(value: o.Value, kind: str) -> o.Value:
    """The same value as a member of the type that stands at its place, where one is named."""
    named = NAMES.findall(kind)
    if not isinstance(value, o.Path) or not is_implied(value) or not named:
        return value
    return o.Path(value.start, value.end, (*named[-1].split("."), value.parts[1]), value.last)


def given_in_full(call: o.Call, type_of: Callable[[str, int], str]) -> o.Call:
    """A call of own functions with its arguments in full, as the types of the parameters have it."""
    given = tuple(
        o.Argument(one.name, in_full(one.value, type_of(one.name, place)) if is_implied(one.value) else one.value)
        for place, one in enumerate(call.arguments)
    )
    return replace(call, arguments=given)


def taken(name: str, place: int, bodies: Sequence[o.Function]) -> str:
    """The type of what functions take under a name, or without one at a place: "" where they differ."""
    kinds = {
        one.type
        for body in bodies
        for at, one in enumerate(body.parameters)
        if (name == (one.label or one.name) if name else (at == place and one.label in ("", "_")))
    }
    return kinds.pop() if len(kinds) == 1 else ""


def given_back(body: o.Block, kind: str) -> Iterator[o.Value]:
    """The members that a function with this result gives back, in full, those at its end without `return`, too."""
    for value in (*returns(body), *tails(body)):
        if is_implied(value):
            yield in_full(value, kind)


def given_back_with_reason(function: o.Function) -> Iterator[o.Value]:
    """What a function gives back where its result names a close code, or a code beside a reason:
    `func why() -> (code: Int, reason: String)`, `(int code, string reason) Why()`."""
    kind = function.returns.strip("?")
    inside = kind[1:-1].strip("{}") if kind[:1] in ("(", "[") and kind[-1:] in (")", "]") else ""
    names = [NAMES.findall(one) for one in members_of_tuple(f"[{inside}]")] if inside else []
    reasons = [any("reason" in name.lower() for name in said) for said in names]
    codes = [place for place, said in enumerate(names) if not reasons[place] and says_code(said, any(reasons))]
    for value in islice(walks.given_back(function), MOST_RESULTS) if len(codes) == 1 else ():
        for one in value.options if isinstance(value, o.Either) else (value,):
            if isinstance(one, o.Sequence) and len(one.items) == len(names):
                yield one.items[codes[0]]


def says_code(said: Sequence[str], beside_reason: bool) -> bool:
    """Whether the names in a member of a result say that it is a close code, by itself or because of a reason beside it."""
    return any(words.is_code_name(name) or (beside_reason and name.lower() in ("code", "status")) for name in said)
