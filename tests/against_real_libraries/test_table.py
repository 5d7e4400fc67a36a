"""Runs the Python and Node libraries again and compares with the table. An environment is made when it is new."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("fcntl", reason="the libraries are run where files can be locked: not on Windows")

from . import table
from .checking import Checks
from .libraries import CORE, Subject


@pytest.fixture(scope="module")
def checks(request: pytest.FixtureRequest) -> Iterator[Checks]:
    """All that are asked for are begun at once, some at a time."""
    of_items = (getattr(item, "callspec", None) for item in request.session.items)
    asked = [spec.params["subject"] for spec in of_items if spec is not None and "subject" in spec.params]
    with Checks(asked, table.read()) as running:
        yield running


@pytest.mark.real_libraries
@pytest.mark.parametrize("subject", CORE, ids=lambda subject: subject.label)
def test_library_does_what_the_table_says(subject: Subject, checks: Checks) -> None:
    result = checks.of(subject)
    if result.skipped:
        pytest.skip(result.skipped)
    assert not result.differing
