"""`wsclose check`: what it prints, which status it ends with, what its options do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli

PAGE = """\
const socket = new WebSocket("wss://chat.example.org");

window.addEventListener("pagehide", () => socket.close(1001, "leaving"));
"""
CLEAN = """\
const socket = new WebSocket("wss://chat.example.org");

document.querySelector("#leave").onclick = () => socket.close(1000, "bye");
"""
HINT = """\
const { WebSocketServer } = require("ws");

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  socket.on("close", (code) => console.log(code));
  socket.on("message", () => socket.terminate());
});
"""


def check(*arguments: str | Path, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    environment = {"LC_ALL": "C", "NO_COLOR": None, "FORCE_COLOR": None, **(env or {})}
    return CliRunner().invoke(cli, ["check", *map(str, arguments)], input=stdin, env=environment)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_shows_the_place_in_its_line_with_message_rule_help_and_repairs(project: Path) -> None:
    (project / "page.js").write_text(PAGE)

    result = check("page.js")

    lines = result.stdout.splitlines()
    assert lines[0].startswith("page.js:3:56  error  Browsers refuse 1001:")
    assert lines[0].endswith("  browser-code")
    assert lines[1:4] == [
        "  |",
        '3 | window.addEventListener("pagehide", () => socket.close(1001, "leaving"));',
        "  |                                                        ^^^^",
    ]
    assert lines[4].startswith("  = help: ")
    assert lines[5].startswith("  = fix (your choice): ")
    assert lines[6] == ""
    assert lines[7].startswith("Checked 1 file in 0.")
    assert lines[7].endswith("s (1 uses WebSockets): 1 error; 1 can be repaired with --unsafe-fixes.")


def test_a_file_with_nothing_to_report_is_clean(project: Path) -> None:
    (project / "page.js").write_text(CLEAN)

    result = check("page.js")

    assert result.exit_code == 0
    assert "(1 uses WebSockets): nothing to report." in result.stdout


def test_without_a_path_the_current_folder_is_checked(project: Path) -> None:
    (project / "web").mkdir()
    (project / "web" / "page.js").write_text(PAGE)

    assert check().stdout.startswith(f"{Path('web') / 'page.js'}:3:56  ")


def test_findings_at_warning_or_above_give_status_1_and_exit_zero_gives_0(project: Path) -> None:
    (project / "page.js").write_text(PAGE)

    assert check("page.js").exit_code == 1
    assert check("page.js", "--exit-zero").exit_code == 0


@pytest.mark.parametrize("output", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_the_status_does_not_depend_on_the_format(project: Path, output: str) -> None:
    (project / "page.js").write_text(PAGE)
    (project / "clean.js").write_text(CLEAN)

    assert check("page.js", "--format", output).exit_code == 1
    assert check("clean.js", "--format", output).exit_code == 0


def test_hints_are_shown_on_request_and_never_fail(project: Path) -> None:
    (project / "server.js").write_text(HINT)

    assert "nothing to report" in check("server.js").stdout
    asked = check("server.js", "--severity", "hint")
    assert "abrupt-close" in asked.stdout
    assert asked.exit_code == 0


def test_select_and_ignore_choose_rules(project: Path) -> None:
    (project / "page.js").write_text(PAGE)

    assert check("page.js", "--ignore", "browser-code").exit_code == 0
    assert check("page.js", "--select", "reserved-code,invalid-code").exit_code == 0
    assert check("page.js", "--select", "browser-code").exit_code == 1


def test_an_unknown_rule_is_wrong_use_and_the_nearest_is_named(project: Path) -> None:
    result = check("--select", "browser-cod")

    assert result.exit_code == 2
    assert "--select: there is no rule browser-cod. Did you mean browser-code" in result.stderr


def test_statistics_count_rules(project: Path) -> None:
    (project / "a.js").write_text(PAGE)
    (project / "b.js").write_text(PAGE)

    lines = check("--statistics").stdout.splitlines()

    assert lines[0].split() == ["2", "error", "browser-code"]
    assert lines[1] == ""
    assert lines[2].startswith("Checked 2 files")


def test_standard_input_is_checked_under_the_name_given(project: Path) -> None:
    result = check("-", "--stdin-filename", "src/page.js", stdin=PAGE)

    assert result.exit_code == 1
    assert result.stdout.startswith("src/page.js:3:56  error")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "Give --stdin-filename"),
        (["-", "--stdin-filename", "notes.txt"], "notes.txt is in no language"),
        (["a.js", "--stdin-filename", "b.js"], "not both"),
    ],
)
def test_wrong_use_of_standard_input(project: Path, arguments: list[str], said: str) -> None:
    result = check(*arguments, stdin=PAGE)

    assert result.exit_code == 2
    assert said in result.stderr


def test_colour_is_for_terminals_unless_it_is_forced(project: Path) -> None:
    (project / "page.js").write_text(PAGE)

    assert "\x1b[" not in check("page.js").stdout
    assert "\x1b[" in check("page.js", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in check("page.js", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_everything_follows_the_locale(project: Path) -> None:
    (project / "page.js").write_text(PAGE)
    (project / "server.js").write_text(HINT)
    (project / "page.min.js").write_text(PAGE)

    korean = check("nowhere.js", "page.js", ".", "--locale", "ko", "--severity", "hint", "--verbose")

    names = {"page", "nowhere", "server", "js", "browser", "code", "abrupt", "close", "terminate"}
    said = [line for line in korean.output.splitlines() if " | " not in line]
    english = {word for line in said for word in re.findall(r"\b[a-z]{4,}\b", line)} - names
    assert english <= {"error", "note", "verbose", "unsafe", "fixes", "minify", "missing"}
    assert "오류 1건, 힌트 1건" in korean.stdout


def test_several_processes_find_what_one_finds(project: Path) -> None:
    for number in range(150):
        (project / f"page{number:03}.js").write_text(PAGE if number % 10 == 0 else CLEAN)

    one, three = (check("--format", "concise", "--jobs", jobs).stdout.splitlines()[:-1] for jobs in "13")

    assert len(one) == 15
    assert one == three


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a command imports, in a process of its own."""
    program = (
        "import sys\nfrom wsclose.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program, *arguments], cwd=cwd, capture_output=True, text=True)
    return set(ended.stderr.split())


def test_a_clean_check_imports_nothing_that_only_others_need(project: Path) -> None:
    (project / "page.js").write_text(CLEAN)

    loaded = loaded_by("check", "page.js", cwd=project)

    assert "wsclose.checker" in loaded
    assert not loaded & {"rich", "cattrs", "pygls", "lsprotocol", "multiprocessing", "asyncio"}


def test_a_project_without_websockets_never_loads_a_parser(project: Path) -> None:
    (project / "sums.js").write_text("export const sum = (a, b) => a + b;\n")

    assert "wsclose.checker" not in loaded_by("check", "sums.js", cwd=project)


def test_the_version_imports_no_command(project: Path) -> None:
    loaded = loaded_by("--version", cwd=project)

    assert {name for name in loaded if name.startswith("wsclose")} == {
        "wsclose",
        "wsclose.__main__",
        "wsclose.cli",
        "wsclose.cli.main",
    }
