"""The table: its rows, how it is written and read, and what it says of a library as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("table.json")
SUMMARY = Path(__file__).with_name("table.md")


ORDER = ("handshake", "call", "error", "error_at", "frame", "frame_reason", "texts", "peer_sees", "tcp", "own")


@dataclass(frozen=True)
class Row:
    """One thing tried on one library in one role.

    `values`, each only where it applies:
    `handshake` how it failed; `call` accepted, refused or hangs; `error` and `error_at` (at the call, or when awaited);
    `frame` the first two bytes of the close frame that the raw peer got, in hexadecimal ("" for an empty one, null for
    none); `frame_reason` the rest of it; `peer_sees` the code that the other side's handler reports (1005 for an empty
    frame, 1006 for none); `texts` the text messages that the raw peer got;
    `tcp` whether the library ended the connection; `own` what this side's own handler learns.
    A value is "varies" where it differs from run to run.
    """

    library: str
    version: str
    role: str
    variant: str
    input: str
    values: dict[str, Any]

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """Which library, version, role and variant this is about."""
        return self.library, self.version, self.role, self.variant

    def as_json(self) -> str:
        """One line of the table."""
        shown = {"library": self.library, "version": self.version, "role": self.role}
        if self.variant:
            shown["variant"] = self.variant
        values = dict(sorted(self.values.items(), key=lambda item: ORDER.index(item[0])))
        values = {
            name: value
            for name, value in values.items()
            if value is not None or name in ("frame", "own")
        }  # fmt: skip
        return json.dumps({**shown, "input": self.input, **values}, ensure_ascii=False)


def read() -> list[Row]:
    """The rows of the table in the repository."""
    if not TABLE.exists():
        return []
    return [_row(line) for line in json.loads(TABLE.read_text(encoding="utf-8"))]


def _row(values: dict[str, Any]) -> Row:
    values = dict(values)
    library, version, role, variant, tried = (
        values.pop(name, "") for name in ("library", "version", "role", "variant", "input")
    )
    return Row(library, version, role, variant, tried, values)


def write(rows: Iterable[Row]) -> None:
    """Writes the table, a row a line, in the order given."""
    TABLE.write_text(text(rows), encoding="utf-8")


def text(rows: Iterable[Row]) -> str:
    """The table as JSON."""
    lines = ",\n".join(row.as_json() for row in rows)
    return f"[\n{lines}\n]\n"
