"""What the table's rows say of one library in one role as a whole: to be compared with what a library model claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .table import Row

_CLOSE = re.compile(r"(?P<method>[^ (]+)\((?P<code>-?\d+)?\)")
_RECEIVED = re.compile(r"receive (\d+)")


@dataclass
class Closing:
    """How one method closes. A wire outcome is a code, 1005 for an empty close frame, 1006 for none."""

    method: str
    without_code: int | None = None  # wire outcome of a call with no code, None when it is refused or not possible
    accepts: set[int] = field(default_factory=set)  # codes that go over the wire as they are
    rewrites: dict[int, int] = field(default_factory=dict)  # codes that become another wire outcome, without an error
    refuses: dict[int, str] = field(default_factory=dict)  # codes that raise, with the error
    ends_when_refusing: dict[int, int] = field(
        default_factory=dict
    )  # wire outcomes of refusals that end it all the same
    reason_limit: str | None = None  # of 124 bytes: "refuses: ERROR", "truncates to N bytes", "writes", "sends nothing"
    reason_without_code: str | None = None  # "1000 + reason", "1005, reason dropped", "refuses: ERROR"
    early: str | None = None  # of a call before open or accept: "HTTP 403", a wire outcome, an error
    not_awaited: int | None = None  # wire outcome


@dataclass
class Observed:
    """How one library behaves in one role. `ways` maps other ways to end a connection to their wire outcome."""

    library: str
    version: str
    role: str
    variant: str
    closes: dict[str, Closing] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    delivers: set[int] = field(default_factory=set)  # codes that its handler reports as they came
    delivers_as: dict[int, Any] = field(default_factory=dict)  # codes that it reports as another value
    replies: dict[int, int] = field(default_factory=dict)  # answers to a received code that are no echo: wire outcomes
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
        if reported == code and not (code == 1006 and _wire(values) in (1002, 1006)):  # 1006 is also said of a failure
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
    if not method or row.input.startswith("("):
        return
    closing = what.closes.setdefault(method, Closing(method))
    rest = row.input[match.end() :] if match else row.input[len(method) :]
    if match and not rest:
        if match["code"] is None:
            closing.without_code = None if values["call"] == "refused" else wire
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
    elif rest == " early":
        closing.early = closing.early or outcome(values)
    elif rest == " not awaited":
        closing.not_awaited = wire


def _reason_limit(values: Mapping[str, Any]) -> str:
    if values["call"] == "refused":
        return outcome(values)
    written = re.match(r"(\d+) bytes", values.get("frame_reason", "0 bytes"))
    count = int(written[1]) if written else 0
    if values.get("frame") is None:
        return "sends nothing"
    return "writes" if count >= 124 else f"truncates to {count} bytes"


def outcome(values: Mapping[str, Any]) -> str:
    """One row's outcome in a few words."""
    if values.get("handshake"):
        said = f"{values['handshake']}"
    else:
        said = {1005: "empty frame", 1006: "no frame"}.get(_wire(values), str(_wire(values)))
        if values.get("frame_reason"):
            said += f" '{values['frame_reason']}'"
    if values.get("call") in ("hangs", "no report", "failed"):
        said = f"{values['call']}; {said}"
    if values.get("error"):
        said = f"{values['error']}; {said}"
    return said + ("; stays open" if values.get("tcp") == "stays open" else "")


def _wire(values: Mapping[str, Any]) -> int:
    """The close frame as the other side reports it."""
    frame = values.get("frame")
    if frame is None:
        return 1006
    return int(frame, 16) if len(frame) == 4 else 1005 if not frame else 1002


def _reported(values: Mapping[str, Any]) -> Any:
    """The code that this side's handler reports, None when it learns none."""
    own = values.get("own")
    return own.get("code") if own else None


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
