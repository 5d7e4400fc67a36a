"""What the checker says: findings, their severity and their repairs."""

from enum import IntEnum

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
    fixes: tuple[Fix, ...] = ()
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
            tuple(
                Fix(fix.title, tuple(Edit(e.start + by, e.end + by, e.text) for e in fix.edits), fix.safe)
                for fix in self.fixes
            ),
            tuple(Related(r.start + by, r.end + by, r.message) for r in self.related),
        )
