"""Runs the Python and Node libraries again and compares with the table. An environment is made when it is new."""

from __future__ import annotations

import pytest

pytest.importorskip("fcntl", reason="the libraries are run where files can be locked: not on Windows")

from . import table
from .__main__ import differences
from .lab import NotInstalled
from .libraries import SUBJECTS, Subject
from .run import rows_of

CORE = [subject for subject in SUBJECTS if subject.core]


@pytest.fixture(scope="module")
def known() -> dict[tuple[str, str, str, str], list[table.Row]]:
    """The table's rows by library, version, role and variant."""
    found: dict[tuple[str, str, str, str], list[table.Row]] = {}
    for row in table.read():
        found.setdefault(row.subject, []).append(row)
    return found


@pytest.mark.real_libraries
@pytest.mark.parametrize("subject", CORE, ids=lambda subject: subject.label)
def test_library_does_what_the_table_says(
    subject: Subject, known: dict[tuple[str, str, str, str], list[table.Row]]
) -> None:
    try:
        rows = rows_of(subject)
    except NotInstalled as reason:
        pytest.skip(str(reason))
    assert not differences(subject, known[subject.key], rows)
