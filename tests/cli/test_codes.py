"""`wsclose codes`."""

import json

from click.testing import CliRunner, Result

from wsclose.cli.codes import codes
from wsclose.knowledge.protocol import REGISTERED


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C", "COLUMNS": "110"}).invoke(codes, arguments)


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
