"""What README.md promises is there, and what it says to type is what is run."""

import re
import shlex
from pathlib import Path

import pytest

from wsclose.cli.main import COMMANDS, cli
from wsclose.knowledge import library
from wsclose.rules.registry import by_name
from wsclose.syntax import languages

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def between(name: str) -> str:
    found = re.search(rf"<!-- {name}:.*?-->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert found is not None
    return found[1]


def rows(name: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in between(name).splitlines()[2:]]


def test_every_rule_in_the_table_exists_and_is_as_loud_as_it_says() -> None:
    for name, level, _ in rows("rules"):
        rule = by_name()[name.strip("`")]
        assert level == (rule.severity.label if rule.default else "off")


def test_every_suffix_and_library_in_the_table_is_known() -> None:
    titles = {
        model.title
        for language in languages.all_languages()
        for model in library.of_family(language.family).by_id.values()
    }
    for _, suffixes, libraries in rows("languages"):
        assert set(suffixes.replace("`", "").split()) <= languages.suffixes()
        assert set(libraries.split(", ")) <= titles


def test_the_commands_shown_exist() -> None:
    shown = {words[1] for words in re.findall(r"^(?:\$ )?(wsclose) (\w+)", README, re.MULTILINE)}

    assert shown <= set(COMMANDS)


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", README))))
def test_the_options_shown_exist(option: str) -> None:
    import click

    command = cli.get_command(click.Context(cli), "check")
    assert command is not None
    assert option in {name for parameter in command.params for name in parameter.opts}


def test_the_second_command_is_the_one_that_the_pipeline_runs() -> None:
    commands = re.findall(r"```sh\n(python3 -m venv .*)\n```", README)
    words = shlex.split(commands[1].replace("&&", ";"))

    assert words[-1] == ".venv/bin/pytest"
    assert re.search(r'^\s*step "tests" pytest\b', (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)


def test_links_lead_to_what_is_there() -> None:
    for target in re.findall(r"\]\(([^):#]+)\)", README):
        assert (ROOT / target).exists(), target
