"""Hover: what a close code, a close call or a received code means at this very place."""

from collections.abc import Iterator

from lsprotocol import types

from wsclose.analysis.facts import CloseCall, CodeUse, Fact, ReceivedCode, SentCode
from wsclose.checker import Checked
from wsclose.knowledge.markdown import to_plain
from wsclose.lsp import around, close_calls, here
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.positions import to_offset, to_range


def hover(open_document: OpenDocument, position: types.Position, client: Client, locale: str) -> types.Hover | None:
    """None where nothing about a close code stands."""
    document = open_document.document
    offset = to_offset(document, position, client.encoding)
    answer = describe(open_document.checked(), offset, locale, around.of(open_document, client))
    if answer is None:
        return None
    start, end, markdown = answer
    kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
    content = types.MarkupContent(kind, markdown if client.markdown else to_plain(markdown))
    return types.Hover(content, to_range(document, start, end, client.encoding))


def describe(
    checked: Checked, offset: int, locale: str, known: around.Around | None = None
) -> tuple[int, int, str] | None:
    """What is said about a byte of the file, as Markdown, and the extent of what it is said about.

    A code comes before the call around it, and both before a name that holds a received code.
    """
    found = list(facts_at(checked, offset))
    use = next(((fact, unit) for fact, unit in found if isinstance(fact, CodeUse)), None)
    sent = next(((fact, unit) for fact, unit in found if isinstance(fact, SentCode)), None)
    if use is not None or sent is not None:
        return _code(use, sent, known or around.nothing(locale))
    for fact, unit in found:
        if isinstance(fact, CloseCall):
            numbers = tuple(each for each in _sent(checked) if each.call is fact)
            return fact.name_start + unit, fact.name_end + unit, close_calls.close_call(fact, numbers, locale)
    for fact, unit in found:
        if isinstance(fact, ReceivedCode):
            return fact.start + unit, fact.end + unit, close_calls.received_code(fact, locale)
    return None


def facts_at(checked: Checked, offset: int) -> Iterator[tuple[Fact, int]]:
    """The facts about a byte of the file, each with the place of its unit. A close call's is the name of its method."""
    for placed in checked.facts:
        at = offset - placed.start
        if at < 0:
            continue
        for fact in placed.facts.facts:
            start, end = (fact.name_start, fact.name_end) if isinstance(fact, CloseCall) else (0, 0)
            if isinstance(fact, CodeUse | SentCode | ReceivedCode):
                start, end = fact.start, fact.end
            if start <= at < end:
                yield fact, placed.start


def _code(
    use: tuple[CodeUse, int] | None, sent: tuple[SentCode, int] | None, known: around.Around
) -> tuple[int, int, str] | None:
    place = use or sent
    if place is None:
        return None
    fact, unit = place
    number = fact.number if isinstance(fact, CodeUse) else fact.code.number
    used, given = use[0] if use else None, sent[0] if sent else None
    markdown = known.markdown(number, here.code(used, given, known.locale))
    connection = given.connection if given is not None else used.connection if used is not None else None
    read_in = here.evidence(connection, known.locale)
    return fact.start + unit, fact.end + unit, f"{markdown}\n{read_in}\n" if read_in else markdown


def _sent(checked: Checked) -> Iterator[SentCode]:
    for placed in checked.facts:
        yield from (fact for fact in placed.facts.facts if isinstance(fact, SentCode))
