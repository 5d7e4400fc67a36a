"""Where else a close code stands: highlights in the file, references in all files, and its definition."""

from collections.abc import Iterable, Iterator

from lsprotocol import types

from wsclose.analysis.facts import CodeUse, SentCode
from wsclose.checker import Checked
from wsclose.knowledge.names import last_part
from wsclose.lsp import settings_edits
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.hover import facts_at
from wsclose.lsp.positions import to_offset, to_range
from wsclose.plain import plain, plain_hashable

_KINDS = {"sent": types.DocumentHighlightKind.Write, "defined": types.DocumentHighlightKind.Write}


@plain_hashable
class Occurrence:
    """A place of a code in a file, as bytes from its beginning. `use` and `operator` as in CodeUse."""

    start: int
    end: int
    number: int
    use: str
    name: str
    form: str = "literal"
    operator: str = ""


@plain
class Place:
    """An occurrence, and what a client has to know of where it is."""

    uri: str
    version: int | None  # of a file that is open
    range: types.Range
    written: str  # as it stands there
    occurrence: Occurrence


def code_at(document: OpenDocument, position: types.Position, client: Client) -> Occurrence | None:
    """The code at a position."""
    offset = to_offset(document.document, position, client.encoding)
    for fact, unit in facts_at(document.checked(), offset):
        if isinstance(fact, CodeUse | SentCode):
            return _occurrence(fact, unit)
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
        for each in all_in(document)
        if each.number == here.number
    ]


def references(
    document: OpenDocument, position: types.Position, places: Iterable[Place], client: Client, *, declaration: bool
) -> list[types.Location] | None:
    """Every place where the code stands; its definitions too, if they are wanted."""
    here = code_at(document, position, client)
    if here is None:
        return None
    return [
        types.Location(each.uri, each.range)
        for each in places
        if each.occurrence.number == here.number and (declaration or each.occurrence.use != "defined")
    ]


def definition(
    document: OpenDocument, position: types.Position, places: Iterable[Place], client: Client
) -> list[types.Location] | None:
    """Where the constant at a position gets its number, or where the project says what its code means."""
    here = code_at(document, position, client)
    if here is None:
        return None
    found: list[types.Location] = []
    if here.name:
        own = (place(document, each, client) for each in all_in(document))
        found = _defining(here, own) or _defining(here, places)
    if not found and here.number in document.settings.own_codes:
        found = settings_edits.places_of_code(here.number, document.settings.file)
    return found or None


def all_in(document: OpenDocument) -> tuple[Occurrence, ...]:
    """The codes in a file, in the order of their places."""
    return all_of(document.checked())


def all_of(checked: Checked) -> tuple[Occurrence, ...]:
    """The same of what was found in a file."""
    found: dict[tuple[int, int], Occurrence] = {}
    for placed in checked.facts:
        for fact in placed.facts.facts:
            if isinstance(fact, CodeUse | SentCode):
                occurrence = _occurrence(fact, placed.start)
                found.setdefault((occurrence.start, occurrence.end), occurrence)
    return tuple(found[at] for at in sorted(found))


def place(document: OpenDocument, occurrence: Occurrence, client: Client) -> Place:
    """An occurrence as a client sees it."""
    start, end = occurrence.start, occurrence.end
    written = document.document.text[start:end].decode("utf-8", "replace")
    at = to_range(document.document, start, end, client.encoding)
    return Place(document.uri, document.version, at, written, occurrence)


def _occurrence(fact: CodeUse | SentCode, unit: int) -> Occurrence:
    start, end = fact.start + unit, fact.end + unit
    if isinstance(fact, SentCode):
        return Occurrence(start, end, fact.code.number, "sent", fact.code.name, fact.code.form)
    return Occurrence(start, end, fact.number, fact.use, fact.name, fact.form, fact.operator)


def _defining(wanted: Occurrence, places: Iterable[Place]) -> list[types.Location]:
    return [types.Location(each.uri, each.range) for each in _definitions(wanted, places)]


def _definitions(wanted: Occurrence, places: Iterable[Place]) -> Iterator[Place]:
    name = last_part(wanted.name)
    for each in places:
        found = each.occurrence
        if found.use == "defined" and found.number == wanted.number and last_part(found.name) == name:
            yield each
