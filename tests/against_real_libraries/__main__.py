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

from . import summary, table
from .checking import Checks
from .libraries import SUBJECTS
from .table import Row

ORDER = [subject.key for subject in SUBJECTS]


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
    rows = table.read()
    if not (options.write or options.check):
        for subject in chosen:
            print(f"{subject.label}: {sum(row.subject == subject.key for row in rows)} rows")
        return 0
    known: dict[tuple[str, str, str, str], list[Row]] = {subject.key: [] for subject in SUBJECTS}
    for row in rows:
        known.setdefault(row.subject, []).append(row)
    status = 0
    with Checks(chosen, rows) as checks:
        for subject in chosen:
            result = checks.of(subject)
            if result.skipped:
                print(f"{subject.label}: skipped, {result.skipped}", flush=True)
                continue
            counted = f"{len(result.rows)} rows, {len(result.differing)} differ, {result.seconds:.1f} s"
            print(f"{subject.label}: {counted}", flush=True)
            if options.write:
                known[subject.key] = result.rows
                table.write(row for key in ORDER for row in known[key])
            elif result.differing:
                status = 1
                print("\n".join(result.differing))
    if options.write:
        summary.write(table.read())
    return status


def compare_models() -> int:
    """Prints where the library models claim otherwise than the table; the exit status says whether they do."""
    from .models import contradictions

    found = list(contradictions(table.read()))
    print("\n".join(map(str, found)) or "No model claims otherwise.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
