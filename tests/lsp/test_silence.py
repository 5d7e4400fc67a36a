"""Comments that silence findings: where they are written, and what is there already."""

import pytest

from wsclose.lsp.silence import silence_file, silence_line
from wsclose.project.findings import Edit
from wsclose.syntax.document import Document


def applied(text: str, edit: Edit) -> str:
    document = Document.from_str(text)
    document.replace(edit.start, edit.end, edit.text.encode())
    return document.text.decode()


def on_line(text: str, at: str, comment: str = "//") -> str:
    document = Document.from_str(text)
    return applied(text, silence_line(document, "browser-code", document.text.index(at.encode()), comment))


def in_file(text: str, comment: str = "//") -> str:
    return applied(text, silence_file(Document.from_str(text), "browser-code", comment))


def test_a_comment_is_put_at_the_end_of_the_line() -> None:
    assert on_line("a();\nb(1001);\nc();\n", "1001") == "a();\nb(1001); // wsclose: ignore[browser-code]\nc();\n"


def test_python_has_two_spaces_before_a_comment() -> None:
    assert on_line("b(1001)\n", "1001", "#") == "b(1001)  # wsclose: ignore[browser-code]\n"


def test_the_last_line_needs_no_end() -> None:
    assert on_line("b(1001)", "1001") == "b(1001) // wsclose: ignore[browser-code]"


def test_blanks_at_the_end_of_a_line_go() -> None:
    assert on_line("b(1001);  \r\n", "1001") == "b(1001); // wsclose: ignore[browser-code]\r\n"


def test_a_comment_that_silences_another_rule_is_extended() -> None:
    text = "b(1001); // wsclose: ignore[magic-code] because it is so\n"
    assert on_line(text, "1001") == text.replace("[magic-code]", "[magic-code, browser-code]")


def test_a_comment_of_another_line_is_left_alone() -> None:
    text = "a(); // wsclose: ignore[magic-code]\nb(1001);\n"
    assert on_line(text, "1001") == text.replace("b(1001);", "b(1001); // wsclose: ignore[browser-code]")


@pytest.mark.parametrize(
    ("text", "comment"),
    [("  b(1001, `first\nsecond`);\n", "//"), ("  b(1001, \\\n    2)\n", "#"), ('  b(1001, """first\n""")\n', "#")],
    ids=["template", "continued line", "long string"],
)
def test_where_a_line_ends_in_the_middle_of_something_the_comment_stands_above(text: str, comment: str) -> None:
    assert on_line(text, "1001", comment) == f"  {comment} wsclose: ignore[browser-code]\n{text}"


def test_a_comment_for_the_file_is_its_first_line() -> None:
    assert in_file("b(1001);\n") == "// wsclose: ignore-file[browser-code]\nb(1001);\n"


def test_lines_that_must_come_first_stay_first() -> None:
    text = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nb(1001)\n"
    assert in_file(text, "#") == text.replace("b(", "# wsclose: ignore-file[browser-code]\nb(")


def test_a_comment_for_the_file_that_is_there_is_extended() -> None:
    text = "b(1001);\n// wsclose: ignore-file[magic-code]\n"
    assert in_file(text) == text.replace("[magic-code]", "[magic-code, browser-code]")


def test_the_ends_of_lines_are_those_of_the_file() -> None:
    assert in_file("b(1001);\r\n") == "// wsclose: ignore-file[browser-code]\r\nb(1001);\r\n"
