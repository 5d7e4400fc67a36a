"""`wsclose check` and the settings of a project: where they are looked for, what wins, what is wrong with them."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.test_check import PAGE, check

from wsclose.cli.main import cli

SOCKET = """\
import { AcmeSocket } from "@acme/socket";

const socket = new AcmeSocket();

export const stop = () => socket.hangUp(1001, "stopping");
"""
MODEL = """\
language = "javascript"
title = "AcmeSocket"
modules = ["@acme/socket"]

[exports]
AcmeSocket = "class Socket"

[types.Socket.closes.hangUp]
parameters = ["code", "reason"]
accepts = "1000, 4000-4999"
error = "TypeError"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/page.js").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_rule_is_switched_off_for_all_below(project: Path) -> None:
    (project / "wsclose.toml").write_text('[rules]\nbrowser-code = "off"\n')
    assert "browser-code" not in check().stdout


def test_the_nearest_file_counts_alone(project: Path) -> None:
    (project / "wsclose.toml").write_text('[rules]\nbrowser-code = "off"\n')
    (project / "web/wsclose.toml").write_text("")
    assert "browser-code" in check().stdout


def test_pyproject_counts_when_it_speaks_of_wsclose(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.wsclose.rules]\nbrowser-code = "off"\n')
    (project / "web/pyproject.toml").write_text("[project]\n")
    assert "browser-code" not in check().stdout


def test_an_option_wins_over_the_file(project: Path) -> None:
    (project / "wsclose.toml").write_text('[rules]\nbrowser-code = "off"\n')
    assert "browser-code" in check("--select", "browser-code").stdout


def test_excluded_files_are_skipped_unless_they_are_named(project: Path) -> None:
    (project / "wsclose.toml").write_text('exclude = ["web"]\n')
    assert "browser-code" not in check().stdout
    assert "1 excluded" in check().stdout
    assert "browser-code" in check("web/page.js").stdout


def test_a_runtime_changes_what_is_said(project: Path) -> None:
    (project / "wsclose.toml").write_text('[runtime]\n"web/**" = "bun"\n')
    assert "browser-code" not in check().stdout


def test_an_in_house_library_is_known(project: Path) -> None:
    (project / "web/page.js").write_text(SOCKET)
    assert "refused-code" not in check().stdout
    (project / "tools").mkdir()
    (project / "tools/socket.toml").write_text(MODEL)
    (project / "wsclose.toml").write_text('libraries = ["tools/socket.toml"]\n')
    assert "AcmeSocket refuses 1001" in check().stdout


def test_a_comment_that_names_a_rule_still_has_to_silence_something(project: Path) -> None:
    (project / "wsclose.toml").write_text('[rules]\nmagic-code = "off"\n')
    (project / "web/page.js").write_text(PAGE + "socket.close(1000); // wsclose: ignore[reserved-code, magic-code]\n")
    assert "unused-suppression" not in check().stdout
    (project / "web/page.js").write_text(PAGE + "socket.close(1000); // wsclose: ignore[reserved-code]\n")
    assert "unused-suppression" in check().stdout


def test_explain_knows_the_codes_of_the_project(project: Path) -> None:
    (project / "wsclose.toml").write_text('[codes.4001]\nname = "EXPIRED"\nmeaning = "The login is too old."\n')
    result = CliRunner().invoke(cli, ["explain", "4001", "--format", "markdown", "--locale", "en"])
    assert result.stdout.startswith("### 4001 EXPIRED")


def test_a_mistake_ends_the_run_and_says_where_it_is(project: Path) -> None:
    (project / "wsclose.toml").write_text('[rules]\nbrowser-cod = "off"\n')
    result = check()
    assert result.exit_code == 2
    assert result.stderr == (
        "error: wsclose.toml:2: rules.browser-cod: there is no rule browser-cod; did you mean browser-code?\n"
    )


def test_the_language_of_the_file_is_spoken_unless_another_is_asked_for(project: Path) -> None:
    (project / "wsclose.toml").write_text('locale = "ko"\n')
    assert "거부" in check().stdout
    assert "refuse" in check("--locale", "en").stdout
