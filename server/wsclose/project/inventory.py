"""Which codes a file sends, tells apart and defines, on which side: facts in the order of their places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal

from wsclose.analysis.facts import Certainty, CloseCall, CodeUse, Connection, ErrorPredicate, SentCode
from wsclose.analysis.file import PlacedFacts
from wsclose.knowledge.codeset import PRIVATE
from wsclose.plain import plain

Doing = Literal["sent", "compared", "defined"]

NO_STATUS = 1005
FROM_FOUR = re.compile(rb"4_?\d{3}(?!\d)")  # what stands before is asked for afterwards: so the search runs from 4 to 4
WITHIN = re.compile(rb"[\w.]")
RANGES = frozenset(("<", "<=", ">", ">="))
OTHERS = {"server": "client", "client": "server"}


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
    bound: bool = False  # the end of a range: `code >= 4000`


def uses(facts: Iterable[PlacedFacts]) -> list[Use]:
    """What a file does with codes. A place counts once: as sent rather than as anything else."""
    found: dict[tuple[int, int, int], Use] = {}
    for use in sorted(_all(facts), key=lambda use: use.doing != "sent"):
        found.setdefault((use.start, use.end, use.number), use)
    sides = _sides(found.values())
    told = (
        replace(use, side=sides[use.library]) if not use.side and use.library in sides else use
        for use in found.values()
    )
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
                bound = fact.operator in RANGES
                yield _use(
                    fact.number,
                    doing,
                    fact.connection,
                    fact.start,
                    fact.end,
                    placed,
                    fact.name,
                    certain=certain,
                    bound=bound,
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
    bound: bool = False,
) -> Use:
    side = library = ""
    if connection is not None:
        side = _side(connection)
        library = connection.library.title if connection.library is not None else ""
        certain = certain and connection.certainty == Certainty.SURE
    return Use(number, doing, side, library, placed.start + start, placed.start + end, name, certain, unsaid, bound)


def _side(connection: Connection) -> str:
    return connection.side or ("client" if connection.runtime == "browser" else "")


def _unsaid(call: CloseCall) -> int | None:
    """What goes out where no code is given."""
    method = call.method
    if method is None or call.code_kind != "none" or method.sends != "frame":
        return None
    if method.without_code == "empty":
        return NO_STATUS
    return int(method.without_code) if method.without_code.isdigit() else None


@plain
class Files:
    """What the files of a tree do with codes, and which private numbers stand in each for whatever reason."""

    uses: Sequence[tuple[str, Use]]  # with the paths
    numbers: Mapping[str, Counter[int]]
    send_anything: Set[str]  # sides that send codes of which nobody can say what they are

    def unheard(self, side: str) -> list[int]:
        """The private codes that one side sends and no handler of the other tells apart.

        Nothing is said where the two sides seem to have nothing to do with each other: they must share a private code.
        Nor where the other side tests for a range, or where the number stands in one of its files, as in a table.
        """
        return self._unmatched(("sent", side), ("compared", OTHERS[side]))

    def unsent(self, side: str) -> list[int]:
        """The private codes that one side tells apart and the other never sends. Silent as `unheard` is.

        And where the other side, or one that nobody knows, sends codes that are decided elsewhere.
        """
        if self.send_anything & {OTHERS[side], ""}:
            return []
        return self._unmatched(("compared", side), ("sent", OTHERS[side]))

    def _unmatched(self, have: tuple[Doing, str], lack: tuple[Doing, str]) -> list[int]:
        private = [(path, use) for path, use in self.uses if use.number in PRIVATE]
        had = {use.number for _, use in private if (use.doing, use.side) == have and use.certain and not use.bound}
        matching = [(path, use) for path, use in private if use.doing == lack[0] and use.side in (lack[1], "")]
        matched = {use.number for _, use in matching}
        shared = {use.number for _, use in matching if use.side == lack[1] and use.certain}
        if not had & shared or any(use.bound for _, use in matching):
            return []
        there = {path for path, use in self.uses if use.side in (lack[1], "")}
        standing = Counter[int]()
        for path in there:
            standing.update(self.numbers.get(path, ()))
        standing.subtract(
            use.number for path, use in private if path in there and (use.doing, use.side) == have and not use.name
        )
        return sorted(number for number in had - matched if standing[number] <= 0)

    def unmatched(self) -> dict[str, frozenset[tuple[Doing, int]]]:
        """The same by path: which codes a file sends or tells apart that only its side knows."""
        alone = {("sent", side, number) for side in OTHERS for number in self.unheard(side)}
        alone |= {("compared", side, number) for side in OTHERS for number in self.unsent(side)}
        found: dict[str, set[tuple[Doing, int]]] = {}
        for path, use in self.uses:
            if (use.doing, use.side, use.number) in alone:
                found.setdefault(path, set()).add((use.doing, use.number))
        return {path: frozenset(codes) for path, codes in found.items()}


@plain
class Unmatched:
    """A place of a private code that only one side knows. Bytes from the file's beginning."""

    use: Use


def of_file(path: str, facts: Iterable[PlacedFacts], text: bytes) -> Files:
    """A file as if there were no other."""
    known = list(facts)
    used = [(path, use) for use in uses(known)]
    numbers = private_numbers(text) if any(use.number in PRIVATE for _, use in used) else Counter[int]()
    return Files(used, {path: numbers}, sends_anything(known))


def sends_anything(facts: Iterable[PlacedFacts]) -> frozenset[str]:
    """The sides on which a file closes with a code that is decided elsewhere."""
    return frozenset(
        _side(fact.connection)
        for placed in facts
        for fact in placed.facts.facts
        if isinstance(fact, CloseCall) and fact.code_kind in ("received", "string", "unknown")
    )


def private_numbers(text: bytes) -> Counter[int]:
    """The numbers from 4000 to 4999 in a text, and how often they stand there."""
    return Counter(
        int(found[0].replace(b"_", b""))
        for found in FROM_FOUR.finditer(text)
        if not WITHIN.match(text, max(found.start() - 1, 0), found.start())
    )
