"""The one table that a run prints, row by row as they become known."""

import math
import statistics
from collections.abc import Sequence

WIDTHS = (44, 22, 9, 9, 26)


def head(what: str, *names: str) -> None:
    print()
    row(what, *names)
    print("-" * (sum(WIDTHS) + 2 * len(WIDTHS) - 2))


def row(what: str, subject: str, *cells: str) -> None:
    """Two columns of words, then figures, then words again."""
    cells = (what, subject, *cells)
    padded = [
        cell.rjust(width) if at in (2, 3) else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    ]
    print("  ".join(padded).rstrip(), flush=True)


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 % of the values do not exceed."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def beside(value: float, other: float | None, name: str, goal: float | None = None) -> str:
    """How many times the other value this one is, and whether that is within the goal."""
    if not other:
        return ""
    found = f"{value / other:.2f} x {name}"
    return found if goal is None else f"{found} (goal {goal:g}: {'met' if value <= goal * other else 'MISSED'})"
