"""What these tests are run with: VS Code as a server, Chromium, Playwright, and the extension as a package.

Everything that is downloaded goes into the tests' cache and stays there. What can't be had skips the tests, with a word.
"""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .. import programs

CODE_SERVER = "4.100.3"
PLAYWRIGHT = "1.65.2"
EXTENSION = programs.EDITORS / "vscode"
NATIVE = ("@vscode/spdlog", "native-watchdog", "kerberos", "@parcel/watcher")
"""Modules of VS Code that are compiled for the machine. It runs without those that can't be."""


def code_server() -> Path:
    """The entry script of VS Code as a server. No script of a package runs but those that compile what it needs."""
    _need("node", "npm")
    folder = programs.cache() / f"code-server-{CODE_SERVER}"
    package = folder / "node_modules" / "code-server"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        install = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
        inside = package / "lib" / "vscode"
        _get(folder, *install, "--prefix", ".", f"code-server@{CODE_SERVER}")
        _get(inside, *install, "--omit=dev")
        _get(inside / "extensions", *install, "--omit=dev")
        for module in NATIVE:
            subprocess.run(["npm", "rebuild", module], cwd=inside, capture_output=True, timeout=600)
        _get(folder, "npm", "rebuild", "argon2")
        (folder / "ready").touch()
    return package / "out" / "node" / "entry.js"


def chromium() -> str:
    """A Chromium of this machine."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on the PATH (Debian: apt-get install chromium)")


def playwright() -> Any:
    """The module `playwright.sync_api`."""
    try:
        return importlib.import_module("playwright.sync_api")
    except ImportError:
        folder = programs.cache() / f"playwright-{PLAYWRIGHT}-{sys.implementation.cache_tag}"
    if not (folder / "playwright").exists():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder))
        _get(programs.cache(), *pip, f"playwright=={PLAYWRIGHT}")
    sys.path.append(str(folder))
    return importlib.import_module("playwright.sync_api")


def extension() -> Path:
    """The `.vsix`, made by the command that the releases are made with."""
    _need("node", "npm")
    if not (EXTENSION / "node_modules" / ".bin" / "vsce").exists():
        _get(EXTENSION, "npm", "install")
    made = subprocess.run(
        ["npm", "run", "package"],
        cwd=EXTENSION,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return EXTENSION / "wsclose.vsix"


def _need(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not on the PATH: {', '.join(missing)}")


def _get(folder: Path, *command: str) -> None:
    got = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)
    if got.returncode:
        pytest.skip(f"`{' '.join(command)}` failed: {' '.join(got.stderr.split())[-300:]}")
