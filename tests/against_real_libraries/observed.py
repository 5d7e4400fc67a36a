"""What the table's rows say of one library in one role as a whole: to be compared with what a library model claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .table import Row

_CLOSE = re.compile(r"(?P<method>[^(]+)\((?P<code>-?\d+)?\)")
_RECEIVED = re.compile(r"receive (\d+)")


Wire = int | str


@dataclass
class Closing:
    """How one method closes.

    What goes over the wire is a code, "empty" (an empty close frame) or "nothing" (no close frame).
    `without_code`: of a call with no code; "required" when there is no such call.
    `accepts`: codes that go over the wire as they are. `rewrites`: those that become something else, with no error.
    `refuses`: codes that raise, with the error. `ends_when_refusing`: those that end the connection all the same.
    `reason_limit`: what comes of 124 bytes: an outcome, "truncates to N bytes", "writes" or "sends nothing".
    `reason_without_code`, `early` (before open or accept), `not_awaited`: what comes of such calls.
    """

    method: str
    without_code: Wire | None = None
    accepts: set[int] = field(default_factory=set)
    rewrites: dict[int, Wire] = field(default_factory=dict)
    refuses: dict[int, str] = field(default_factory=dict)
    ends_when_refusing: dict[int, Wire] = field(default_factory=dict)
    reason_limit: str | None = None
    reason_without_code: str | None = None
    early: str | None = None
    not_awaited: Wire | None = None


@dataclass
class Observed:
    """How one library behaves in one role. `ways` maps other ways to end a connection to what comes of them."""

    library: str
    version: str
    role: str
    variant: str
    closes: dict[str, Closing] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    delivers: set[int] = field(default_factory=set)  # codes that its handler reports as they came
    delivers_as: dict[int, Any] = field(default_factory=dict)  # codes that it reports as another value
    replies: dict[int, Wire] = field(default_factory=dict)  # answers to a received code that are no echo
    empty_as: Any = None
    dropped_as: Any = None


def observed(rows: Iterable[Row]) -> dict[tuple[str, str, str, str], Observed]:
    """What the rows say, by library, version, role and variant."""
    found: dict[tuple[str, str, str, str], Observed] = {}
    for row in rows:
        _add(found.setdefault(row.subject, Observed(*row.subject)), row)
    return found


def _add(what: Observed, row: Row) -> None:
    values = row.values
    if match := _RECEIVED.fullmatch(row.input):
        code = int(match[1])
        reported = _reported(values)
        if reported == code and not (code == 1006 and _wire(values) in (1002, "nothing")):  # a failure is 1006 too
            what.delivers.add(code)
        else:
            what.delivers_as[code] = reported
        if (reply := _wire(values)) != code:
            what.replies[code] = reply
    elif row.input == "receive an empty close frame":
        what.empty_as = _reported(values)
    elif row.input == "lost connection (FIN)":
        what.dropped_as = _reported(values)
    elif "call" in values or row.input.startswith("("):
        _add_close(what, row)


def _add_close(what: Observed, row: Row) -> None:
    values, wire = row.values, _wire(row.values)
    match = _CLOSE.match(row.input)
    method = match["method"] if match else row.input.partition("(")[0]
    if row.input.startswith("(") or (match and match.end() == len(row.input) and match["code"] is None):
        what.ways[row.input] = outcome(values)
    if ", then " in row.input:
        return
    if not method or row.input.startswith("("):
        return
    closing = what.closes.setdefault(method, Closing(method))
    rest = row.input[match.end() :] if match else row.input[len(method) :]
    if match and not rest:
        if match["code"] is None:
            closing.without_code = "required" if values["call"] == "refused" else wire
            return
        code = int(match["code"])
        if values["call"] == "refused":
            closing.refuses[code] = values.get("error", "")
            if values.get("tcp") == "ends":
                closing.ends_when_refusing[code] = wire
        elif wire == code:
            closing.accepts.add(code)
        else:
            closing.rewrites[code] = wire
    elif rest.startswith("(1000, 124 bytes)"):
        closing.reason_limit = _reason_limit(values)
    elif rest.startswith("(reason:"):
        reason = f" + {values['frame_reason']}" if values.get("frame_reason") else ", reason dropped"
        closing.reason_without_code = f"{wire}{reason}" if values["call"] == "accepted" else outcome(values)
    elif rest.endswith(" early"):
        closing.early = closing.early or outcome(values)
    elif rest.endswith(" not awaited"):
        closing.not_awaited = wire


def _reason_limit(values: Mapping[str, Any]) -> str:
    if values["call"] == "refused":
        return outcome(values)
    written = re.match(r"(\d+) bytes", values.get("frame_reason") or "0 bytes")
    count = int(written[1]) if written else 0
    if values.get("frame") is None:
        return "sends nothing"
    return "writes" if count >= 124 else f"truncates to {count} bytes" if count else "drops the reason"


def outcome(values: Mapping[str, Any]) -> str:
    """One row's outcome in a few words."""
    if values.get("handshake") == "varies":
        said = "given up during the handshake"
    elif values.get("handshake"):
        said = f"{values['handshake']}"
    else:
        said = {"empty": "empty frame", "nothing": "no frame"}.get(str(_wire(values)), str(_wire(values)))
        if values.get("frame_reason"):
            said += f" '{values['frame_reason']}'"
    if values.get("call") in ("hangs", "no report", "failed"):
        said = f"{values['call']}; {said}"
    if values.get("error"):
        said = f"{values['error']}; {said}"
    return said + ("; stays open" if values.get("tcp") == "stays open" else "")


def _wire(values: Mapping[str, Any]) -> Wire:
    """What went over the wire."""
    frame = values.get("frame")
    if frame is None:
        return "nothing"
    return int(frame, 16) if len(frame) == 4 else frame or "empty"


def _reported(values: Mapping[str, Any]) -> Any:
    """The code that this side's handler reports, None when it learns none."""
    own = values.get("own")
    return own.get("code") if isinstance(own, dict) else None


def ranges(codes: Iterable[int]) -> str:
    """`1000-1003, 3000`: of tried codes, neighbours that were both tried are joined."""
    parts: list[list[int]] = []
    for code in sorted(codes):
        if parts and (code == parts[-1][-1] + 1 or (parts[-1][-1], code) in _JOINED):
            parts[-1].append(code)
        else:
            parts.append([code])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


_JOINED = {(0, 999), (1016, 2999), (3000, 3008), (3008, 4000), (3000, 4000), (4000, 4999), (5000, 65535)}
