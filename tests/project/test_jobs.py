"""One process or two: the same is found, though each has a workspace of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from .test_across_files import GO, JAVASCRIPT, PYTHON
from .workspaces import split, without_marks


def findings(folder: Path, *options: str) -> list[tuple[object, ...]]:
    """What `wsclose check` says of a folder, in its own order."""
    command = [sys.executable, "-m", "wsclose", "check", "--format", "json", "--severity", "hint", *options, "."]
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    assert ran.returncode in (0, 1), ran.stderr
    return [tuple(sorted(map(str, one.items()))) for one in json.loads(ran.stdout)["findings"]]


def test_two_jobs_find_what_one_finds(tmp_path: Path) -> None:
    for table in (JAVASCRIPT, PYTHON, GO):
        for number, (_, files) in enumerate(split(table)):
            for path, text in files.items():
                place = tmp_path / f"{number}" / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(without_marks(text))
    alone = findings(tmp_path, "--jobs", "1")
    assert alone
    assert findings(tmp_path, "--jobs", "2") == alone


def test_repairs_that_are_written_later_come_from_another_process(tmp_path: Path) -> None:
    text = "const connect = () => {\n  const ws = new WebSocket(url);\n  ws.onclose = () => setTimeout(connect, 1000);\n};\n"
    for number in range(20):
        (tmp_path / f"{number}.js").write_text(text)
    alone = findings(tmp_path, "--jobs", "1")
    assert len(alone) >= 20
    assert "('fixes', [])" not in str(alone)
    assert findings(tmp_path, "--jobs", "2") == alone
