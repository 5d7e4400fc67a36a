"""`wsclose compare`."""

import json

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from wsclose.cli.main import cli


def run(*arguments: str, columns: int = 100) -> Result:
    return CliRunner(env={"LC_ALL": "C", "COLUMNS": str(columns)}).invoke(cli, ["compare", *arguments])


def test_two_codes_side_by_side() -> None:
    result = run("1000", "1001")
    assert result.exit_code == 0
    head, rule, means = result.output.splitlines()[:3]
    assert head.split() == ["1000", "Normal", "Closure", "1001", "Going", "Away"]
    assert set(rule) == {"─"}
    assert means.startswith("Means ")
    assert "this endpoint is leaving" in means
    assert "Key differences" in result.output
    assert "When to use which" in result.output


@pytest.mark.parametrize("columns", [50, 80, 120, 200])
def test_the_width_of_the_terminal_is_used(columns: int) -> None:
    lines = run("1000", "1001", columns=columns).output.splitlines()
    assert len(lines[1]) == min(columns, 140)
    assert max(map(len, lines)) <= columns


def test_by_name() -> None:
    assert run("CloseGoingAway", "service restart").output == run("1001", "1012").output


def test_any_two_numbers() -> None:
    assert run("4001", "404").exit_code == 0


def test_an_ambiguous_name() -> None:
    result = run("BAD_DATA", "1007")
    assert result.exit_code == 2
    assert "1003, 1007" in result.stderr


def test_an_unknown_name() -> None:
    result = run("1000", "GoingAwy")
    assert result.exit_code == 2
    assert "Did you mean" in result.stderr


def test_json() -> None:
    found = json.loads(run("1001", "1000", "--format", "json").output)
    assert [each["code"] for each in found["codes"]] == [1001, 1000]
    assert found["written"] is True
    assert found["rows"][0]["values"] == [["this endpoint is leaving"], ["the work is done"]]


def test_markdown_in_korean() -> None:
    output = run("1000", "1001", "--format", "markdown", "--locale", "ko").output
    assert "## 주요 차이점" in output


@pytest.mark.parametrize("locale", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_it_fits_every_terminal(width: int, locale: str) -> None:
    env = {"COLUMNS": str(width)}
    output = CliRunner(env=env).invoke(cli, ["compare", "1000", "1001", "--locale", locale]).output
    assert max(map(cell_len, output.splitlines())) <= width
    assert "…" not in output


def test_a_narrow_terminal_has_one_code_below_the_other() -> None:
    output = CliRunner(env={"COLUMNS": "60"}).invoke(cli, ["compare", "1000", "1001", "--locale", "en"]).output
    when = output.split("When you see it\n")[1].split("How to fix it\n")[0]
    assert when.startswith("1000 Normal Closure\n• ")
    assert "\n\n1001 Going Away\n• " in when
