"""The hook that other projects get from this one."""

import re
from pathlib import Path

from wsclose.syntax import languages

HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"


def test_the_hook_is_given_every_file_that_is_read() -> None:
    pattern = re.search(r"^  files: (.*)$", HOOKS.read_text("utf-8"), re.MULTILINE)
    assert pattern is not None
    given = {suffix for suffix in languages.suffixes() if re.search(pattern[1], f"a{suffix}")}
    assert given == set(languages.suffixes())
    assert len(pattern[1].split("|")) == len(languages.suffixes())
