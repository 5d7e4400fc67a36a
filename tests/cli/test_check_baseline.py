"""`wsclose check --baseline`: what is known is not told again."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli

PAGE = """\
const socket = new WebSocket("wss://chat.example.org");
window.onpagehide = () => socket.close(1001, "leaving");
"""
ANOTHER = 'document.onfreeze = () => socket.close(1011, "frozen");\n'


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    file = tmp_path / "src" / "page.js"
    file.write_text(PAGE)
    return file


def check(*arguments: str, stdin: str | None = None) -> Result:
    rules = "--select=browser-code,code-as-string"
    return CliRunner().invoke(cli, ["check", rules, "--locale", "en", *arguments], input=stdin)


def write() -> None:
    result = check("--baseline", "known.json", "--write-baseline")
    assert result.exit_code == 0, result.output


def test_it_is_written_and_what_is_in_it_is_not_told(page: Path) -> None:
    assert check().exit_code == 1

    result = check("--baseline", "known.json", "--write-baseline")
    assert result.output == "Wrote 1 finding to known.json.\n"

    result = check("--baseline", "known.json")
    assert result.exit_code == 0
    assert "browser-code" not in result.output
    assert "1 more is in the baseline." in result.output


def test_it_can_be_read_by_people(page: Path) -> None:
    write()
    [known] = json.loads(Path("known.json").read_text())["known"]
    assert known == {
        "path": "src/page.js",
        "rule": "browser-code",
        "line": 'window.onpagehide = () => socket.close(1001, "leaving");',
        "count": 1,
    }


def test_a_finding_is_known_wherever_its_line_moves(page: Path) -> None:
    write()
    page.write_text("// one\n// two\n" + PAGE.replace("window", "    window"))
    assert check("--baseline", "known.json").exit_code == 0


def test_a_new_finding_is_told(page: Path) -> None:
    write()
    page.write_text(PAGE + ANOTHER)
    result = check("--baseline", "known.json", "--format", "concise")
    assert result.exit_code == 1
    assert "1011" in result.output
    assert "1001" not in result.output


def test_the_same_line_again_is_new(page: Path) -> None:
    write()
    page.write_text(PAGE + PAGE.splitlines()[1] + "\n")
    result = check("--baseline", "known.json", "--format", "concise")
    assert result.exit_code == 1
    assert result.output.count("browser-code") == 1


def test_paths_count_from_the_baseline(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.chdir(page.parent)
    assert check("page.js", "--baseline", "../known.json").exit_code == 0
    (page.parent / "copy.js").write_text(PAGE)
    assert check("copy.js", "--baseline", "../known.json").exit_code == 1


def test_standard_input_has_a_baseline_too(page: Path) -> None:
    write()
    arguments = ("--stdin-filename", "src/page.js", "--baseline", "known.json")
    assert check(*arguments, stdin=PAGE).exit_code == 0
    assert check(*arguments, stdin=PAGE + ANOTHER).exit_code == 1


def test_only_what_is_told_is_repaired(page: Path) -> None:
    write()
    page.write_text(PAGE + ANOTHER)
    check("--baseline", "known.json", "--unsafe-fixes")
    assert page.read_text() == PAGE + ANOTHER.replace("1011", "1000")


def test_several_processes_know_the_same(page: Path) -> None:
    for number in range(20):
        (page.parent / f"page{number}.js").write_text(PAGE)
    write()
    assert check("--baseline", "known.json", "--jobs", "2").exit_code == 0


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"version": 2, "known": []}', '{"version": 1}', "\xff"])
def test_without_a_baseline_nothing_is_checked(page: Path, content: str | None) -> None:
    if content is not None:
        Path("known.json").write_text(content, "latin-1")
    result = check("--baseline", "known.json")
    assert result.exit_code == 2
    assert "known.json" in result.output
    assert "browser-code" not in result.output


def test_it_is_written_to_a_file_that_is_named(page: Path) -> None:
    assert check("--write-baseline").exit_code == 2
    assert check("--write-baseline", "--baseline", "known.json", "--fix").exit_code == 2
    assert check("--write-baseline", "--baseline", "no/such/folder.json").exit_code == 2


def test_nothing_found_makes_an_empty_one(page: Path) -> None:
    page.write_text("")
    write()
    assert json.loads(Path("known.json").read_text()) == {"version": 1, "known": []}
