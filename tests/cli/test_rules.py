"""`wsclose rules`, and what else is quickly said: the help, wrong use of `wsclose server`."""

import json

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import COMMANDS, cli
from wsclose.rules.registry import by_name


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C"}).invoke(cli, arguments)


def test_every_rule_has_a_line_with_its_severity_and_a_sentence() -> None:
    lines = [line.split(None, 2) for line in run("rules").stdout.splitlines()]

    assert [line[0] for line in lines] == sorted(by_name())
    assert ["browser-code", "error"] in [line[:2] for line in lines]
    assert all(line[2].endswith(".") for line in lines)


def test_rules_as_json() -> None:
    report = json.loads(run("rules", "--format", "json").stdout)

    assert report["version"] == 1
    assert {rule["name"] for rule in report["results"]} == set(by_name())


def test_rules_speak_the_readers_language() -> None:
    assert run("rules", "--locale", "ko").stdout != run("rules", "--locale", "en").stdout


@pytest.mark.parametrize("rule", sorted(by_name()))
def test_every_rule_can_be_explained(rule: str) -> None:
    assert run("explain", rule).exit_code == 0


def test_the_help_lists_every_command_with_what_it_does() -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2].splitlines()

    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert all(len(line.split()) > 2 for line in listed)


def test_a_server_speaks_on_one_channel() -> None:
    assert run("server", "--stdio", "--tcp", "4000").exit_code == 2
