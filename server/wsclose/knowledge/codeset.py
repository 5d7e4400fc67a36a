"""Sets of close codes as intervals: `1000, 3000-4999`."""

from functools import cache

from wsclose.plain import plain


@plain
class CodeSet:
    """Which numbers belong; `intervals` are sorted, apart from each other, with both ends included."""

    intervals: tuple[tuple[int, int], ...]

    def __contains__(self, number: int) -> bool:
        return any(low <= number <= high for low, high in self.intervals)

    def __str__(self) -> str:
        return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in self.intervals)

    def intersection(self, other: "CodeSet") -> "CodeSet":
        return self.without(ALL.without(other))

    def union(self, other: "CodeSet") -> "CodeSet":
        return CodeSet(_normal([*self.intervals, *other.intervals]))

    def without(self, other: "CodeSet") -> "CodeSet":
        left = list(self.intervals)
        for low, high in other.intervals:
            kept: list[tuple[int, int]] = []
            for a, b in left:
                if high < a or low > b:
                    kept.append((a, b))
                    continue
                if a < low:
                    kept.append((a, low - 1))
                if b > high:
                    kept.append((high + 1, b))
            left = kept
        return CodeSet(tuple(left))


def _normal(intervals: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


@cache
def parse(text: str) -> CodeSet:
    """Reads `1000, 3000-4999`; a comma is union, ` but ` takes away: `1000-4999 but 1004-1006, 1015`."""
    wanted, _, unwanted = text.partition(" but ")

    def read(part: str) -> CodeSet:
        found = []
        for piece in part.replace("–", "-").split(","):
            low, _, high = piece.strip().partition("-")
            if low:
                found.append((int(low), int(high or low)))
        return CodeSet(_normal(found))

    return read(wanted).without(read(unwanted)) if unwanted else read(wanted)


ALL = CodeSet(((0, 65535),))
NEVER_SENT = parse("1004-1006, 1015")
SENDABLE = parse("1000-1003, 1007-1014, 3000-4999")
BROWSER = parse("1000, 3000-4999")
PRIVATE = parse("4000-4999")  # what an application gives a meaning by itself (RFC 6455 section 7.4.2)
