"""`wsclose check --fix`, `--unsafe-fixes` and `--diff`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli

CHAT = """\
const socket = new WebSocket("wss://chat.example.org");

window.onpagehide = () => socket.close(1001, "leaving");
socket.onclose = ({ code }) => {
  if (code === "4401") location.assign("/sign-in");
};
"""
SAFE = CHAT.replace('"4401"', "4401")
ALL = SAFE.replace("1001", "1000")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "page.js"
    file.write_bytes(CHAT.encode())
    return file


def check(*arguments: str, stdin: str | None = None) -> Result:
    rules = "--select=browser-code,code-as-string"
    return CliRunner().invoke(cli, ["check", rules, "--locale", "en", *arguments], input=stdin)


def test_fix_makes_the_safe_repairs_and_reports_what_is_left(page: Path) -> None:
    result = check("--fix")

    assert page.read_text() == SAFE
    assert result.exit_code == 1
    assert "browser-code" in result.stdout
    assert "code-as-string" not in result.stdout
    assert "Repaired 1 finding." in result.stdout


def test_unsafe_fixes_make_the_first_of_the_others_too(page: Path) -> None:
    result = check("--unsafe-fixes")

    assert page.read_text() == ALL
    assert result.exit_code == 0
    assert "Repaired 2 findings." in result.stdout


def test_repairing_twice_changes_nothing_more(page: Path) -> None:
    check("--unsafe-fixes")
    once = page.read_bytes()

    assert "Repaired" not in check("--unsafe-fixes").stdout
    assert page.read_bytes() == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CHAT.replace("\n", "\r\n").encode(), SAFE.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + CHAT.encode(), b"\xef\xbb\xbf" + SAFE.encode()),
        (CHAT.encode("utf-16"), SAFE.encode("utf-16")),
    ],
    ids=["line ends", "byte-order mark", "UTF-16"],
)
def test_a_repaired_file_stays_what_it_was_otherwise(page: Path, before: bytes, after: bytes) -> None:
    page.write_bytes(before)

    check("--fix")

    assert page.read_bytes() == after


def test_diff_shows_the_repairs_and_makes_none(page: Path) -> None:
    result = check("--diff", "--fix")

    assert page.read_text() == CHAT
    assert '-  if (code === "4401") location.assign("/sign-in");' in result.stdout
    assert '+  if (code === 4401) location.assign("/sign-in");' in result.stdout
    assert result.exit_code == 1


def test_diff_alone_shows_the_safe_repairs(page: Path) -> None:
    assert "+  if (code === 4401)" in check("--diff").stdout
    assert page.read_text() == CHAT


def test_a_file_that_is_not_utf_8_is_not_written(page: Path) -> None:
    broken = CHAT.encode() + b"// caf\xe9\n"
    page.write_bytes(broken)

    result = check("--fix")

    assert page.read_bytes() == broken
    assert "page.js: not repaired, since it is not UTF-8" in result.stderr


def test_standard_input_is_repaired_onto_standard_output(page: Path) -> None:
    result = check("-", "--stdin-filename", "page.js", "--fix", stdin=CHAT)

    assert result.stdout == SAFE
    assert "browser-code" in result.stderr
    assert page.read_text() == CHAT
