"""Runs the checker over one repository as the command line does, and tells what it found."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from wsclose import disk, sources
from wsclose.cli import work
from wsclose.knowledge import relevance
from wsclose.project.settings import Settings
from wsclose.syntax import languages

SLOW = 0.5
"""Seconds of the processor. A file that takes longer is a defect, whatever it says."""


@dataclass(frozen=True)
class Told:
    """One finding. `place` is its path in the repository and its line: `src/socket.ts:12`."""

    rule: str
    severity: str
    place: str
    text: str = field(compare=False)  # the line, for who reads it; never kept
    message: str = field(compare=False)

    @property
    def key(self) -> str:
        return f"{self.rule} {self.place}"


@dataclass(frozen=True)
class Survey:
    """What became of a repository."""

    name: str
    commit: str
    files: int  # in a language that is read
    speaking: dict[str, int]  # files that speak of WebSockets, by language
    told: tuple[Told, ...]
    errors: tuple[str, ...]
    slow: tuple[tuple[float, str], ...]
    seconds: float  # of the processor

    def counts(self) -> dict[str, int]:
        return dict(sorted(Counter(one.rule for one in self.told).items()))


def once(folder: str) -> tuple[Survey, None]:
    return survey(folder), None


def both(folder: str) -> tuple[Survey, Survey]:
    """With the cheap test of bytes, and without."""
    return survey(folder), survey(folder, byte_test=False)


def survey(folder: str, byte_test: bool = True) -> Survey:
    """Checks a checked-out repository whole. `byte_test=False`: parses and analyses every file."""
    os.chdir(folder)
    settings = disk.SettingsOnDisk(Settings(), locale_is_chosen=True, overrides=True)
    found = sources.find(["."], languages.suffixes())
    speaking: Counter[str] = Counter()
    told: list[Told] = []
    errors: list[str] = []
    slow: list[tuple[float, str]] = []
    began = time.process_time()
    with nothing() if byte_test else everything_is_parsed():
        for path in found.files:
            start = time.process_time()
            outcome = work.check_file(path, settings, named=False)
            took = time.process_time() - start
            if took > SLOW:
                slow.append((round(took, 2), path))
            if outcome.error:
                errors.append(f"{path}: {outcome.error}")
            if outcome.relevant and outcome.skipped is None:
                speaking[languages.for_path(path) or ""] += 1
            told.extend(_told(path, outcome))
    seconds = time.process_time() - began
    return Survey(
        _name(folder), _commit(folder), len(found.files), dict(sorted(speaking.items())), tuple(sorted(told, key=_order)),
        tuple(errors), tuple(sorted(slow, reverse=True)), round(seconds, 2)
    )  # fmt: skip


def _told(path: str, outcome: work.Outcome) -> Iterator[Told]:
    lines = outcome.data.split(b"\n")
    for finding in outcome.findings:
        line = outcome.data.count(b"\n", 0, finding.start)
        text = lines[line].decode("utf-8", "replace").strip()
        tuple(finding.fixes)  # they are written when somebody asks for them
        yield Told(finding.rule, finding.severity.label, f"{Path(path).as_posix()}:{line + 1}", text, finding.message)


def _order(one: Told) -> tuple[str, str, int]:
    path, _, line = one.place.rpartition(":")
    return one.rule, path, int(line)


def _name(folder: str) -> str:
    return Path(folder).name.replace("+", "/")


def _commit(folder: str) -> str:
    asked = subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def everything_is_parsed() -> Iterator[None]:
    """Switches off the look at a file's bytes that decides whether it is parsed. What a file speaks of is still a fact
    about it that findings may rest on, as in an editor, which parses whatever is open."""
    with mock.patch.object(relevance, "worth_reading", lambda *_: True):
        yield
