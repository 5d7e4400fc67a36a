"""`tests/real_code.toml`: the repositories, what was found in each, and how its findings were judged by reading the code."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.real_code.survey import Survey

FILE = Path(__file__).parent.parent / "real_code.toml"
VERDICTS = ("right", "wrong", "arguable")

HEAD = """\
# Repositories that the checker was run over whole, and what became of it. Written by `python -m tests.real_code FOLDER --update`.
# `right`, `wrong` and `arguable` are judgements, made by opening the code: RULE PATH:LINE, at the commit that is named.
# A finding judged wrong is a defect. It stays listed once it is mended, so that its return is noticed.
"""

Verdicts = dict[str, str]  # "RULE PATH:LINE" -> right, wrong or arguable


@dataclass
class Book:
    """Everything that is kept, by the repository's name."""

    repositories: dict[str, dict[str, object]] = field(default_factory=dict)

    def verdicts(self, name: str) -> Verdicts:
        kept = self.repositories.get(name, {})
        return {str(key): verdict for verdict in VERDICTS for key in _list(kept.get(verdict))}

    def take(self, survey: Survey, judged: Mapping[str, str]) -> None:
        """Enters a survey. Judgements of another commit are dropped, since lines have moved."""
        same = self.repositories.get(survey.name, {}).get("commit", survey.commit) == survey.commit
        verdicts = {**(self.verdicts(survey.name) if same else {}), **judged}
        now = {one.key for one in survey.told}
        lists = {verdict: sorted(key for key in verdicts if verdicts[key] == verdict) for verdict in VERDICTS}
        self.repositories[survey.name] = {
            "name": survey.name,
            "commit": survey.commit,
            "files": survey.files,
            "websocket_files": survey.speaking,
            "seconds": survey.seconds,
            "findings": survey.counts(),
            "judged": {verdict: len(now.intersection(lists[verdict])) for verdict in VERDICTS},
            **{verdict: keys for verdict, keys in lists.items() if keys},
        }

    def write(self, file: Path = FILE) -> None:
        tables = [_table(one) for _, one in sorted(self.repositories.items(), key=lambda item: item[0].lower())]
        file.write_text("\n".join([HEAD, *tables]), encoding="utf-8")


def read(file: Path = FILE) -> Book:
    """What is kept so far."""
    if not file.exists():
        return Book()
    return Book({str(one["name"]): one for one in tomllib.loads(file.read_text("utf-8")).get("repository", ())})


def judgements(lines: Iterable[str]) -> dict[str, Verdicts]:
    """Reads `VERDICT OWNER/NAME RULE PATH:LINE`, one a line; what follows is for people."""
    found: dict[str, Verdicts] = {}
    for line in lines:
        if match := re.match(r"(right|wrong|arguable) (\S+) ([\w-]+ .+?:\d+)(?:\s|$)", line):
            found.setdefault(match[2], {})[match[3]] = match[1]
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _table(one: Mapping[str, object]) -> str:
    return "\n".join(["[[repository]]", *(f"{key} = {_value(value)}" for key, value in one.items()), ""])


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "\n".join(["[", *(f"  {_value(each)}," for each in value), "]"])
    return json.dumps(value, ensure_ascii=False)
