"""The table is whole: rows are well-formed, in a stable order, and the summary belongs to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from . import summary, table
from .libraries import SUBJECTS
from .observed import observed

ROOT = Path(__file__).parents[2]


def test_rows_follow_the_order_of_the_libraries_and_their_cases() -> None:
    order = {subject.key: number for number, subject in enumerate(SUBJECTS)}
    positions = [order[row.subject] for row in table.read()]
    assert positions == sorted(positions)
    by_subject = {subject.key: [case.input for case in subject.cases()] for subject in SUBJECTS}
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for row in table.read():
        rows.setdefault(row.subject, []).append(row.input)
    assert all(inputs == by_subject[key] for key, inputs in rows.items())


def test_each_input_is_there_once_for_a_library() -> None:
    keys = [(*row.subject, row.input) for row in table.read()]
    assert len(keys) == len(set(keys))


def test_summary_is_the_one_of_the_table() -> None:
    assert table.SUMMARY.read_text(encoding="utf-8") == summary.text(table.read())


def test_writing_what_was_read_changes_nothing() -> None:
    assert table.text(table.read()) == table.TABLE.read_text(encoding="utf-8")


def test_observed_names_what_a_model_would_claim() -> None:
    closing = observed(table.read())["ws", "8.23.0", "client", ""].closes["close"]
    assert closing.without_code == "empty"
    assert {1000, 1001, 1014, 3000, 4999} <= closing.accepts
    assert set(closing.refuses) >= {0, 999, 1004, 1005, 1006, 1015, 5000}
    assert (closing.reason_limit, closing.reason_without_code) == ("throws", "drops")
    assert (closing.error, closing.aftermath) == ("TypeError", "open")


def test_what_is_not_installed_hinders_nobody_who_only_reads_the_list() -> None:
    asked = "from tests.against_real_libraries.libraries import SUBJECTS; print(len(SUBJECTS))"
    bare = {**os.environ, "PATH": ""}
    run = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) == len(SUBJECTS)
