"""Whatever `wsclose check` is given, it says so in one clear line and goes on with the rest."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wsclose import sources
from wsclose.cli.main import cli

PAGE = b'const socket = new WebSocket("wss://chat.example.org");\nsocket.close(1006);\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file that has a finding, so that every test sees that the run goes on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.js").write_bytes(PAGE)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--locale", "en", "--format", "concise", *arguments])


def goes_on(result: Result) -> bool:
    return "page.js:2:14: error:" in result.stdout


def test_a_missing_path_is_named_and_gives_status_2() -> None:
    result = check("nowhere.js", ".")

    assert result.stderr == "error: nowhere.js: no such file or folder\n"
    assert result.exit_code == 2
    assert goes_on(result)


def test_a_folder_without_sources_is_no_failure(project: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "notes.txt").write_text("close(1006)")

    result = check("docs", "--format", "text")

    assert result.exit_code == 0
    assert result.stdout.startswith("No source files here. These are read: .")
    assert len(result.stdout.splitlines()) == 1


def test_a_file_of_another_language_is_named(project: Path) -> None:
    (project / "notes.txt").write_text("close(1006)")

    result = check("notes.txt", "page.js")

    assert result.stderr == "note: notes.txt: skipped, it is in no language that is read here\n"
    assert goes_on(result)


def test_a_binary_file_is_skipped(project: Path) -> None:
    (project / "movie.ts").write_bytes(b"G@\0\x10\0websocket\xff" * 100)

    result = check("movie.ts", "page.js")

    assert result.stderr == "note: movie.ts: skipped, it is a binary file\n"
    assert "Skipped: 1 binary" in result.stdout
    assert goes_on(result)


def test_invalid_utf_8_is_replaced_and_said_once(project: Path) -> None:
    (project / "latin.js").write_bytes(b"// caf\xe9, na\xefve\n" + PAGE)

    result = check()

    assert result.stderr == "note: latin.js: not UTF-8; what can't be read was replaced\n"
    assert "latin.js:3:14: error:" in result.stdout
    assert goes_on(result)


def test_utf_16_with_its_mark_is_read(project: Path) -> None:
    (project / "windows.js").write_bytes(PAGE.decode().encode("utf-16"))

    result = check()

    assert result.stderr == ""
    assert "windows.js:2:14: error:" in result.stdout


def test_a_file_of_5_mb_is_skipped(project: Path) -> None:
    (project / "bundle.js").write_bytes(PAGE + b"step();\n" * 625_000)

    result = check()

    assert "Skipped: 1 over 500 kB (--verbose lists them)." in result.stdout
    assert check("--verbose").stderr == "note: bundle.js: skipped, it is larger than 500 kB\n"
    assert goes_on(result)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.py", b"import websockets\nx = " + b"[" * 100_000 + b"]" * 100_000),
        ("deep.go", b'package a\nimport "github.com/gorilla/websocket"\nvar x = ' + b"[" * 100_000 + b"]" * 100_000),
        ("open.js", b'new WebSocket("wss://x");\n' + b"(" * 100_000),
        ("open.ts", b'new WebSocket("wss://x");\n' + b"{" * 100_000),
        ("deep.js", b'new WebSocket("wss://x");\nx = ' + b"[" * 100_000 + b"]" * 100_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hundred_thousand_brackets_are_survived(project: Path, name: str, content: bytes) -> None:
    (project / name).write_bytes(content)

    result = check(name, "page.js")  # what is named is read although it looks minified

    assert result.stderr == ""
    assert "Checked 2 files" in result.stdout
    assert goes_on(result)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.js", 'const ws = new WebSocket("wss://x");\nws.close(1001, '),
        ("half.ts", 'const ws = new WebSocket("wss://x");\nws.onclose = ({ code }: { code'),
        (
            "half.py",
            "import websockets\n\nasync def handler(ws: websockets.ServerConnection):\n    await ws.close(code=",
        ),
        (
            "half.go",
            'package a\n\nimport "github.com/gorilla/websocket"\n\nfunc f(c *websocket.Conn) { c.WriteMessage(',
        ),
    ],
)
def test_half_typed_code_is_survived(project: Path, name: str, content: str) -> None:
    (project / name).write_text(content)

    result = check()

    assert result.stderr == ""
    assert goes_on(result)


def test_an_unreadable_file_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "secret.js").write_bytes(PAGE)
    opened = os.open

    def refuse(path: str, *rest: int) -> int:  # chmod would not stop the superuser
        if path == "secret.js":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest)

    monkeypatch.setattr(sources.os, "open", refuse)
    result = check()

    assert result.stderr == "note: secret.js: it can't be read\n"
    assert goes_on(result)


def test_a_file_that_is_deleted_in_between_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = sources.find

    def find_then_delete(*arguments: object, **options: object) -> sources.Found:
        result = found(*arguments, **options)  # type: ignore[arg-type]
        (project / "gone.js").unlink()
        return result

    (project / "gone.js").write_bytes(PAGE)
    monkeypatch.setattr(sources, "find", find_then_delete)
    result = check()

    assert result.stderr == "note: gone.js: it was deleted before it could be read\n"
    assert goes_on(result)


def test_a_loop_of_links_is_not_followed(project: Path) -> None:
    (project / "src").mkdir()
    (project / "src" / "again").symlink_to(project, target_is_directory=True)

    result = check()

    assert result.stdout.startswith("page.js:2:14")
    assert "Checked 1 file " in result.stdout


def test_links_and_folders_with_a_files_name_are_passed_over(project: Path) -> None:
    (project / "linked.js").symlink_to("page.js")
    (project / "dead.js").symlink_to("nowhere.js")
    (project / "folder.js").mkdir()

    result = check()

    assert result.stderr == ""
    assert "Checked 1 file " in result.stdout
    assert "linked.js:2:14: error:" in check("linked.js").stdout


def test_a_pipe_does_not_block(project: Path) -> None:
    os.mkfifo(project / "pipe.js")

    assert goes_on(check())


def test_a_failure_of_our_own_is_named_and_the_rest_is_checked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wsclose import checker

    checked = checker.FileChecker.checked

    def fail(self: checker.FileChecker) -> checker.Checked:
        if self.path.endswith("odd.js"):
            raise RecursionError("too deep")
        return checked(self)

    (project / "odd.js").write_bytes(PAGE)
    monkeypatch.setattr(checker.FileChecker, "checked", fail)
    result = check()

    assert result.stderr == "error: odd.js: wsclose failed (RecursionError: too deep); please report this\n"
    assert result.exit_code == 2
    assert goes_on(result)


def test_a_repair_that_cannot_be_written_is_named_and_the_rest_is_checked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wsclose.project import findings
    from wsclose.rules import reconnect_without_backoff

    def fail(*_: object) -> tuple[findings.Fix, ...]:
        raise KeyError("code")

    (project / "odd.js").write_text(
        "function connect() {\n  const line = new WebSocket(address);\n  line.onclose = () => setTimeout(connect, 500);\n}\n"
    )
    monkeypatch.setattr(reconnect_without_backoff, "back_off", fail)
    result = check()

    assert result.stderr == "error: odd.js: wsclose failed (KeyError: 'code'); please report this\n"
    assert result.exit_code == 2
    assert goes_on(result)


def test_a_process_that_dies_is_noticed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wsclose.cli import work

    read = work.check_file

    def die(path: str, *arguments: object, **options: object) -> work.Outcome:
        if path == "crash.js":
            os._exit(1)
        return read(path, *arguments, **options)  # type: ignore[arg-type]

    for number in range(100):
        (project / f"sums{number}.js").write_text("export const one = 1;\n")
    (project / "crash.js").write_bytes(PAGE)
    monkeypatch.setattr(work, "check_file", die)
    result = check("--jobs", "2")

    assert result.exit_code == 2
    assert "files were not checked" in result.stderr
