"""Runs libraries and compares with the table, some at a time: nearly all of a run is waiting."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from .lab import NotInstalled
from .libraries import Subject
from .run import rows_again, rows_of
from .table import Row

AT_A_TIME = 4


@dataclass
class Result:
    """What came of running one library. `skipped` says why it could not be run, `differing` what the table has not."""

    subject: Subject
    rows: list[Row] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    skipped: str = ""
    seconds: float = 0.0


class Checks:
    """The results of some subjects, in their order: `with Checks(subjects, known) as results: results[subject.key]`."""

    def __init__(self, subjects: Iterable[Subject], known: Iterable[Row]) -> None:
        self.subjects = tuple(subjects)
        self.known: dict[tuple[str, str, str, str], list[Row]] = {subject.key: [] for subject in self.subjects}
        for row in known:
            if row.subject in self.known:
                self.known[row.subject].append(row)
        self.pool = ThreadPoolExecutor(AT_A_TIME)
        self.results: dict[tuple[str, str, str, str], Future[Result]] = {}

    def __enter__(self) -> Checks:
        for subject in self.subjects:
            self.results[subject.key] = self.pool.submit(check, subject, self.known[subject.key])
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def of(self, subject: Subject) -> Result:
        """Waits for one of them."""
        return self.results[subject.key].result()


def check(subject: Subject, known: list[Row]) -> Result:
    """Runs one library. What differs from the table is run once more, a few connections at a time, before it counts."""
    began = time.monotonic()
    try:
        rows = rows_of(subject)
        before = {row.input: row.as_json() for row in known}
        doubtful = [row.input for row in rows if before.get(row.input) != row.as_json()]
        if known and doubtful:
            again = {row.input: row for row in rows_again(subject, doubtful)}
            rows = [again.get(row.input, row) for row in rows]
    except NotInstalled as reason:
        return Result(subject, skipped=str(reason))
    return Result(subject, rows, differences(known, rows), seconds=time.monotonic() - began)


def differences(known: list[Row], rows: list[Row]) -> list[str]:
    """Each row that is not the table's, as it was and as it is."""
    before = {row.input: row.as_json() for row in known}
    after = {row.input: row.as_json() for row in rows}
    return [
        f"  - {before.get(name, '(not in the table)')}\n  + {after.get(name, '(not run)')}"
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
