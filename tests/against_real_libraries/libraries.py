"""Which libraries are run, in which versions and roles, and how each one closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .cases import Case, Method, cases_for
from .lab import Command, NpmPackages, PythonPackages
from .raw_peer import Behaviour


@dataclass(frozen=True)
class Subject:
    """One library in one version and one role. `variant` tells apart implementations and back ends of one library."""

    library: str
    version: str
    role: str
    start: Callable[[], Command]
    methods: tuple[Method, ...]
    variant: str = ""
    ways: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    core: bool = False  # run by the tests; the others only by the command
    early: Behaviour | None = None  # what the raw peer does when this side closes early
    path: str = "/{case}"
    protocol: str | None = None
    patience: float = 1.0

    def cases(self) -> list[Case]:
        """All that is tried on it."""
        return cases_for(self.methods, self.ways, self.alone)

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


PYTHON = PythonPackages(
    (
        "websockets==17.4",
        "aiohttp==3.14.5",
        "fastapi==0.165.0",
        "starlette==1.10.0",
        "tornado==6.6.1",
        "uvicorn==0.54.0",
        "websocket-client==1.9.2",
        "wsproto==1.3.2",
    )
)


def _websockets() -> list[Subject]:
    close = (Method("close", awaitable=True),)
    return [
        Subject(
            "websockets", "17.4", "client", lambda: PYTHON.command("websockets_asyncio", "client"), close, "asyncio",
            ways=("transport.abort", "transport.close", "(with block ends)"), alone=("SIGKILL",), core=True,
        ),
        Subject(
            "websockets", "17.4", "server", lambda: PYTHON.command("websockets_asyncio", "server"), close, "asyncio",
            ways=("transport.abort", "transport.close", "(handler returns)", "(handler raises)"),
            alone=("Server.close", "SIGTERM", "SIGKILL"), core=True,
        ),
    ]  # fmt: skip


def _browser_like() -> list[Subject]:
    """Node's own WebSocket class, which is undici's."""
    found = []
    for node in ("22.23.3", "26.10.0"):
        npm = NpmPackages(node=node)
        found.append(
            Subject(
                "Node's WebSocket", f"Node {node}", "client",
                lambda npm=npm: npm.command("whatwg_client", "global", "WebSocket"),
                (Method("close", early=True),), alone=("SIGKILL",), early=Behaviour("late", delay=0.2), core=True,
            )
        )  # fmt: skip
    return found


def _ws() -> list[Subject]:
    found = []
    for version in ("8.18.0", "8.23.0"):
        npm = NpmPackages((f"ws@{version}",))
        found += [
            Subject(
                "ws", version, "client", lambda npm=npm: npm.command("ws", "client"), (Method("close", early=True),),
                ways=("terminate",), alone=("SIGKILL",), early=Behaviour("late", delay=0.2), core=True,
            ),
            Subject(
                "ws", version, "server", lambda npm=npm: npm.command("ws", "server"), (Method("close"),),
                ways=("terminate",), alone=("WebSocketServer.close", "SIGTERM", "SIGKILL"), core=True,
            ),
        ]  # fmt: skip
    return found


SUBJECTS: tuple[Subject, ...] = (*_browser_like(), *_ws(), *_websockets())
