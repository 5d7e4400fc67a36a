"""Which codes a file sends, tells apart and defines, on which side: facts in the order of their places."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from wsclose.analysis.facts import Certainty, CloseCall, CodeUse, Connection, ErrorPredicate, SentCode
from wsclose.analysis.file import PlacedFacts
from wsclose.plain import plain

Doing = Literal["sent", "compared", "defined"]

NO_STATUS = 1005


@plain
class Use:
    """A code at a place; bytes from the file's beginning."""

    number: int
    doing: Doing
    side: str  # "client", "server", "" when nobody can say
    library: str  # its title, "" when unknown
    start: int
    end: int
    name: str = ""  # of the constant
    certain: bool = True
    unsaid: bool = False  # a close call without a code, which sends this one, or nothing at all (1005)


def uses(facts: Iterable[PlacedFacts]) -> list[Use]:
    """What a file does with codes. A place counts once: as sent rather than as anything else."""
    found: dict[tuple[int, int, int], Use] = {}
    for use in sorted(_all(facts), key=lambda use: use.doing != "sent"):
        found.setdefault((use.start, use.end, use.number), use)
    sides = _sides(found.values())
    told = (replace(use, side=use.side or sides.get(use.library, "")) for use in found.values())
    return sorted(told, key=lambda use: (use.start, use.number))


def _sides(known: Iterable[Use]) -> dict[str, str]:
    """The side on which a file uses a library, where that is one alone: an error is on the side of its connection."""
    seen: dict[str, set[str]] = {}
    for use in known:
        seen.setdefault(use.library, set()).update({use.side} - {""})
    return {library: next(iter(sides)) for library, sides in seen.items() if library and len(sides) == 1}


def _all(facts: Iterable[PlacedFacts]) -> Iterator[Use]:
    for placed in facts:
        for fact in placed.facts.facts:
            if isinstance(fact, SentCode):
                yield _use(fact.code.number, "sent", fact.connection, fact.start, fact.end, placed, fact.code.name)
            elif isinstance(fact, CloseCall):
                number = _unsaid(fact)
                if number is not None:
                    start, end = fact.name_start, fact.name_end
                    yield _use(number, "sent", fact.connection, start, end, placed, unsaid=True)
            elif isinstance(fact, CodeUse) and fact.use != "mentioned":
                doing: Doing = "sent" if fact.use == "sent" else "compared" if fact.use == "compared" else "defined"
                certain = fact.certainty == Certainty.SURE
                yield _use(
                    fact.number, doing, fact.connection, fact.start, fact.end, placed, fact.name, certain=certain
                )
            elif isinstance(fact, ErrorPredicate):
                for code in fact.codes:
                    yield _use(code.number, "compared", fact.connection, code.start, code.end, placed, code.name)


def _use(
    number: int,
    doing: Doing,
    connection: Connection | None,
    start: int,
    end: int,
    placed: PlacedFacts,
    name: str = "",
    *,
    certain: bool = True,
    unsaid: bool = False,
) -> Use:
    side = library = ""
    if connection is not None:
        side = connection.side or ("client" if connection.runtime == "browser" else "")
        library = connection.library.title if connection.library is not None else ""
        certain = certain and connection.certainty == Certainty.SURE
    return Use(number, doing, side, library, placed.start + start, placed.start + end, name, certain, unsaid)


def _unsaid(call: CloseCall) -> int | None:
    """What goes out where no code is given."""
    method = call.method
    if method is None or call.code_kind != "none" or method.sends != "frame":
        return None
    if method.without_code == "empty":
        return NO_STATUS
    return int(method.without_code) if method.without_code.isdigit() else None
