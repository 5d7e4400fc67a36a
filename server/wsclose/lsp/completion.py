"""Completion: the codes and constants that are legal at a place, best first, with the texts of hovers.

What a place is for is found out by putting a code there: where the analysis then sees a code that is sent or compared,
codes are offered, and it says of which library and side.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lsprotocol import types

from wsclose.analysis.facts import CodeUse, Connection, SentCode
from wsclose.knowledge import relevance
from wsclose.knowledge.library import Received
from wsclose.knowledge.markdown import to_plain
from wsclose.lsp import constants, here
from wsclose.lsp.around import Around
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.hover import facts_at
from wsclose.lsp.positions import to_offset, to_range
from wsclose.plain import plain
from wsclose.rules import sent_codes

OPTIONS = types.CompletionOptions(trigger_characters=["(", " ", ",", "="], resolve_provider=True)

TYPED = re.compile(rb"[\w.:]*$")
PLACE = re.compile(
    rb"(?:[(,\[|&<>]|[=!<>]=|code\w*['\"]?\s*[:=]|status\s*[:=]|\b(?:case|in|when|is|or))\s*$", re.IGNORECASE
)
"""What can stand before a code. It spares the analysis where a code is out of the question."""

PROBE = "1000"
ENDINGS = ("", ")", ":", ") {}")
"""What may be missing after the cursor while somebody types."""

SENT = (1000, 1001, 1011, 1008, 1009, 1003, 1007, 1002, 1012, 1013, 1014, 1010, 3000, 3003, 3008)
RECEIVED = (1000, 1001, 1006, 1005, 1011, 1012, 1013, 1008, 1009, 1002, 1003, 1007, 1014, 1010, 1015, 3000, 3003, 3008)
"""Best first: what is sent, and what clients have to tell apart."""

FIRST = 3  # of these come before the project's own
MOST = 60


@plain
class Place:
    """Where a code can be written: what is typed there already, and what a code would be there."""

    start: int
    end: int
    use: CodeUse | None
    sent: SentCode | None

    @property
    def connection(self) -> Connection | None:
        return self.sent.connection if self.sent is not None else self.use.connection if self.use is not None else None

    def here(self, number: int, locale: str) -> str:
        """What that code would do here."""
        use = replace(self.use, number=number) if self.use is not None else None
        sent = replace(self.sent, code=replace(self.sent.code, number=number)) if self.sent is not None else None
        return here.code(use, sent, locale)


class Completion:
    """Remembers the last place, so that the texts of its codes are made when they are looked at."""

    def __init__(self) -> None:
        self._last: tuple[int, Place, Around] | None = None
        self._count = 0

    def items(
        self, document: OpenDocument, position: types.Position, known: Around, client: Client
    ) -> list[types.CompletionItem]:
        place = _place(document, to_offset(document.document, position, client.encoding))
        if place is None:
            return []
        self._count += 1
        self._last = (self._count, place, known)
        where = to_range(document.document, place.start, place.end, client.encoding)
        numbers = list(_legal(place, known))[:MOST]
        names = constants.of(document, place.connection, place.start, place.end)
        found: list[types.CompletionItem] = []
        for rank, number in enumerate(numbers):
            for order, written in enumerate((str(number), *names.get(number, ()))):
                found.append(self._item(written, number, f"{rank:02}{order}", where, known, client))
        return found

    def resolve(self, item: types.CompletionItem, client: Client) -> types.CompletionItem:
        """Adds what a hover would say."""
        data = item.data if isinstance(item.data, dict) else {}
        number = data.get("number")
        if self._last is None or not isinstance(number, int) or data.get("of") != self._last[0]:
            return item
        _, place, known = self._last
        said = known.markdown(number, place.here(number, known.locale))
        kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
        item.documentation = types.MarkupContent(kind, said if client.markdown else to_plain(said))
        return item

    def _item(
        self, written: str, number: int, rank: str, where: types.Range, known: Around, client: Client
    ) -> types.CompletionItem:
        name = known.name(number)
        is_number = written == str(number)
        about = name if is_number else f"{number} {name}".strip()
        return types.CompletionItem(
            label=written,
            label_details=types.CompletionItemLabelDetails(description=about) if client.label_details else None,
            kind=types.CompletionItemKind.Value if is_number else types.CompletionItemKind.Constant,
            detail=about,
            sort_text=rank,
            filter_text=f"{written} {about}",
            text_edit=types.TextEdit(where, written),
            data={"of": self._count, "number": number},
        )


def _place(document: OpenDocument, offset: int) -> Place | None:
    """The place at an offset, None where no code can stand."""
    text = document.document
    checker = document.checker
    if checker is None or not relevance.mentions(text.text, checker.source.support.family, checker.settings.libraries):
        return None
    line, _ = text.position(offset, "utf-8")
    begin, end_of_line = text.line_range(line)
    typed = TYPED.search(text.text[begin:offset])
    start = begin + typed.start() if typed is not None else offset
    if not PLACE.search(text.text[begin:start]):
        return None
    rest = re.match(rb"[\w.:]*", text.text[offset:end_of_line])
    end = offset + (len(rest[0].rstrip(b":.")) if rest is not None else 0)
    for ending in ENDINGS:
        checked = document.supposing(start, end, PROBE + ending)
        found = [fact for fact, _ in facts_at(checked, start)]
        sent = next((fact for fact in found if isinstance(fact, SentCode)), None)
        use = next((fact for fact in found if isinstance(fact, CodeUse)), None)
        if sent is not None or (use is not None and use.use in ("compared", "sent")):
            return Place(start, end, use, sent)
    return None


def _legal(place: Place, known: Around) -> Iterator[int]:
    """The codes that may stand at a place, best first."""
    own = known.numbers()
    if place.sent is None:
        connection = place.connection
        received = connection.library.received_on(connection.side) if connection and connection.library else None
        listed = [number for number in _mixed(RECEIVED, own) if received is None or _can_arrive(number, received)]
    else:
        taken = sent_codes.accepted(place.sent)
        listed = [number for number in _mixed(SENT, own) if number in taken]
        # What a rule would report here comes last: it may be what is meant all the same.
        sent = place.sent
        listed.sort(key=lambda number: number not in own and sent_codes.unwelcome(number, sent))
    yield from dict.fromkeys(listed)


def _can_arrive(number: int, received: Received) -> bool:
    if received.delivers is None or number in received.delivers:
        return True
    return str(number) in (received.empty_as, received.dropped_as) or number in received.local_codes


def _mixed(general: tuple[int, ...], own: tuple[int, ...]) -> tuple[int, ...]:
    return (*general[:FIRST], *own, *general[FIRST:])
