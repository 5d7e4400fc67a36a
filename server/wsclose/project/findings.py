"""What the checker says: findings, their severity and their repairs."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import overload

from wsclose.plain import plain


class Severity(IntEnum):
    """From what is only a suggestion to what fails."""

    HINT = 1
    INFORMATION = 2
    WARNING = 3
    ERROR = 4

    @property
    def label(self) -> str:
        return self.name.lower()

    def lowered(self) -> "Severity":
        return Severity(max(1, self - 1))


@plain
class Edit:
    """Replaces the bytes from `start` to `end`."""

    start: int
    end: int
    text: str


@plain
class Fix:
    """A repair. `safe` ones are applied by `--fix`; the others are a choice."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Later(Sequence[Fix]):
    """Repairs that are written only when somebody asks for them: they take more of the file than the finding does."""

    __slots__ = ("_write",)

    def __init__(self, write: Callable[[], Sequence[Fix]]) -> None:
        self._write = write

    @overload
    def __getitem__(self, place: int) -> Fix: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Fix]: ...
    def __getitem__(self, place: int | slice) -> Fix | Sequence[Fix]:
        return self._write()[place]

    def __len__(self) -> int:
        return len(self._write())

    def __iter__(self) -> Iterator[Fix]:
        return iter(self._write())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Fix, ...]], tuple[tuple[Fix, ...]]]:
        return tuple, (tuple(self),)  # another process has not what they are written from

    def moved(self, by: int) -> "Later":
        return Later(lambda: moved(self._write(), by))


def moved(fixes: Sequence[Fix], by: int) -> Sequence[Fix]:
    """The same repairs, so many bytes further on."""
    if isinstance(fixes, Later):
        return fixes.moved(by)
    return tuple(
        Fix(fix.title, tuple(Edit(e.start + by, e.end + by, e.text) for e in fix.edits), fix.safe) for fix in fixes
    )


@plain
class Related:
    start: int
    end: int
    message: str


@plain
class Finding:
    """What a rule says about a place. Offsets are bytes, from the start of the unit or, once placed, of the file."""

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    help: str = ""
    fixes: Sequence[Fix] = ()
    related: tuple[Related, ...] = ()

    def placed(self, by: int) -> "Finding":
        """The same finding, moved by so many bytes."""
        return Finding(
            self.rule,
            self.severity,
            self.start + by,
            self.end + by,
            self.message,
            self.help,
            moved(self.fixes, by),
            tuple(Related(r.start + by, r.end + by, r.message) for r in self.related),
        )
