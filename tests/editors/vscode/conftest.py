"""VS Code, its window, and the workspace in it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .. import programs
from . import installed
from .workbench import Server, Workbench

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _only_when_asked(request: pytest.FixtureRequest) -> None:
    """They take minutes, and downloads the first time."""
    root = request.config.invocation_params.dir
    asked = [root / argument.split("::")[0] for argument in request.config.args]
    if not any(each.resolve().is_relative_to(HERE) for each in asked):
        pytest.skip("the real VS Code runs when it is asked for: python -m pytest tests/editors/vscode")


@pytest.fixture(scope="session")
def command(_only_when_asked: None, tmp_path_factory: pytest.TempPathFactory) -> programs.Command:
    return programs.make_command(tmp_path_factory.mktemp("command") / "bin")


@pytest.fixture(scope="session")
def browser(_only_when_asked: None) -> Iterator[Any]:
    program = installed.chromium()
    with installed.playwright().sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def started(folder: Path, command: programs.Command, *, asks_for_trust: bool = False) -> Iterator[Server]:
    server = Server(
        installed.code_server(),
        folder,
        {"wsclose.server.path": str(command.folder / "wsclose")},
        asks_for_trust=asks_for_trust,
    )
    server.install(installed.extension())
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def vscode(command: programs.Command, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """All workspaces are trusted."""
    yield from started(tmp_path_factory.mktemp("vscode"), command)


@pytest.fixture(scope="session")
def careful_vscode(command: programs.Command, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """No workspace is trusted."""
    yield from started(tmp_path_factory.mktemp("careful"), command, asks_for_trust=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the samples."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "chat"))


OpenWorkbench = Callable[..., Workbench]


@pytest.fixture
def opened(browser: Any, workspace: Path, tmp_path: Path) -> Iterator[OpenWorkbench]:
    """Opens the workspace in a window of a given size. A picture of it is left behind when the test ends."""
    windows: list[Any] = []

    def open_workbench(
        server: Server, settings: dict[str, Any] | None = None, *, width: int = 1280, height: int = 720
    ) -> Workbench:
        if settings is not None:
            (workspace / ".vscode").mkdir()
            (workspace / ".vscode" / "settings.json").write_text(json.dumps(settings))
        windows.append(
            browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2, color_scheme="dark")
        )
        return Workbench(windows[-1].new_page(), server, workspace)

    yield open_workbench
    for number, window in enumerate(windows):
        for page in window.pages:
            page.screenshot(path=tmp_path / f"end-{number}.png")
        window.close()


@pytest.fixture
def workbench(vscode: Server, opened: OpenWorkbench) -> Workbench:
    return opened(vscode)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: a temporary folder, or the one that `WSCLOSE_PICTURES` names."""
    named = os.environ.get("WSCLOSE_PICTURES")
    folder = Path(named).resolve() if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
