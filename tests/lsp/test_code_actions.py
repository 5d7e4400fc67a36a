"""Which safe fixes go together."""

from wsclose.lsp.code_actions import safe_edits
from wsclose.project.findings import Edit, Finding, Fix, Severity


def finding(start: int, end: int, *, safe: bool = True) -> Finding:
    fix = Fix("repair", (Edit(start, end, "x"),), safe)
    return Finding("some-rule", Severity.ERROR, start, end, "wrong", fixes=(fix,))


def test_safe_fixes_are_taken_in_the_order_of_the_text() -> None:
    assert [edit.start for edit in safe_edits([finding(10, 12), finding(2, 4)])] == [2, 10]


def test_what_is_a_choice_is_left_alone() -> None:
    assert safe_edits([finding(2, 4, safe=False)]) == []


def test_of_two_that_overlap_the_first_is_taken() -> None:
    assert [edit.end for edit in safe_edits([finding(2, 8), finding(4, 6)])] == [8]


def test_of_two_at_one_place_the_first_is_taken() -> None:
    assert len(safe_edits([finding(2, 2), finding(2, 2)])) == 1
