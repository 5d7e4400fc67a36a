"""`python -m tests.editors.terminal`: writes the README's picture of a terminal, from what the command prints."""

import os
import re
import subprocess
import sys
from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PICTURE = Path(__file__).parents[2] / "editors" / "pictures" / "compare-terminal.svg"
COMMAND = ("compare", "1000", "1001", "--locale", "en")
SHOWN = "wsclose compare 1000 1001"
COLUMNS = 104

THEME = TerminalTheme(
    background=(24, 26, 31),
    foreground=(212, 215, 221),
    normal=[
        (24, 26, 31), (229, 105, 112), (134, 194, 124), (224, 186, 96),
        (104, 164, 238), (190, 140, 224), (92, 190, 196), (212, 215, 221),
    ],
    bright=[
        (92, 99, 112), (240, 130, 136), (158, 214, 148), (240, 206, 124),
        (130, 182, 248), (208, 162, 238), (120, 208, 214), (245, 246, 248),
    ],
)  # fmt: skip
FONT = '"JetBrains Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'


def output() -> str:
    """What the command prints on a terminal, colours included."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "wsclose", *COMMAND]
    return subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8").stdout


def picture() -> str:
    """The same as an SVG, with the command above it. Letters come from the reader's machine, not from elsewhere."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), (SHOWN, "bold")))
    console.print(Text.from_ansi(output()))
    drawn = console.export_svg(title=SHOWN, theme=THEME, unique_id="terminal")
    drawn = re.sub(r"@font-face \{.*?\}\n", "", drawn, flags=re.DOTALL)
    return re.sub(r"font-family: (?:Fira Code, monospace|arial);", f"font-family: {FONT};", drawn)


def words(drawn: str) -> list[str]:
    """What a picture says."""
    return " ".join(unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)).split()


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
