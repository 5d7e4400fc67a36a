"""Inlay hints: what bare numbers are called. `close(1001)` reads `close(1001 Going Away)`."""

from collections.abc import Iterator

from lsprotocol import types

from wsclose.analysis.facts import CodeUse
from wsclose.lsp.around import Around
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.positions import to_offset

OPTIONS = types.InlayHintOptions(resolve_provider=False)


def inlay_hints(document: OpenDocument, place: types.Range, known: Around, client: Client) -> list[types.InlayHint]:
    """One hint for each bare number in a range that has a name. A number that a constant names already gets none."""
    text, encoding = document.document, client.encoding
    first, last = (to_offset(text, each, encoding) for each in (place.start, place.end))
    found: list[types.InlayHint] = []
    for offset, number in sorted(set(_bare(document, first, last))):
        name = known.name(number)
        if name:
            position = types.Position(*text.position(offset, encoding))
            found.append(types.InlayHint(position, name, padding_left=True))
    return found


def _bare(document: OpenDocument, first: int, last: int) -> Iterator[tuple[int, int]]:
    """(end, number) of the literals in a part of the file that stand for a code, and that nothing else names."""
    for placed in document.checked().facts:
        for fact in placed.facts.facts:
            if isinstance(fact, CodeUse) and fact.form == "literal" and not (fact.use == "defined" and fact.name):
                end = fact.end + placed.start
                if first <= end <= last:
                    yield end, fact.number
