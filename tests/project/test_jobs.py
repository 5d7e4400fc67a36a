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
