"""Applying fixes to a text."""

from wsclose.project.findings import Edit, Finding, Fix, Severity
from wsclose.project.fixing import apply, replaced


def finding(*fixes: Fix) -> Finding:
    return Finding("rule", Severity.ERROR, 0, 1, "message", fixes=fixes)


def fix(start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return Fix(text, (Edit(start, end, text),), safe)


def test_edits_are_made_in_the_order_of_the_text() -> None:
    assert replaced(b"close(1001)", [Edit(10, 10, ', "bye"'), Edit(6, 10, "1000")]) == b'close(1000, "bye")'


def test_text_beyond_ascii_is_counted_in_bytes() -> None:
    assert replaced('"한" 1001'.encode(), [Edit(6, 10, "말")]) == '"한" 말'.encode()


def test_only_safe_fixes_are_made_unless_others_are_wanted() -> None:
    findings = [finding(fix(0, 1, "A", safe=False), fix(0, 1, "B")), finding(fix(2, 3, "C", safe=False))]

    assert apply(b"a.c", findings).text == b"B.c"
    assert apply(b"a.c", findings, unsafe=True).text == b"B.C"


def test_of_repairs_that_overlap_the_first_is_made() -> None:
    made = apply(b"abcd", [finding(fix(0, 2, "X")), finding(fix(1, 3, "Y")), finding(fix(2, 4, "Z"))])

    assert made.text == b"XZ"
    assert len(made.repaired) == 2


def test_an_insertion_into_a_replaced_place_waits() -> None:
    assert apply(b"abcd", [finding(fix(0, 3, "X")), finding(fix(1, 1, "Y"))]).text == b"Xd"
    assert apply(b"abcd", [finding(fix(1, 1, "Y")), finding(fix(0, 3, "X"))]).text == b"aYbcd"


def test_an_edit_that_two_repairs_share_is_made_once() -> None:
    shared = Edit(0, 0, "import status\n")
    findings = [
        finding(Fix("one", (shared, Edit(1, 2, "X")), True)),
        finding(Fix("two", (shared, Edit(3, 4, "Y")), True)),
    ]

    assert apply(b"abcd", findings).text == b"import status\naXcY"


def test_a_finding_without_fixes_stays() -> None:
    assert apply(b"abcd", [finding()], unsafe=True).repaired == ()
