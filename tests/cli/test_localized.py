"""Help and usage errors in the reader's language."""

import re

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from wsclose.cli.main import COMMANDS, cli
from wsclose.knowledge import texts

OTHERS = [locale for locale in texts.available_locales() if locale != "en"]
EVERY = ["", *COMMANDS]


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name) if name else cli
    assert found is not None
    return found


def output(locale: str, *arguments: str) -> str:
    return (
        CliRunner()
        .invoke(cli, prog_name="wsclose", args=arguments, env={"LC_ALL": locale, "COLUMNS": "80"}, terminal_width=80)
        .output
    )


def english_of(name: str) -> dict[str, str]:
    """What a command's help says of itself (under "") and of each option, in English."""
    shown = [param for param in command(name).params if isinstance(param, click.Option)]
    options = {param.opts[0].lstrip("-"): param.help or "" for param in shown}
    options.pop("version", None)
    return {"": command(name).help or "", **options}


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_is_explained(locale: str, name: str) -> None:
    assert texts.table(locale, "help", name or "wsclose").keys() == english_of(name).keys()


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("name", EVERY)
def test_help_has_no_english_sentence_left(locale: str, name: str) -> None:
    said = " ".join(output(locale, *name.split(), "--help").split())
    # Names of options, values and programs stay; two words in a row that are neither would be English.
    said = re.sub(r"\[[^\]]*\]|--?[\w-]+|`[^`]*`|wsclose \w+|[A-Z_]{2,}|\b[AB]\b|discord 4014", ".", said)
    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", said), said


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("name", EVERY)
def test_help_fits_the_terminal(locale: str, name: str) -> None:
    for line in output(locale, *name.split(), "--help").splitlines():
        assert cell_len(line) <= 80, line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--jobs", "0"], "오류: '--jobs'의 값이 올바르지 않습니다: 0 값은 x>=1 범위 밖입니다."),
        (["check", "--format", "xml"], "'xml' 값은 다음 가운데 하나여야 합니다"),
        (["check", "--fixx"], "옵션은 없습니다. 혹시"),
        (["check", "--select", "no-such"], "--select: 그런 규칙은 없습니다: no-such."),
        (["check", "-", "."], "표준 입력과 경로 가운데 하나만 검사하세요."),
        (["compare", "1000"], "필요한 인수가 없습니다: 'B'"),
        (["compare", "1000", "1001", "1002"], "남는 인수가 있습니다 (1002)"),
        (["explain"], "필요한 인수가 없습니다: 'SUBJECT...'"),
        (["server", "--stdio", "--tcp", "1"], "--stdio와 --tcp 가운데 하나만 고르세요."),
        (["nothing"], "명령은 없습니다"),
    ],
)
def test_wrong_use_is_told_in_korean(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, prog_name="wsclose", args=arguments, env={"LC_ALL": "ko_KR.UTF-8"})
    assert result.exit_code == 2
    assert said in result.output
    assert "사용법: wsclose" in result.output


@pytest.mark.parametrize("arguments", [["--locale", "ko"], ["--locale=ko"]])
def test_the_option_chooses_the_language_of_the_help(arguments: list[str]) -> None:
    said = (
        CliRunner().invoke(cli, prog_name="wsclose", args=["check", *arguments, "--help"], env={"LC_ALL": "C"}).output
    )
    assert said.startswith("사용법:")


def test_english_is_english_again_after_korean() -> None:
    before = output("C", "check", "--help")
    assert output("ko", "check", "--help") != before
    assert output("C", "check", "--help") == before
    assert "Error: Invalid value for '--jobs'" in output("C", "check", "--jobs", "0")
