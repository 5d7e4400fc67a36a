"""Nothing in a workspace can hold up a run: what is looked for in a text is looked for once, however long a line is.

Looked through once, each of these takes milliseconds; looked through from each of its places, minutes."""

import pytest

from wsclose.project import manifests, suppressions
from wsclose.project.defined import names_defined
from wsclose.syntax import embedded
from wsclose.syntax.document import Document

MANY = 400_000


@pytest.mark.parametrize("name", manifests.NAMES)
@pytest.mark.parametrize("text", ["\n" * MANY, " " * MANY, f"x{' ' * MANY}y", f"require{' ' * MANY}"])
def test_a_manifest_of_nothing_but_space_names_nothing(name: str, text: str) -> None:
    assert manifests.dependencies(name, text) <= {"x", "require"}


@pytest.mark.parametrize("name", ["Cargo.toml", "go.mod"])
def test_a_manifest_that_never_says_a_name_has_none(name: str) -> None:
    assert manifests.own_names(name, f"[package]{chr(10) * MANY}") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[package]\nversion = "1.0.0"\nname = "room-codes"\n\n[lib]\nname = "rooms"\n', ("room_codes", "rooms")),
        ("[package", ()),
        ("package = 3\nlib = { name = 4 }\n", ()),
    ],
)
def test_what_a_crate_is_called(text: str, expected: tuple[str, ...]) -> None:
    assert manifests.own_names("Cargo.toml", text) == expected


def test_a_line_of_nothing_but_comments_is_read_once() -> None:
    text = f"{'#' * MANY}\nleave(1001)  # wsclose: ignore[reserved-code]\nwsclose: ignore\n"
    found = suppressions.find(Document.from_str(text))
    assert [(text[one.start : one.end], one.lines) for one in found] == [
        ("# wsclose: ignore[reserved-code]", frozenset({1}))
    ]


def test_a_tag_of_nothing_but_a_name_is_read_once() -> None:
    assert embedded.ATTRIBUTE.findall(b"a" * MANY + b' lang="ts"') == [(b"lang", b'"ts"')]


def test_a_line_that_implements_again_and_again_is_read_once() -> None:
    assert b"Guest" in names_defined(b"impl " * 60_000 + b"\nimpl<T> Leave<T> for Guest {\n")
