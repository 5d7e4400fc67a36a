"""The programs that are measured, as command lines."""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent

# As a console script starts them: `python -m` would add the cost of finding the module to run.
WSCLOSE = [sys.executable, "-c", "from wsclose.__main__ import main; main()"]
CLICK = [sys.executable, "-c", "from empty_command import main; main()"]
EMPTY_SERVER = [sys.executable, str(HERE / "empty_server.py")]
RUFF_SERVER = ["ruff", "server"]

# What people would search for by hand, in the kinds of file that `wsclose check` reads. The first has a fixed word that
# ripgrep can leap to; the second, which alone finds constants and tables, has none and takes it ten times as long.
SUFFIXES = ("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "py", "go")
SEARCH = ["rg", "--no-ignore", "--count", "-g", f"*.{{{','.join(SUFFIXES)}}}"]
PATTERNS = {
    "rg 'close(1234'": r"close\(\s*[1-4][0-9]{3}\b",
    "rg any code": r"\b(100[0-9]|101[0-5]|[34][0-9]{3})\b",
}


def installed(command: list[str]) -> list[str] | None:
    """The command with the program of this Python's environment, else the one on the path, else None."""
    program = shutil.which(command[0], path=str(Path(sys.executable).parent)) or shutil.which(command[0])
    return [program, *command[1:]] if program else None


def environment() -> dict[str, str]:
    """This environment, in which the subjects also find `empty_command`, wherever they are started."""
    given = [str(Path(entry).resolve()) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*given, str(HERE)])}
