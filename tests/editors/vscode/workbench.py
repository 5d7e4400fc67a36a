"""VS Code in a browser, as the hands and eyes of a user."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from .. import programs
from . import installed

PATIENCE = 30_000
"""Milliseconds within which anything that is waited for has to happen."""

SETTINGS = {
    "breadcrumbs.enabled": False,
    "chat.commandCenter.enabled": False,
    "editor.fontFamily": "'JetBrains Mono', 'DejaVu Sans Mono', monospace",
    "editor.fontLigatures": False,
    "editor.fontSize": 14,
    "editor.hover.delay": 100,
    "editor.hover.sticky": True,
    "editor.lineHeight": 22,
    "editor.minimap.enabled": False,
    "editor.occurrencesHighlight": "off",
    "editor.renderLineHighlight": "none",
    "extensions.ignoreRecommendations": True,
    "files.autoSave": "off",
    "git.enabled": False,
    "javascript.validate.enable": False,
    "security.workspace.trust.banner": "never",
    "security.workspace.trust.startupPrompt": "never",
    "telemetry.telemetryLevel": "off",
    "typescript.validate.enable": False,
    "window.commandCenter": False,
    "window.menuBarVisibility": "hidden",
    "workbench.activityBar.location": "hidden",
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.editor.editorActionsLocation": "hidden",
    "workbench.layoutControl.enabled": False,
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}

REPAIRS = "Control+Alt+r"
"""Shows the quick fixes alone, without the refactorings of the languages that VS Code knows itself."""

KEYS = [
    {"key": "ctrl+alt+r", "command": "editor.action.codeAction", "args": {"kind": "quickfix", "apply": "never"}},
]


class Server:
    """One VS Code, with the extension and nothing else, for any number of browser windows."""

    def __init__(self, entry: Path, home: Path, settings: dict[str, Any], *, asks_for_trust: bool = False) -> None:
        self.home = home
        self._command = [
            "node",
            str(entry),
            "--user-data-dir",
            str(home / "user"),
            "--extensions-dir",
            str(home / "ext"),
        ]
        self._flags = [] if asks_for_trust else ["--disable-workspace-trust"]
        # VSCODE_CLI: the environment is taken as it is here, not as the user's shell would make it.
        self._environment = {**without_wsclose(os.environ), "HOME": str(home), "VSCODE_CLI": "1", "LC_ALL": "C.UTF-8"}
        user = home / "user" / "User"
        user.mkdir(parents=True)
        (user / "settings.json").write_text(json.dumps({**SETTINGS, **settings}))
        (user / "keybindings.json").write_text(json.dumps(KEYS))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def install(self, package: Path) -> None:
        """Install an extension from a file."""
        words = [*self._command, "--install-extension", str(package)]
        done = subprocess.run(words, env=self._environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        """Returns when it can be opened in a browser."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        words = [*self._command, *self._flags, "--auth", "none", "--bind-addr", f"127.0.0.1:{self.port}"]
        words += ["--disable-telemetry", "--disable-update-check"]
        with (self.home / "log").open("wb") as log:
            self._process = subprocess.Popen(
                words, env=self._environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        assert programs.happens(self._answers, 60), (self.home / "log").read_text()

    def stop(self) -> None:
        """With everything that it has started."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(timeout=30)

    def address(self, folder: Path) -> str:
        """Where a folder is opened as a workspace."""
        return f"http://127.0.0.1:{self.port}/?folder={quote(str(folder))}"

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


class Workbench:
    """One window with one workspace."""

    def __init__(self, page: Any, server: Server, folder: Path) -> None:
        self.page = page
        self.timeout_error = installed.playwright().TimeoutError
        self.folder = folder
        page.set_default_timeout(PATIENCE)
        page.goto(server.address(folder))
        page.locator(".monaco-workbench .explorer-folders-view").wait_for()

    # ---- doing ----

    def open(self, name: str) -> None:
        """Open a file through the explorer, which is put away then."""
        *folders, file = Path(name).parts
        for each in folders:
            row = self._row(each)
            if row.get_attribute("aria-expanded") == "false":
                row.click()
        self._row(file).dblclick()
        self.page.locator(f'.tab.active[data-resource-name="{file}"]').wait_for()
        self.page.locator(".view-lines .view-line").first.wait_for()
        self.page.keyboard.press("Control+b")
        self.page.locator(".part.sidebar").wait_for(state="hidden")

    def run(self, command: str) -> None:
        """Run a command by its title."""
        self.page.keyboard.press("F1")
        field = self.page.locator(".quick-input-widget input")
        field.fill(f">{command}")
        self.page.locator(".quick-input-list .monaco-list-row.focused").filter(has_text=command).wait_for()
        self.page.keyboard.press("Enter")

    def go_to(self, text: str) -> None:
        """Put the cursor into the first place of the file where a text stands."""
        line, column = place((self.folder / self.file()).read_text(), text)
        self.go_to_line(line, column)
        self.page.locator(".view-line").filter(has_text=text).first.wait_for()

    def go_to_line(self, line: int, column: int) -> None:
        """Put the cursor there, the line counted from 1 and the column from 0. The line is in the window's middle then."""
        self.page.keyboard.press("Control+g")
        self.page.locator(".quick-input-widget input").fill(f":{line}:{column + 1}")
        self.page.keyboard.press("Enter")
        self.page.locator(".quick-input-widget").wait_for(state="hidden")

    def word(self, text: str) -> Any:
        """A word or number in the text that is on the screen: the first that is just this."""
        words = self.page.locator(".view-line span span")
        return words.filter(has_text=re.compile(rf"^{re.escape(text)}$")).first

    def offer_repairs(self, text: str) -> Any:
        """Put the cursor on a word and, when the editor knows of repairs there, open their list."""
        self.word(text).click()
        self.page.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]').first.wait_for()
        self.page.keyboard.press(REPAIRS)
        return self.page.locator(".action-widget .monaco-list-row")

    def choose(self, title: str, text: str) -> None:
        """Take what matches a text from a list that has a title."""
        self.page.locator(".quick-input-title").filter(has_text=title).wait_for()
        self.page.locator(".quick-input-widget input").fill(text)
        self.page.locator(".quick-input-list .monaco-list-row.focused").filter(has_text=text).wait_for()
        self.page.keyboard.press("Enter")

    def hover(self, text: str, shows: str) -> str:
        """Rest the mouse on a text until the hover shows something, and return all that it says."""
        shown = self.page.locator(".monaco-hover:visible").filter(has_text=shows)

        def appears() -> bool:
            self.page.mouse.move(5, 5)
            self.word(text).hover()
            with suppress(self.timeout_error):
                shown.first.wait_for(timeout=2_000)
            return bool(shown.count())

        assert programs.happens(appears, PATIENCE / 1000)
        return "\n".join(shown.locator(".hover-contents").all_inner_texts())

    def save(self) -> None:
        """Save the file, and wait until it is."""
        self.page.keyboard.press("Control+s")
        self.page.locator(".tab.active:not(.dirty)").wait_for()

    # ---- seeing ----

    def file(self) -> str:
        """The path, in the workspace, of the file in front."""
        name = self.page.locator(".tab.active").get_attribute("data-resource-name")
        return str(next(self.folder.rglob(name)).relative_to(self.folder))

    def squiggles(self, severity: str) -> Any:
        """The wavy lines that are on the screen: `error`, `warning` or `info`."""
        return self.page.locator(f".squiggly-{severity}")

    def toast(self, text: str) -> Any:
        """A notification."""
        return self.page.locator(".notifications-toasts .notification-list-item").filter(has_text=text)

    def preview(self) -> Any:
        """The inside of the Markdown preview."""
        return self.page.frame_locator("iframe.webview.ready").frame_locator("iframe#active-frame").locator("body")

    def _row(self, name: str) -> Any:
        return self.page.get_by_role("treeitem", name=name, exact=True)


def without_wsclose(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what would let the extension find a server that the tests have not given it: an active
    virtual environment with wsclose, and its sources."""
    kept = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    folders = environment.get("PATH", "").split(os.pathsep)
    kept["PATH"] = os.pathsep.join(one for one in folders if shutil.which("wsclose", path=one) is None)
    return kept


def place(source: str, text: str) -> tuple[int, int]:
    """The line and the column, from 1 and from 0 on, at which a text first stands."""
    before = source[: source.index(text)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)
