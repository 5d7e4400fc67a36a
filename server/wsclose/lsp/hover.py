"""Hover: what a close code, a close call or a received code means at this very place."""

from lsprotocol import types

from wsclose.analysis.facts import CloseCall, CodeUse, Fact, ReceivedCode, SentCode
from wsclose.checker import Checked
from wsclose.knowledge.markdown import code_markdown, to_plain
from wsclose.lsp import here
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.positions import to_offset, to_range
from wsclose.plain import plain


@plain
class Found:
    """What is at a place: its extent in bytes of the file, and the facts about it."""

    start: int
    end: int
    use: CodeUse | None = None
    sent: SentCode | None = None
    call: CloseCall | None = None
    received: ReceivedCode | None = None


def hover(open_document: OpenDocument, position: types.Position, client: Client, locale: str) -> types.Hover | None:
    """None where nothing about a close code stands."""
    document = open_document.document
    offset = to_offset(document, position, client.encoding)
    found = find(open_document.checked(), offset)
    if found is None:
        return None
    markdown = describe(found, locale)
    kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
    text = markdown if client.markdown else to_plain(markdown)
    return types.Hover(
        types.MarkupContent(kind, text), to_range(document, found.start, found.end, client.encoding)
    )


def find(checked: Checked, offset: int) -> Found | None:
    """The facts at a byte offset: a code before the call that it stands in, and either before a received code."""
    found: dict[type[Fact], tuple[Fact, int]] = {}
    for placed in checked.facts:
        if placed.start > offset:
            continue
        at = offset - placed.start
        for fact in placed.facts.facts:
            if isinstance(fact, CloseCall):
                hit = fact.name_start <= at < fact.name_end
            elif isinstance(fact, CodeUse | SentCode | ReceivedCode):
                hit = fact.start <= at < fact.end
            else:
                hit = False
            if hit:
                found.setdefault(type(fact), (fact, placed.start))
    return _best(found)


def _best(found: dict[type[Fact], tuple[Fact, int]]) -> Found | None:
    use, unit = found.get(CodeUse, (None, 0))
    sent, sent_unit = found.get(SentCode, (None, 0))
    if isinstance(use, CodeUse):
        return Found(unit + use.start, unit + use.end, use=use, sent=sent if isinstance(sent, SentCode) else None)
    if isinstance(sent, SentCode):
        return Found(sent_unit + sent.start, sent_unit + sent.end, sent=sent)
    call, unit = found.get(CloseCall, (None, 0))
    if isinstance(call, CloseCall):
        return Found(unit + call.name_start, unit + call.name_end, call=call)
    received, unit = found.get(ReceivedCode, (None, 0))
    if isinstance(received, ReceivedCode):
        return Found(unit + received.start, unit + received.end, received=received)
    return None


def describe(found: Found, locale: str) -> str:
    """The Markdown of a hover."""
    if found.call is not None:
        return here.close_call(found.call, locale)
    if found.received is not None:
        return here.received_code(found.received, locale)
    number = found.use.number if found.use is not None else found.sent.code.number if found.sent is not None else 0
    said = here.code(found.use, found.sent, locale)
    return code_markdown(number, locale, here=said, links="none") + here.evidence(found.use, found.sent)
