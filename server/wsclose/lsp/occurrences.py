"""Where else a close code stands: highlights in the file, references in all open files, and its definition."""

from collections.abc import Iterable, Iterator

from lsprotocol import types

from wsclose.analysis.facts import CodeUse, SentCode
from wsclose.knowledge.names import last_part
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.hover import facts_at
from wsclose.lsp.positions import to_offset, to_range
from wsclose.plain import plain_hashable

_KINDS = {"sent": types.DocumentHighlightKind.Write, "defined": types.DocumentHighlightKind.Write}


@plain_hashable
class Occurrence:
    """A place of a code in a file, as bytes from its beginning. `use` as in CodeUse."""

    start: int
    end: int
    number: int
    use: str
    name: str


def code_at(document: OpenDocument, position: types.Position, client: Client) -> Occurrence | None:
    """The code at a position."""
    offset = to_offset(document.document, position, client.encoding)
    for fact, unit in facts_at(document.checked(), offset):
        if isinstance(fact, CodeUse):
            return Occurrence(fact.start + unit, fact.end + unit, fact.number, fact.use, fact.name)
        if isinstance(fact, SentCode):
            return Occurrence(fact.start + unit, fact.end + unit, fact.code.number, "sent", fact.code.name)
    return None


def highlights(
    document: OpenDocument, position: types.Position, client: Client
) -> list[types.DocumentHighlight] | None:
    """Every place in the file where the code stands that stands at a position."""
    here = code_at(document, position, client)
    if here is None:
        return None
    return [
        types.DocumentHighlight(
            to_range(document.document, each.start, each.end, client.encoding),
            _KINDS.get(each.use, types.DocumentHighlightKind.Read),
        )
        for each in _of(document, here.number)
    ]


def references(
    document: OpenDocument,
    position: types.Position,
    others: Iterable[OpenDocument],
    client: Client,
    *,
    declaration: bool,
) -> list[types.Location] | None:
    """Every place in the open files where the code stands; its definitions too, if they are wanted."""
    here = code_at(document, position, client)
    if here is None:
        return None
    return [
        _location(one, each, client)
        for one in others
        for each in _of(one, here.number)
        if declaration or each.use != "defined"
    ]


def definition(
    document: OpenDocument, position: types.Position, others: Iterable[OpenDocument], client: Client
) -> list[types.Location] | None:
    """Where the constant at a position gets its number, as far as an open file says it."""
    here = code_at(document, position, client)
    if here is None or not here.name:
        return None
    name = last_part(here.name)

    def in_files(files: Iterable[OpenDocument]) -> list[types.Location]:
        return [
            _location(one, each, client)
            for one in files
            for each in _of(one, here.number)
            if each.use == "defined" and last_part(each.name) == name
        ]

    return in_files((document,)) or in_files(others)


def _of(document: OpenDocument, number: int) -> Iterator[Occurrence]:
    """The places of one number in a file."""
    found: dict[tuple[int, int], Occurrence] = {}
    for placed in document.checked().facts:
        for fact in placed.facts.facts:
            if isinstance(fact, CodeUse) and fact.number == number:
                start, end = fact.start + placed.start, fact.end + placed.start
                found.setdefault((start, end), Occurrence(start, end, number, fact.use, fact.name))
            elif isinstance(fact, SentCode) and fact.code.number == number:
                start, end = fact.start + placed.start, fact.end + placed.start
                found.setdefault((start, end), Occurrence(start, end, number, "sent", fact.code.name))
    return (found[place] for place in sorted(found))


def _location(document: OpenDocument, place: Occurrence, client: Client) -> types.Location:
    return types.Location(document.uri, to_range(document.document, place.start, place.end, client.encoding))
