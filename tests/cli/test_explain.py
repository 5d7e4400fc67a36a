"""`wsclose explain`."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli


def run(*arguments: str, **environ: str) -> Result:
    return CliRunner(env={"LC_ALL": "C", "COLUMNS": "80", **environ}).invoke(cli, ["explain", *arguments])


@pytest.mark.parametrize(
    "asked", [["1001"], ["CloseGoingAway"], ["WS_1001_GOING_AWAY"], ["status.goingAway"], ["going", "away"]]
)
def test_a_code_by_number_or_name(asked: list[str]) -> None:
    result = run(*asked)
    assert result.exit_code == 0
    assert result.output.startswith("1001 Going Away\n")
    assert "What libraries call it" in result.output


def test_a_platforms_code() -> None:
    result = run("discord", "4014")
    assert result.exit_code == 0
    assert "4014 Disallowed intent(s)\nDiscord Gateway · reconnect: no" in result.output
    assert "4014 Disconnected\nDiscord voice gateway" in result.output


def test_a_platform() -> None:
    result = run("centrifugo")
    assert "4000–4499" in result.output


def test_a_platforms_code_by_name() -> None:
    assert run("SESSION_NOT_RELIABLE").output.startswith("4500 SESSION_NOT_RELIABLE\nSpring WebSocket")


def test_a_rule() -> None:
    result = run("reserved-code")
    assert result.output.startswith("reserved-code\n")
    assert "\nWhy it matters\n" in result.output
    assert json.loads(run("reserved-code", "--format", "json").output)["results"][0]["kind"] == "rule"


def test_a_number_that_is_no_close_code() -> None:
    result = run("-1")
    assert result.exit_code == 0
    assert result.output.startswith("-1 · Not a close code")


def test_a_name_with_two_meanings_shows_both() -> None:
    result = run("BAD_DATA", "--format", "json")
    assert {each["code"] for each in json.loads(result.output)["results"]} == {1003, 1007}


@pytest.mark.parametrize(
    ("asked", "suggestion"),
    [
        (["CloseGoingAwai"], "CloseGoingAway"),
        (["discrod"], "discord"),
        (["discrod", "4014"], "discord"),
        (["discord", "4018"], "discord 4017"),
        (["reservd-code"], "reserved-code"),
    ],
)
def test_did_you_mean(asked: list[str], suggestion: str) -> None:
    result = run(*asked)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"Did you mean {suggestion}" in result.stderr


def test_nothing_near() -> None:
    result = run("zzzzzz")
    assert result.exit_code == 2
    assert "Did you mean" not in result.stderr


def test_no_subject_is_wrong_use() -> None:
    assert run().exit_code == 2


def test_json() -> None:
    result = json.loads(run("1006", "--format", "json").output)
    assert result["version"] == 1
    (code,) = result["results"]
    assert (code["kind"], code["code"], code["sent_by"], code["on_the_wire"]) == ("code", 1006, "nobody", False)
    assert {"name": "nginx", "seconds": 60, "setting": "`proxy_read_timeout`, `proxy_send_timeout`"} in code[
        "idle_limits"
    ]


def test_json_of_a_platforms_code() -> None:
    (code,) = json.loads(run("centrifugo", "4401", "--format", "json").output)["results"]
    assert code["kind"] == "unregistered"
    assert code["platform"]["id"] == "centrifugo"
    assert code["platform"]["reconnect"] == "yes"


def test_markdown() -> None:
    result = run("1001", "--format", "markdown")
    assert result.output.startswith("### 1001 Going Away\n")
    assert "command:" not in result.output


@pytest.mark.parametrize(
    ("arguments", "environ"), [(["--locale", "ko"], {}), ([], {"LC_ALL": "ko_KR.UTF-8"}), (["--locale", "ko-KR"], {})]
)
def test_in_korean(arguments: list[str], environ: dict[str, str]) -> None:
    assert "이 코드를 보게 되는 경우" in run("1001", *arguments, **environ).output


def test_nothing_is_coloured_outside_of_a_terminal() -> None:
    assert "\x1b" not in run("1001").output


def test_colours_where_they_are_wanted_and_not_with_no_color() -> None:
    assert "\x1b[1;33m1001" in run("1001", FORCE_COLOR="1").output
    assert "\x1b[1;33m" not in run("1001", FORCE_COLOR="1", NO_COLOR="1").output


def test_prose_stays_readable_on_a_wide_terminal() -> None:
    lines = run("1006", COLUMNS="300").output.splitlines()
    assert max(len(line) for line in lines if "https://" not in line) <= 100


def test_addresses_are_not_broken_on_a_narrow_terminal() -> None:
    assert "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1\n" in run("1001", COLUMNS="40").output


def test_knowing_a_code_imports_no_rules_and_json_no_rich() -> None:
    program = (
        "import sys; from wsclose.cli.explain import explain;"
        "explain(['1001', '--format', 'json'], standalone_mode=False);"
        "print(*(name for name in ('rich', 'tree_sitter', 'wsclose.rules', 'attrs') if name in sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout)["results"][0]["code"] == 1001
    assert result.stderr.strip() == ""


# ---- with a library ----


def test_a_librarys_row() -> None:
    page = run("--library", "ws").output
    assert page.startswith("ws\njavascript · checked with ws 7.5.10, 8.18.0, 8.23.0")
    for line in (
        "• ws takes 1000–1003, 1007–1014, 3000–4999; with any other code close() throws",
        "• Without a code the close frame is empty: the peer sees 1005.",
        "• A reason of more than 123 bytes: close() throws RangeError.",
        "terminate()\n• No close frame: the peer sees 1006.",
        "• A close frame without a code arrives as 1005.",
        "\n\nUp to 8.18\n• After a refusal the connection is left half closed",
    ):
        assert line in page


def test_a_librarys_row_in_korean() -> None:
    page = run("--library", "trio-websocket", "--locale", "ko").output
    assert "trio-websocket 0.12.2 실행으로 확인" in page
    assert "1000으로 바꿔 보냅니다" in page.replace("\n  ", " ")


def test_a_framework_shows_whose_sockets_it_hands_out() -> None:
    page = run("--library", "fastapi").output
    assert page.startswith("FastAPI\npython · checked with FastAPI")
    assert "\n\nOn Daphne\n• Starlette takes 1000, 3000–4999" in page


def test_libraries_of_several_languages_share_a_name() -> None:
    results = json.loads(run("--library", "faye-websocket", "--format", "json").output)["results"]
    assert {each["language"] for each in results} == {"javascript", "ruby"}
    assert results[0]["closes"][0]["accepts"] == "1000, 3000-4999"


def test_a_code_with_a_library() -> None:
    page = run("1001", "--library", "channels", "--format", "markdown").output
    assert page.startswith("### 1001 Going Away")
    assert "On Daphne: Django Channels refuses it: `close()` raises **Exception**" in page
    assert "*Django Channels: checked with Django Channels 4.3.2, Daphne 4.2.3" in page
    result = json.loads(run("GOING_AWAY", "--library", "ws", "--format", "json").output)["results"][0]
    assert (result["code"], result["library"]["received"]["empty_as"]) == (1001, "1005")


def test_a_library_that_nobody_knows() -> None:
    result = run("--library", "websocket-cleint")
    assert result.exit_code == 2
    assert 'No library is called "websocket-cleint". Did you mean websocket-client' in result.output


def test_asking_for_nothing_is_wrong_use() -> None:
    assert run().exit_code == 2


def test_a_library_is_explained_by_its_name() -> None:
    assert run("ws").output.startswith("ws\n")
    assert run("gorilla/websocket").output.startswith("gorilla/websocket\n")
    both = run("graphql-ws").output
    assert both.startswith("GraphQL over WebSocket (graphql-ws)\n")
    assert "\ngraphql-ws\n" in both


def test_a_name_is_offered_once_however_it_is_written() -> None:
    near = run("GoingAwya").stderr.strip().split("Did you mean ")[1].rstrip("?").split(", ")
    assert near[0] == "goingAway"
    assert not {"going_away", "Going Away"} & set(near)


def test_a_librarys_name_is_offered() -> None:
    assert "Did you mean aiohttp" in run("aiohtp").stderr
