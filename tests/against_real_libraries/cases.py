"""What is tried on every library: closes with each code and reason, ways to drop a connection, received frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .raw_peer import Behaviour, close_payload

CODES = (
    *(0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016),
    *(2999, 3000, 3008, 4000, 4999, 5000, 65535, -1),
)
RECEIVED_CODES = (
    *(0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016),
    *(2999, 3000, 4000, 4999, 5000, 65535),
)
REASONS = {
    "0 bytes": "",
    "123 bytes": "x" * 123,
    "124 bytes": "x" * 124,
    "123 bytes of é": "é" * 61 + "x",  # 62 characters
    "124 bytes of é": "é" * 62,
}
DELAY = 0.1  # seconds between the handshake and what the raw peer does of itself
SIGNALS = ("SIGTERM", "SIGKILL")


@dataclass(frozen=True)
class Method:
    """A call that closes with a code: its name, whether it takes a code and a reason, whether it can be awaited."""

    name: str = "close"
    code: bool = True
    reason: bool = True
    awaitable: bool = False
    code_required: bool = False
    negative: bool = True  # the code's type allows -1
    text: bool = True  # the code's type allows "4000"
    early: bool = False  # it can be called before the connection is open (client) or accepted (server)
    reason_alone: bool = True  # it can be called with a reason and no code
    again: bool = True  # it can be called twice


@dataclass(frozen=True)
class Call:
    """One call in a case. `code` and `reason` are None when they are not given."""

    method: str
    code: int | str | None = None
    reason: str | None = None
    reason_label: str = ""
    awaited: bool = True

    @property
    def label(self) -> str:
        """As it is written in the table: `close(1000, 123 bytes)`."""
        if self.method.startswith("("):
            return self.method
        given = [] if self.code is None else [f'"{self.code}"' if isinstance(self.code, str) else str(self.code)]
        if self.reason is not None:
            given.append(self.reason_label if given else f"reason: {self.reason_label}")
        return f"{self.method}({', '.join(given)})"

    def step(self) -> dict[str, object]:
        """As it is handed to a driver."""
        step: dict[str, object] = {"method": self.method, "awaited": self.awaited}
        if self.code is not None:
            step["code"] = self.code
        if self.reason is not None:
            step["reason"] = self.reason
        return step


@dataclass(frozen=True)
class Case:
    """One thing that is tried. `received` is the close frame's payload when the raw peer sends one."""

    id: str
    input: str
    calls: tuple[Call, ...] = ()
    early: bool = False
    behaviour: Behaviour = field(default_factory=Behaviour)
    received: bytes | None = None
    signal: str | None = None
    alone: bool = False  # in a process of its own

    def job(self) -> dict[str, object]:
        """As it is handed to a driver."""
        when = "early" if self.early else "open"
        return {"id": self.id, "calls": [call.step() for call in self.calls], "when": when}


def cases_for(methods: tuple[Method, ...], ways: tuple[str, ...], alone: tuple[str, ...]) -> list[Case]:
    """All cases of a library in a role, in the table's order."""
    found = [*_receiving()]
    for method in methods:
        found += _closing(method)
    found += [Case("", Call(way).label, (Call(way),)) for way in ways]
    for way in alone:
        if way in SIGNALS:
            found.append(Case("", f"({way})", signal=way, alone=True))
        else:
            found.append(Case("", Call(way).label, (Call(way),), alone=True))
    return [Case(**{**case.__dict__, "id": f"c{number}"}) for number, case in enumerate(found)]


def _closing(method: Method) -> Iterator[Case]:
    name = method.name
    if not method.code_required:
        yield _case(Call(name))
    if not method.code:
        return
    for code in CODES:
        if code >= 0 or method.negative:
            yield _case(Call(name, code))
    if method.text:
        yield _case(Call(name, "4000"))
    if method.reason:
        for label, reason in REASONS.items():
            yield _case(Call(name, 1000, reason, label))
        if method.reason_alone and not method.code_required:
            yield _case(Call(name, None, "why", "'why'"))
    if method.again:
        yield _case(Call(name, 4000), Call(name, 4001))
        yield _case(Call(name, 1005), Call(name, 1000))
    if method.awaitable:
        call = Call(name, 4000, awaited=False)
        yield Case("", f"{call.label} not awaited", (call,))
    if method.early:
        early = () if method.code_required else (Call(name),)
        for call in (*early, Call(name, 1000), Call(name, 4000), Call(name, 1005)):
            yield Case("", f"{call.label} early", (call,), early=True)


def _case(*calls: Call) -> Case:
    return Case("", ", then ".join(call.label for call in calls), calls)


def _receiving() -> Iterator[Case]:
    for code in RECEIVED_CODES:
        yield _received(f"receive {code}", close_payload(code))
    yield _received("receive 4000 'bye'", close_payload(4000, "bye"))
    yield _received("receive an empty close frame", b"")
    yield _received("receive a close frame of one byte", b"\x03")
    yield _received("receive 1000 and a reason that is not UTF-8", close_payload(1000, b"\xff\xfe"))
    yield Case("", "lost connection (FIN)", behaviour=Behaviour("drop", delay=DELAY))
    yield Case("", "lost connection (RST)", behaviour=Behaviour("reset", delay=DELAY))


def _received(label: str, payload: bytes) -> Case:
    return Case("", label, behaviour=Behaviour("send", payload, delay=DELAY), received=payload)
