"""Units that were read for one file serve another."""

from wsclose.syntax.document import Document
from wsclose.syntax.outline import Unit
from wsclose.syntax.source import Source
from wsclose.syntax.units import Units

FIRST = "function leave(socket) { socket.close(4001); }\nconst a = 1;\n"
SECOND = "const b = 2;\nfunction leave(socket) { socket.close(4001); }\n"


def source(text: str, path: str, units: Units) -> Source:
    return Source("javascript", Document.from_str(text), path, units)


def test_what_two_files_share_is_read_once() -> None:
    units = Units()
    first, second = source(FIRST, "a.js", units).outline, source(SECOND, "b.js", units).outline
    assert first.units[0].unit is second.units[1].unit
    assert first.units[0].start == 0
    assert second.units[1].start == SECOND.index("function")


def test_the_same_text_in_another_grammar_is_another_unit() -> None:
    units = Units()
    first = source(FIRST, "a.js", units).outline
    typed = Source("typescript", Document.from_str(FIRST), "a.ts", units).outline
    assert first.units[0].unit is not typed.units[0].unit


def test_what_an_edit_made_is_not_kept_for_others() -> None:
    units = Units()
    document = Document.from_str(FIRST)
    edited = Source("javascript", document, "a.js", units)
    assert edited.outline
    place = FIRST.index("4001")
    edited.edited([document.replace(place, place + 4, b"4002")])
    assert (
        edited.outline.units[0].unit is not source(FIRST.replace("4001", "4002"), "b.js", units).outline.units[0].unit
    )


def test_what_was_not_asked_for_is_forgotten() -> None:
    units = Units(most=100)
    for name in "abc":
        units.keep(name, Unit("javascript", 60, "", ()))
    assert units.get("a") is not None  # and is new again
    for name in "de":
        units.keep(name, Unit("javascript", 60, "", ()))
    assert units.get("b") is None
    assert units.get("a") is not None
