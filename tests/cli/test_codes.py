"""`wsclose codes`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from wsclose.cli.main import cli
from wsclose.knowledge.protocol import REGISTERED


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C", "COLUMNS": "110"}).invoke(cli, ["codes", *arguments])


def test_all_codes_and_ranges() -> None:
    output = run().output
    for number in REGISTERED:
        assert f"\n{number} " in output
    assert "4000–4999" in output
    assert "Discord Gateway" in output


def test_a_platforms_codes() -> None:
    output = run("--platform", "graphql-ws").output
    assert "4429" in output
    assert "TooManyInitialisationRequests" in output


def test_a_platform_without_codes_says_so() -> None:
    assert "Has no close codes of its own." in run("--platform", "socket-io").output


def test_an_unknown_platform() -> None:
    result = run("--platform", "graphql-wz")
    assert result.exit_code == 2
    assert "graphql-ws" in result.stderr


def test_json() -> None:
    found = json.loads(run("--format", "json").output)
    assert {each["code"] for each in found["results"]} == REGISTERED
    found = json.loads(run("--platform", "pusher", "--format", "json").output)
    assert found["results"][0]["id"] == "pusher"
    assert found["results"][0]["bands"][0]["first"] == 4000


def test_markdown() -> None:
    output = run("--format", "markdown").output
    assert output.startswith("# WebSocket close codes\n")
    assert "| 1001 | Going Away | this endpoint is leaving | either side | no | yes, with back-off |" in output


def test_the_projects_own_codes_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wsclose.toml").write_text(
        '[codes.4001]\nname = "SESSION_EXPIRED"\nmeaning = "The login | has *expired*."\nreconnect = "after-fix"\n'
    )
    assert (
        "| 4001 | SESSION\\_EXPIRED | The login \\| has \\*expired\\*\\. | after a fix |"
        in run("--format", "markdown").output
    )
    text = run().output
    assert "Codes of this project" in text
    assert "The login | has *expired*." in text
    [own] = [each for each in json.loads(run("--format", "json").output)["results"] if each["kind"] == "own"]
    assert (own["code"], own["name"], own["reconnect"]) == (4001, "SESSION_EXPIRED", "after-fix")


@pytest.mark.parametrize("arguments", [(), ("--platform", "pusher"), ("--platform", "discord-gateway")])
@pytest.mark.parametrize("locale", ["en", "ko"])
@pytest.mark.parametrize("width", [50, 60, 100, 160])
def test_nothing_is_cut_off(width: int, locale: str, arguments: tuple[str, ...]) -> None:
    output = CliRunner(env={"COLUMNS": str(width)}).invoke(cli, ["codes", *arguments, "--locale", locale]).output
    shown = [line for line in output.splitlines() if "://" not in line]
    assert max(map(cell_len, shown)) <= width
    assert "…" not in output


def test_a_narrow_terminal_gets_lines_in_the_place_of_columns() -> None:
    output = CliRunner(env={"COLUMNS": "60"}).invoke(cli, ["codes", "--locale", "en"]).output
    assert (
        "1000 Normal Closure\n  the work is done\n  Sent by: either side · In a page: yes · Reconnect: no\n" in output
    )
