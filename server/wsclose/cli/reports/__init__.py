"""Output formats of `wsclose check`: one module each, with a function `render(result) -> str`."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from wsclose.cli.work import Outcome
from wsclose.plain import plain
from wsclose.project.findings import Edit, Finding, Related, Severity
from wsclose.sources import Reason
from wsclose.syntax.document import Document

FORMATS = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


@plain
class Place:
    """Where something is, as people count: lines and characters from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class File:
    """A file with findings, and its text, in which offsets become places."""

    def __init__(self, path: str, data: bytes, findings: tuple[Finding, ...]) -> None:
        self.path, self.findings = path, findings
        self._data = data

    @cached_property
    def document(self) -> Document:
        return Document.from_bytes(self._data)

    def place(self, of: Finding | Edit | Related) -> Place:
        line, column = self.document.position(of.start, "utf-32")
        end_line, end_column = self.document.position(of.end, "utf-32")
        return Place(line + 1, column + 1, end_line + 1, end_column + 1)

    @property
    def uri(self) -> str:
        """The path relative to the working directory where it can be, with forward slashes."""
        path = PurePath(self.path)
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        return path.as_posix()


@plain
class Result:
    """What a run found. `files` holds only files with findings that are to be shown, in the order of their paths."""

    files: tuple[File, ...]
    checked: int
    relevant: int  # files that mention WebSockets
    seconds: float
    repaired: int
    skipped: dict[Reason, list[str]]
    locale: str
    colour: bool
    width: int
    statistics: bool
    known: int = 0  # findings that the baseline has

    @property
    def findings(self) -> Iterator[tuple[File, Finding]]:
        return ((file, finding) for file in self.files for finding in file.findings)

    @property
    def by_severity(self) -> Counter[Severity]:
        return Counter(finding.severity for _, finding in self.findings)

    @property
    def worst(self) -> Severity | None:
        return max((finding.severity for _, finding in self.findings), default=None)


def result_of(outcomes: list[Outcome], shown: Severity) -> tuple[File, ...]:
    """The files with findings of that severity or above."""
    files: list[File] = []
    for outcome in sorted(outcomes, key=lambda outcome: outcome.path):
        findings = tuple(finding for finding in outcome.findings if finding.severity >= shown)
        if findings:
            files.append(File(outcome.path, outcome.data, findings))
    return tuple(files)


def fingerprints(result: Result) -> list[str]:
    """A mark for each finding that stays the same when lines are added above it, by which services recognise it."""
    import hashlib

    seen: Counter[str] = Counter()
    marks: list[str] = []
    for file, finding in result.findings:
        line = file.document.line_text(file.place(finding).line - 1).strip()
        what = f"{file.uri}\0{finding.rule}\0{line}"
        seen[what] += 1
        marks.append(hashlib.sha256(f"{what}\0{seen[what]}".encode("utf-8", "replace")).hexdigest())
    return marks


def renderer(name: str) -> Callable[[Result], str]:
    """The function of a format."""
    import importlib

    module: Any = importlib.import_module(f"wsclose.cli.reports.{name}")
    render: Callable[[Result], str] = module.render
    return render
