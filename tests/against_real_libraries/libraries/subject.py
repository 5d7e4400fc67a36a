"""What is run: a library in one version and one role, and how its driver is started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..cases import Case, Method, cases_for
from ..lab import Command, GoPackages, NpmPackages, PythonPackages
from ..raw_peer import Behaviour

Varies = Callable[[Case, Mapping[str, Any]], tuple[str, ...]]


@dataclass(frozen=True)
class Subject:
    """One library in one version and one role. `variant` tells apart implementations and back ends of one library.

    `varies` names the values of a row that differ from run to run, because the library's own threads race.
    """

    library: str
    version: str
    role: str
    start: Callable[[], Command]
    methods: tuple[Method, ...]
    variant: str = ""
    ways: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    killed: tuple[str, ...] = ("SIGKILL",)
    core: bool = True  # run by the tests, where it is Python or JavaScript; the others only by the command
    early: Behaviour | None = None  # what the raw peer does when this side closes early
    path: str = "/{case}"
    protocol: str | None = None
    patience: float = 1.0
    hello: str | None = None  # a text message that the raw peer sends first
    page: str = ""  # what the raw server answers to a request that asks for no WebSocket
    texts: bool = False  # the table shows the text messages that came
    varies: Varies | None = None

    def cases(self) -> list[Case]:
        """All that is tried on it."""
        return cases_for(self.methods, self.ways, (*self.alone, *self.killed))

    def command(self) -> Command:
        """How its driver is started. Raises NotInstalled when that is impossible here."""
        return self.start()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """As in a row."""
        return self.library, self.version, self.role, self.variant

    @property
    def label(self) -> str:
        """For people: `websockets 17.4 (asyncio), client`."""
        variant = f" ({self.variant})" if self.variant else ""
        return f"{self.library} {self.version}{variant}, {self.role}"


def own_of_a_close(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What a handler learns of this side's own close."""
    error = ("error",) if len(case.calls) > 1 and values.get("error") else ()
    return ("own", *error) if case.calls else ()


def end_after_a_close(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether TCP ends soon after this side's own close."""
    return ("tcp",) if case.calls else ()


def end_and_second_close(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether TCP ends soon, and whether a second close finds the connection closed already."""
    second = ("call", "error", "error_at", "own") if len(case.calls) > 1 else ()
    return (*end_after_a_close(case, values), *second)


def answer_to_an_error(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether a refused frame is still answered before the connection is dropped."""
    return ("frame",) if case.received is not None and "error" in (values.get("own") or {}) else ()


def end_after_a_frame(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether TCP ends soon after a received frame: when the driver's thread comes round to close it."""
    return ("tcp",) if case.received is not None else ()


def end_by_a_signal(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """How a server that is asked to end does so: it differs between versions of Python."""
    return ("frame", "peer_sees", "tcp", "own") if case.signal == "SIGTERM" else ()


def end_after_a_refused_reconnect(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether a socket that was left behind is still there when the process ends."""
    left_behind = bool(case.calls) and case.calls[0].method == "reconnect" and values.get("frame") is None
    return ("tcp",) if left_behind else ()


def early_handshake(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether the handshake was already under way when it was given up."""
    return ("handshake", "frame", "tcp") if case.early and values.get("call") == "accepted" else ()


def starting(
    packages: PythonPackages | NpmPackages | GoPackages, driver: str, *arguments: str
) -> Callable[[], Command]:
    """Makes the environment and the command only when they are needed."""
    return lambda: packages.command(driver, *arguments)
