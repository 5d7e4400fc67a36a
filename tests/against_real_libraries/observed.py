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
    """How one method closes, in the words of a library model (`wsclose.knowledge.library.CloseMethod`).

    What goes over the wire is a code, "empty" (an empty close frame) or "nothing" (no close frame).
    `without_code`: of a call with no code; "required" when there is no such call.
    `accepts`: codes that go over the wire as they are. `rewrites`: those that become something else, with no error.
    `refuses`: codes that raise, with the error. `ends_when_refusing`: those that end the connection all the same.
    `fails_after`: those that are sent, and raise something afterwards.
    `aftermath` of a refusal: "open" (a later close works), "closing" (it does not), "dropped", "empty", "other".
    `reason_limit` for 124 bytes: "throws", "truncates", "writes", "drops" (the reason) or "nothing" (goes out).
    `reason_without_code`: "sends", "drops", "throws" or "garbles" (the reason is taken for the code); `string_code`: "throws", "converts" or "nothing".
    `early` (before open or accept): what comes of such a call, for people; `early_as` in the words of a model: "gives-up",
    "refuses", "waits", "throws", "other".
    """

    method: str
    without_code: Wire | None = None
    accepts: set[int] = field(default_factory=set)
    rewrites: dict[int, Wire] = field(default_factory=dict)
    refuses: dict[int, str] = field(default_factory=dict)
    ends_when_refusing: dict[int, Wire] = field(default_factory=dict)
    fails_after: dict[int, str] = field(default_factory=dict)
    aftermath: str | None = None
    reason_limit: str | None = None
    reason_error: str | None = None
    reason_without_code: str | None = None
    string_code: str | None = None
    string_error: str | None = None
    early: str | None = None
    early_as: str | None = None
    not_awaited: Wire | None = None

    @property
    def error(self) -> str | None:
        """The type of the error that most refusals raise."""
        types = [error.partition(":")[0] for error in self.refuses.values()]
        return max(types, key=types.count) if types else None


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
    connects_again: dict[int, bool] = field(default_factory=dict)  # after a close with this code
    empty_as: Any = None
    dropped_as: Any = None


def observed(rows: Iterable[Row]) -> dict[tuple[str, str, str, str], Observed]:
    """What the rows say, by library, version, role and variant."""
    found: dict[tuple[str, str, str, str], Observed] = {}
    for row in rows:
        _add(found.setdefault(row.subject, Observed(*row.subject)), row)
    for what in found.values():
        _part_from_failures(what)
    return found


def _part_from_failures(what: Observed) -> None:
    """Where the code that was received is the one that stands for a lost connection, the answer says which it was."""
    code = what.dropped_as
    if code in what.delivers and what.replies.get(code) in (1002, "nothing"):
        what.delivers.discard(code)
        what.delivers_as[code] = code


def _add(what: Observed, row: Row) -> None:
    values = row.values
    if match := _RECEIVED.fullmatch(row.input):
        code = int(match[1])
        reported = _reported(values)
        if reported == code:
            what.delivers.add(code)
        else:
            what.delivers_as[code] = reported
        if "connects again" in (values.get("own") or {}):
            what.connects_again[code] = values["own"]["connects again"]
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
    refused = values["call"] == "refused"
    rest = row.input[match.end() :] if match else row.input[len(method) :]
    if match and not rest:
        _add_code(closing, match["code"], values)
    elif rest.startswith(", then close(1000)".replace("close", method)) and 1005 in closing.refuses:
        closing.aftermath = _aftermath(closing, wire)
    elif ", then " in rest:
        return
    elif rest == '("4000")':
        closing.string_code = "throws" if refused else "converts" if wire == 4000 else str(wire)
        closing.string_error = values["error"] if refused else None
    elif rest == "(1000, 124 bytes)":
        closing.reason_limit = "throws" if refused else _reason_limit(values)
        closing.reason_error = values["error"] if refused else None
    elif rest.startswith("(reason:"):
        closing.reason_without_code = _reason_alone(values)
    elif rest.endswith(" early"):
        closing.early = closing.early or outcome(values)
        if match and match["code"] != "1005":  # which may be refused whenever it comes
            closing.early_as = _early(values)
    elif rest.endswith(" not awaited"):
        closing.not_awaited = wire


def _add_code(closing: Closing, given: str | None, values: Mapping[str, Any]) -> None:
    wire = _wire(values)
    if given is None:
        closing.without_code = "required" if values["call"] == "refused" else wire
        return
    code = int(given)
    if values["call"] == "refused" and wire == code:
        closing.accepts.add(code)
        closing.fails_after[code] = values.get("error", "")
    elif values["call"] == "refused":
        closing.refuses[code] = values.get("error", "")
        if values.get("tcp") == "ends":
            closing.ends_when_refusing[code] = wire
    elif wire == code:
        closing.accepts.add(code)
    else:
        closing.rewrites[code] = wire


def _aftermath(closing: Closing, wire: Wire) -> str:
    """What is left after close(1005) was refused; `wire` is what a close(1000) after it sent."""
    if 1005 not in closing.ends_when_refusing:
        return "open" if wire == 1000 else "closing"
    return {"nothing": "dropped", "empty": "empty"}.get(str(closing.ends_when_refusing[1005]), "other")


def _early(values: Mapping[str, Any]) -> str:
    if values["call"] == "refused":
        return "throws"
    handshake = str(values.get("handshake") or "")
    if handshake.startswith("HTTP 4"):
        return "refuses"
    if handshake:
        return "gives-up"
    return "waits" if values.get("frame") else "other"


def _reason_alone(values: Mapping[str, Any]) -> str:
    if values["call"] == "refused":
        return "throws"
    if values.get("frame") == "why"[:2].encode().hex():
        return "garbles"
    return "sends" if values.get("frame_reason") else "drops"


def _reason_limit(values: Mapping[str, Any]) -> str:
    if values.get("frame") is None:
        return "nothing"
    written = re.match(r"(\d+) bytes", values.get("frame_reason") or "0 bytes")
    count = int(written[1]) if written else 0
    return "writes" if count >= 124 else "truncates" if count else "drops"


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
