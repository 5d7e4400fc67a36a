"""The command: runs the libraries and writes the table, or compares with it.

    python -m tests.against_real_libraries            what is in the table, and what can be run here
    python -m tests.against_real_libraries --check    runs everything and compares with the table
    python -m tests.against_real_libraries --write    runs everything and writes the table anew
    python -m tests.against_real_libraries --models   compares the library models with the table

`--only NAME` (may be repeated) keeps to the libraries whose label contains NAME; the other rows stay as they are.
"""

from __future__ import annotations

import argparse
import sys
import time

from . import summary, table
from .lab import NotInstalled
from .libraries import SUBJECTS, Subject
from .run import rows_again, rows_of
from .table import Row


def main() -> int:
    """Returns the exit status: 0, or 1 when a row differs from the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.against_real_libraries", description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the table anew")
    parser.add_argument("--check", action="store_true", help="compare with the table")
    parser.add_argument("--only", action="append", metavar="NAME", help="only libraries whose label contains NAME")
    parser.add_argument("--models", action="store_true", help="compare the library models with the table")
    options = parser.parse_args()
    if options.models:
        return compare_models()
    chosen = [
        subject for subject in SUBJECTS if not options.only or any(name in subject.label for name in options.only)
    ]
    known = {subject.key: [row for row in table.read() if row.subject == subject.key] for subject in SUBJECTS}
    status = 0
    for subject in chosen:
        if not (options.write or options.check):
            print(f"{subject.label}: {len(known[subject.key])} rows")
            continue
        began = time.monotonic()
        try:
            rows = rows_of(subject)
        except NotInstalled as reason:
            print(f"{subject.label}: skipped, {reason}", flush=True)
            continue
        differing = differences(subject, known[subject.key], rows)
        print(
            f"{subject.label}: {len(rows)} rows, {len(differing)} differ, {time.monotonic() - began:.1f} s", flush=True
        )
        if options.write:
            known[subject.key] = rows
            table.write(row for rows in known.values() for row in rows)
        elif differing:
            status = 1
            print("\n".join(differing))
    if options.write:
        summary.write(row for rows in known.values() for row in rows)
    return status


def compare_models() -> int:
    """Prints where the library models claim otherwise than the table; the exit status says whether they do."""
    from .models import contradictions

    found = list(contradictions(table.read()))
    print("\n".join(map(str, found)) or "No model claims otherwise.")
    return 1 if found else 0


def differences(subject: Subject, known: list[Row], rows: list[Row]) -> list[str]:
    """Where the rows are not the table's; what differs is run once more before it counts. `rows` is mended in place."""
    before = {row.input: row.as_json() for row in known}
    doubtful = [row.input for row in rows if before.get(row.input) != row.as_json()]
    if known and doubtful:
        again = {row.input: row for row in rows_again(subject, doubtful)}
        rows[:] = [again.get(row.input, row) for row in rows]
    after = {row.input: row.as_json() for row in rows}
    return [
        f"  - {before.get(name, '(not in the table)')}\n  + {after.get(name, '(not run)')}"
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


if __name__ == "__main__":
    sys.exit(main())
