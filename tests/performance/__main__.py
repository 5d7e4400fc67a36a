"""`python -m tests.performance`: one table of what wsclose costs, beside others measured in the same run.

Figures in milliseconds say something about the machine; the ratios say something about wsclose. Nothing here fails.
"""

import argparse
import gc
import os
import platform
from pathlib import Path

from tests.performance import commands, servers

from wsclose.knowledge import data

PARTS = ("keystroke", "start", "memory", "check", "version")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.performance", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)} (all)")
    parser.add_argument(
        "--tree", type=Path, help="a folder for `wsclose check`: an installed node_modules that no .gitignore hides"
    )
    parser.add_argument("--rounds", type=int, default=300, help="keystrokes a server (300)")
    parser.add_argument("--starts", type=int, default=11, help="starts a server or command (11)")
    parser.add_argument("--edits", type=int, default=2000, help="edits before memory is read (2000)")
    parser.add_argument("--mode", choices=("push", "pull", "both"), default="both", help="kinds of diagnostics (both)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = options.parts or PARTS

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    gc.disable()  # no pause of this program falls into what it measures
    data.compile_all()  # an installed package has its knowledge as JSON; a checkout would read TOML at every start
    if "keystroke" in parts:
        modes = {"push": [False], "pull": [True], "both": [False, True]}[options.mode]
        servers.keystrokes(options.rounds, modes)
    if "start" in parts:
        servers.starts(options.starts)
    if "memory" in parts:
        servers.memory(options.edits)
    if "check" in parts:
        commands.check(options.tree, max(options.starts // 2, 3))
    if "version" in parts:
        commands.version(2 * options.starts)


if __name__ == "__main__":
    main()
