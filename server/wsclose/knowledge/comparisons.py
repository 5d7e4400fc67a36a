"""Compares two close codes: in words where `codes/comparisons.toml` has them, else from the codes' own data."""

from functools import cache
from typing import Any

from wsclose.knowledge import data, texts, words
from wsclose.knowledge.protocol import Code, Range, code, explain_range
from wsclose.knowledge.texts import text
from wsclose.plain import plain


@plain
class Row:
    """One line of a comparison: what is compared, and how it is on either side (one or more sentences)."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@plain
class Comparison:
    """Two codes side by side. `written` ones were thought through, the others are drawn from the codes' own data."""

    left: int
    right: int
    left_name: str
    right_name: str
    rows: tuple[Row, ...]
    differences: tuple[str, ...]
    use: tuple[str, ...]
    confused: str
    written: bool


@cache
def comparison(left: int, right: int, locale: str = texts.ENGLISH) -> Comparison:
    """Two codes side by side, in the order asked for. Works for any two numbers."""
    one, other = _side(left, locale), _side(right, locale)
    written = _written(left, right, locale)
    names = written.get("names", {})
    if written:
        differences, use = tuple(written["differences"]), tuple(written["use"])
        use = use if left <= right else use[::-1]
    else:
        differences = _differences((left, one), (right, other), locale)
        use = tuple(side.use for side in (one, other) if isinstance(side, Code))
    return Comparison(
        left=left,
        right=right,
        left_name=names.get(str(left), one.name),
        right_name=names.get(str(right), other.name),
        rows=_rows(one, other, locale),
        differences=differences,
        use=use,
        confused=written.get("confused", ""),
        written=bool(written),
    )


def written_pairs() -> tuple[tuple[int, int], ...]:
    """The pairs with a comparison in words, each with the smaller number first."""
    pairs = (key.split("-") for key in data.load("codes")["comparisons"])
    return tuple((int(left), int(right)) for left, right in pairs)


def _side(number: int, locale: str) -> Code | Range:
    return code(number, locale) or explain_range(number, locale)


def _written(left: int, right: int, locale: str) -> dict[str, Any]:
    key = f"{min(left, right)}-{max(left, right)}"
    english: dict[str, Any] = data.load("codes")["comparisons"].get(key, {})
    return english | texts.table(locale, "comparisons", key) if english else {}


def _rows(one: Code | Range, other: Code | Range, locale: str) -> tuple[Row, ...]:
    def row(label: str, left: str, right: str) -> Row:
        return Row(label, (left,), (right,))

    return (
        row(text("words.means", "Means", locale), one.summary, other.summary),
        row(
            text("words.sent-by", "Sent by", locale),
            words.sender(one.sent_by, locale),
            words.sender(other.sent_by, locale),
        ),
        row(
            text("words.wire", "On the wire", locale),
            words.yes_or_never(one.on_the_wire, locale),
            words.yes_or_never(other.on_the_wire, locale),
        ),
        row(
            text("words.page", "A page may send it", locale),
            words.page(one.page_may_send, locale),
            words.page(other.page_may_send, locale),
        ),
        row(text("words.reconnect", "Reconnect", locale), one.action, other.action),
        Row(words.when(locale), one.when, other.when),
        Row(words.fix(locale), one.fix, other.fix),
    )


def _differences(left: tuple[int, Code | Range], right: tuple[int, Code | Range], locale: str) -> tuple[str, ...]:
    """What the codes say about each other, then the facts in which they differ."""
    found = [
        f"{number}: {_seen_from(other, number) or side.summary}"
        for (number, side), (_, other) in ((left, right), (right, left))
    ]
    (a, one), (b, other) = left, right
    if one.on_the_wire != other.on_the_wire:
        sent, unsent = (a, b) if one.on_the_wire else (b, a)
        template = "{sent} travels in a close frame; {unsent} never does."
        found.append(text("words.differ-wire", template, locale, sent=sent, unsent=unsent))
    if one.page_may_send != other.page_may_send:
        may, may_not = (a, b) if one.page_may_send else (b, a)
        template = "A page may send {may}; close({may_not}) throws InvalidAccessError there."
        found.append(text("words.differ-page", template, locale, may=may, may_not=may_not))
    if one.action != other.action:
        template = "Reconnect after {a}: {one}. After {b}: {other}."
        found.append(text("words.differ-reconnect", template, locale, a=a, one=one.action, b=b, other=other.action))
    return tuple(found)


def _seen_from(side: Code | Range, number: int) -> str:
    neighbours = side.neighbours if isinstance(side, Code) else ()
    return next((each.difference for each in neighbours if each.number == number), "")
