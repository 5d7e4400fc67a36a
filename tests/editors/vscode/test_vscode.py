"""The extension in the real VS Code, in Chromium, on the samples."""

import os
import signal
from pathlib import Path

from .. import programs
from .conftest import OpenWorkbench
from .workbench import PATIENCE, Server, Workbench

CHAT = "web/chat.ts"
SENT = "close(1001"
"""Browsers refuse it."""


def test_shows_findings_as_squiggles(workbench: Workbench) -> None:
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()


def test_explains_a_code_under_the_mouse(workbench: Workbench) -> None:
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    shown = workbench.hover("1001", shows="1001 Going Away")
    assert "RFC 6455" in shown
    assert "When you see it" in shown
    assert "InvalidAccessError" in shown
    assert "browser-code" in shown


def test_a_link_in_a_hover_opens_the_comparison(workbench: Workbench) -> None:
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    workbench.hover("1001", shows="1001 Going Away")
    workbench.page.locator('.monaco-hover a[data-href^="command:wsclose.compare"]').first.click()
    workbench.preview().get_by_text("1000 Normal Closure").first.wait_for()


def test_a_quick_fix_changes_the_document(workbench: Workbench) -> None:
    before = (workbench.folder / CHAT).read_text()
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    repairs = workbench.offer_repairs("1001")
    repairs.and_(workbench.page.locator(".focused")).filter(has_text="Send 1000").wait_for()
    workbench.page.keyboard.press("Enter")
    workbench.page.locator(".tab.active.dirty").wait_for()
    workbench.save()
    assert (workbench.folder / CHAT).read_text() == before.replace(SENT, "close(1000", 1)


def test_a_killed_server_comes_back(workbench: Workbench, command: programs.Command) -> None:
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    killed = command.started()[-1]
    os.kill(killed, signal.SIGKILL)
    assert programs.happens(lambda: command.started()[-1] != killed)
    workbench.hover("1001", shows="1001 Going Away")


def test_restarts_the_server(workbench: Workbench, command: programs.Command) -> None:
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    old = command.started()[-1]
    workbench.run("wsclose: Restart the Server")
    assert programs.happens(lambda: command.started()[-1] != old)
    assert programs.happens(lambda: not programs.is_alive(old))


def test_settings_change_what_is_said(vscode: Server, opened: OpenWorkbench) -> None:
    workbench = opened(vscode, {"wsclose.severity": {"browser-code": "information"}, "wsclose.locale": "ko"})
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("info").first.wait_for()
    assert "해결 방법" in workbench.hover("1001", shows="1001 Going Away")


def test_compares_two_codes(workbench: Workbench) -> None:
    workbench.open(CHAT)
    workbench.run("wsclose: Compare Two Close Codes...")
    workbench.choose("The first code", "1000")
    workbench.choose("1000 compared with", "1001")
    page = workbench.preview()
    page.get_by_text("1000 Normal Closure").first.wait_for()
    page.get_by_text("1001 Going Away").first.wait_for()


def test_explains_the_code_at_the_cursor(workbench: Workbench) -> None:
    workbench.open(CHAT)
    workbench.go_to("1001")
    workbench.run("wsclose: Explain the Close Code at the Cursor")
    workbench.preview().get_by_role("heading", name="1001 Going Away").wait_for()


def test_a_wrong_path_is_said(vscode: Server, opened: OpenWorkbench) -> None:
    workbench = opened(vscode, {"wsclose.server.path": "/nowhere/wsclose"})
    workbench.open(CHAT)
    workbench.toast("wsclose.server.path names no program that can be run: /nowhere/wsclose").wait_for()


def test_makes_an_environment_after_asking(vscode: Server, opened: OpenWorkbench) -> None:
    workbench = opened(vscode, {"wsclose.server.path": ""})
    workbench.open(CHAT)
    workbench.go_to(SENT)
    question = workbench.toast("May it be installed")
    question.get_by_text("Install", exact=True).click()
    workbench.squiggles("error").first.wait_for(timeout=4 * PATIENCE)


def test_runs_nothing_of_a_workspace_that_is_not_trusted(
    careful_vscode: Server, opened: OpenWorkbench, workspace: Path, command: programs.Command, tmp_path: Path
) -> None:
    trap = workspace / "tools" / "wsclose"
    trap.parent.mkdir()
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    trap.chmod(0o755)
    environment = workspace / ".venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "python").symlink_to(trap)
    workbench = opened(careful_vscode, {"wsclose.server.path": str(trap)})
    workbench.page.locator(".statusbar-item").filter(has_text="Restricted Mode").wait_for()
    workbench.open(CHAT)
    workbench.go_to(SENT)
    workbench.squiggles("error").first.wait_for()
    assert programs.is_alive(command.started()[-1])
    assert not (tmp_path / "sprung").exists()
