"""Which libraries are run, in which versions and roles, and how each one closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .cases import Case, Method, cases_for
from .lab import DRIVERS, Command, GoPackages, JavaClasses, NpmPackages, PythonPackages, need
from .raw_peer import Behaviour

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
    core: bool = False  # run by the tests; the others only by the command
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


def own_of_a_close(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What a handler learns of this side's own close."""
    error = ("error",) if len(case.calls) > 1 and values.get("error") else ()
    return ("own", *error) if case.calls else ()


def end_after_a_close(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether TCP ends soon after this side's own close."""
    return ("tcp",) if case.calls else ()


def answer_to_an_error(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether a refused frame is still answered before the connection is dropped."""
    return ("frame",) if case.received is not None and "error" in (values.get("own") or {}) else ()


def end_after_a_frame(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether TCP ends soon after a received frame: when the driver's thread comes round to close it."""
    return ("tcp",) if case.received is not None else ()


def early_handshake(case: Case, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether the handshake was already under way when it was given up."""
    return ("handshake", "frame", "tcp") if case.early and values.get("call") == "accepted" else ()


def starting(
    packages: PythonPackages | NpmPackages | GoPackages, driver: str, *arguments: str
) -> Callable[[], Command]:
    """Makes the environment and the command only when they are needed."""
    return lambda: packages.command(driver, *arguments)


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
            "websockets", "17.4", "client", starting(PYTHON, "websockets_asyncio", "client"), close, "asyncio",
            ways=("transport.abort", "transport.close", "(with block ends)"), alone=("SIGKILL",), core=True,
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_asyncio", "server"), close, "asyncio",
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
                starting(npm, "whatwg_client", "global", "WebSocket"),
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
                "ws", version, "client", starting(npm, "ws", "client"), (Method("close", early=True),),
                ways=("terminate",), alone=("SIGKILL",), early=Behaviour("late", delay=0.2), core=True,
            ),
            Subject(
                "ws", version, "server", starting(npm, "ws", "server"), (Method("close"),),
                ways=("terminate",), alone=("WebSocketServer.close", "SIGTERM", "SIGKILL"), core=True,
            ),
        ]  # fmt: skip
    return found


def _websockets_others() -> list[Subject]:
    return [
        Subject(
            "websockets", "17.4", "client", starting(PYTHON, "websockets_sync", "client"), (Method("close"),),
            "sync", ways=("socket.close", "(with block ends)"), core=True,
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_sync", "server"), (Method("close"),),
            "sync", ways=("socket.close", "(handler returns)", "(handler raises)"),
            alone=("Server.shutdown", "SIGTERM"), core=True,
        ),
        Subject(
            "websockets", "17.4", "client", starting(PYTHON, "websockets_legacy", "client"),
            (Method("close", awaitable=True), Method("fail_connection")), "legacy",
            ways=("transport.abort", "transport.close"), core=True,
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_legacy", "server"),
            (Method("close", awaitable=True), Method("fail_connection")), "legacy",
            ways=("transport.abort", "transport.close", "(handler returns)", "(handler raises)"),
            alone=("WebSocketServer.close", "SIGTERM"), core=True,
        ),
    ]  # fmt: skip


def _aiohttp() -> list[Subject]:
    close = (Method("close", awaitable=True),)
    early = (Method("close", awaitable=True, early=True),)
    return [
        Subject(
            "aiohttp", "3.14.5", "client", starting(PYTHON, "aiohttp_driver", "client"), close,
            ways=("(positional code)", "(with block ends)"), alone=("SIGKILL",), core=True,
        ),
        Subject(
            "aiohttp", "3.14.5", "server", starting(PYTHON, "aiohttp_driver", "server"), early,
            ways=("(positional code)", "(handler returns)", "(handler raises)"), alone=("SIGTERM", "SIGKILL"),
            core=True,
        ),
    ]  # fmt: skip


def _starlette() -> list[Subject]:
    """Starlette, FastAPI and a bare ASGI application on uvicorn's WebSocket back ends."""
    close = Method("close", awaitable=True, early=True)
    raising = Method("raise WebSocketException", code_required=True, early=True, again=False)
    bare = Method("websocket.close", awaitable=True, early=True)
    found = []
    for backend in ("websockets", "websockets-sansio", "wsproto"):
        variant = f"uvicorn 0.54.0, {backend}"
        found += [
            Subject(
                library, version, "server",
                starting(PYTHON, "asgi_server", "server", library, "uvicorn", backend),
                methods, variant, ways=("(handler returns)", "(handler raises)"), alone=("SIGTERM", "SIGKILL"),
            core=True,
            )
            for library, version, methods in (
                ("starlette", "1.10.0", (close, raising)),
                ("fastapi", "0.165.0", (close, raising)),
                ("asgi", "2.4", (bare,)),
            )
        ]  # fmt: skip
    return sorted(found, key=lambda subject: ["starlette", "fastapi", "asgi"].index(subject.library))


def _tornado() -> list[Subject]:
    return [
        Subject(
            "tornado", "6.6.1", "client", starting(PYTHON, "tornado_driver", "client"), (Method("close"),),
            core=True,
        ),
        Subject(
            "tornado", "6.6.1", "server", starting(PYTHON, "tornado_driver", "server"),
            (Method("close", early=True),), ways=("(handler raises)",), alone=("SIGTERM",), core=True,
        ),
    ]  # fmt: skip


def _websocket_client() -> list[Subject]:
    found = []
    for version in ("1.8.0", "1.9.0", "1.9.2"):
        packages = PYTHON if version == "1.9.2" else PythonPackages((f"websocket-client=={version}",))
        for variant, methods, ways in (
            (
                "WebSocket",
                (Method("close"), Method("send_close")),
                ("shutdown", "abort", "(close with a reason of bytes)"),
            ),
            ("WebSocketApp", (Method("close"),), ()),
        ):
            found.append(
                Subject(
                    "websocket-client", version, "client",
                    starting(packages, "websocket_client", "client", "plain" if ways else "app"),
                    methods, variant, ways=ways, core=True,
                    varies=end_after_a_frame if ways else None,
                )
            )  # fmt: skip
    return found


def _asgi_servers() -> list[Subject]:
    """Applications on hypercorn and daphne, and the frameworks that are at home on them."""
    hypercorn = PythonPackages(("hypercorn==0.18.0", "quart==0.22.0", "starlette==1.10.0"))
    daphne = PythonPackages(("channels==4.3.2", "daphne==4.2.3", "starlette==1.10.0"))
    close = Method("close", awaitable=True, early=True)
    raising = Method("raise WebSocketException", code_required=True, early=True, again=False)
    bare = Method("websocket.close", awaitable=True, early=True)
    required = Method("close", awaitable=True, early=True, code_required=True)
    ends = ("(handler returns)", "(handler raises)")
    return [
        Subject(
            library, version, "server",
            starting(packages, "asgi_server", "server", library, server),
            methods, f"{server} {server_version}", ways=ways, alone=("SIGTERM",), core=False, patience=1.5,
        )
        for packages, library, version, server, server_version, methods, ways in (
            (hypercorn, "starlette", "1.10.0", "hypercorn", "0.18.0", (close, raising), ends),
            (daphne, "starlette", "1.10.0", "daphne", "4.2.3", (close, raising), ends),
            (hypercorn, "asgi", "2.4", "hypercorn", "0.18.0", (bare,), ends),
            (daphne, "asgi", "2.4", "daphne", "4.2.3", (bare,), ends),
            (hypercorn, "quart", "0.22.0", "hypercorn", "0.18.0", (required,), (*ends, "close")),
            (daphne, "channels", "4.3.2", "daphne", "4.2.3", (close,),
             ("raise DenyConnection", "send(close=True)", "(handler raises)")),
        )
    ]  # fmt: skip


def _smaller_python() -> list[Subject]:
    """Libraries of which one version in one or two roles is enough."""
    more = PythonPackages(
        (
            "autobahn==26.10.2",
            "httpx-ws==0.9.0",
            "picows==2.3.1",
            "simple-websocket==1.1.0",
            "trio-websocket==0.12.2",
            "werkzeug==3.1.3",
            "wsproto==1.3.2",
        )
    )
    sanic = PythonPackages(("sanic==25.12.1", "websockets==15.0.1"))
    close, awaited = Method("close"), Method("close", awaitable=True)
    send = Method("CloseConnection", code_required=True)
    no_status = ("(CloseConnection with CloseReason.NO_STATUS_RCVD)",)
    ends = ("(handler returns)", "(handler raises)")
    picows = (Method("send_close", text=False),)
    races = {("simple-websocket", "client"): own_of_a_close, ("simple-websocket", "server"): end_after_a_close}
    alone: dict[tuple[str, str], tuple[str, ...]] = {
        ("sanic", "server"): ("SIGTERM",),
        ("trio-websocket", "server"): ("(handler raises)",),
    }
    chosen: tuple[tuple[PythonPackages, str, str, str, str, tuple[Method, ...], tuple[str, ...]], ...] = (
        (more, "wsproto", "1.3.2", "client", "wsproto_driver", (send,), no_status),
        (more, "wsproto", "1.3.2", "server", "wsproto_driver", (send,), no_status),
        (more, "trio-websocket", "0.12.2", "client", "trio_websocket_driver", (Method("aclose", awaitable=True),), ()),
        (
            more,
            "trio-websocket",
            "0.12.2",
            "server",
            "trio_websocket_driver",
            (Method("aclose", awaitable=True),),
            ends[:1],
        ),
        (more, "simple-websocket", "1.1.0", "client", "simple_websocket_driver", (close,), ()),
        (more, "simple-websocket", "1.1.0", "server", "simple_websocket_driver", (close,), ()),
        (more, "httpx-ws", "0.9.0", "client", "httpx_ws_driver", (awaited,), ("(with block ends)",)),
        (more, "picows", "2.3.1", "client", "picows_driver", picows, ("disconnect",)),
        (more, "picows", "2.3.1", "server", "picows_driver", picows, ("disconnect",)),
        (more, "autobahn", "26.10.2", "client", "autobahn_driver", (Method("sendClose"),), ("dropConnection",)),
        (more, "autobahn", "26.10.2", "server", "autobahn_driver", (Method("sendClose"),), ("dropConnection",)),
        (sanic, "sanic", "25.12.1", "server", "sanic_driver", (awaited,), ends),
    )
    return [
        Subject(
            library, version, role,
            starting(packages, driver, role), methods, ways=ways,
            alone=alone.get((library, role), ()), patience=2.0 if library == "simple-websocket" else 1.0,
            varies=races.get((library, role)),
        )
        for packages, library, version, role, driver, methods, ways in chosen
    ]  # fmt: skip


def _other_node() -> list[Subject]:
    """Wrappers and protocols on top of a WebSocket, and faye-websocket."""
    npm = NpmPackages(
        (
            "@fastify/websocket@11.2.0",
            "fastify@5.10.0",
            "faye-websocket@0.11.4",
            "graphql-ws@6.4.2",
            "graphql@16.12.0",
            "isomorphic-ws@5.0.0",
            "partysocket@1.3.0",
            "reconnecting-websocket@4.4.0",
            "sockjs-client@1.6.1",
            "sockjs@0.3.24",
            "ws@8.23.0",
        ),
        node="26.10.0",
    )
    close = (Method("close"),)
    early = (Method("close", early=True),)
    again = (Method("close", early=True), Method("reconnect", again=False))
    late = Behaviour("late", delay=0.2)
    info = '{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":1}'
    session = "/service/000/{case}/websocket?case={case}"

    def start(driver: str, *arguments: str) -> Callable[[], Command]:
        return starting(npm, driver, *arguments)

    return [
        Subject("faye-websocket", "0.11.4", "client", start("faye_websocket", "client"), early, early=late),
        Subject("faye-websocket", "0.11.4", "server", start("faye_websocket", "server"), close),
        Subject(
            "isomorphic-ws", "5.0.0", "client", start("whatwg_client", "isomorphic-ws"), early, "on Node, ws 8.23.0",
            ways=("terminate",), early=late,
        ),
        Subject(
            "reconnecting-websocket", "4.4.0", "client", start("reconnecting", "reconnecting-websocket"), again,
            "Node 26.10.0", early=late,
        ),
        Subject(
            "partysocket", "1.3.0", "client", start("reconnecting", "partysocket/ws"), again,
            "Node 26.10.0", early=late,
        ),
        Subject(
            "@fastify/websocket", "11.2.0", "server", start("fastify"), close, "ws 8.23.0",
            ways=("terminate", "(handler throws)"), alone=("fastify.close", "SIGTERM"),
        ),
        Subject(
            "graphql-ws", "6.4.2", "client", start("graphql_ws", "client"), (), "ws 8.23.0",
            ways=("dispose", "terminate"), protocol="graphql-transport-ws", hello='{"type":"connection_ack"}',
        ),
        Subject(
            "graphql-ws", "6.4.2", "server", start("graphql_ws", "server"), (), "ws 8.23.0",
            ways=("(no ConnectionInit comes)", "(a message that is not JSON)"), alone=("dispose",),
            protocol="graphql-transport-ws",
        ),
        Subject(
            "sockjs-client", "1.6.1", "client", start("sockjs", "client"), early, "on Node, faye-websocket", early=late, hello="o", page=info,
            texts=True,
        ),
        Subject("sockjs", "0.3.24", "server", start("sockjs", "server"), close, path=session, texts=True),
    ]  # fmt: skip


def _browsers() -> list[Subject]:
    """Chromium as Debian packages it."""
    npm = NpmPackages(("playwright-core@1.65.1",))
    return [
        Subject(
            "browser", "Chromium 156", "client", starting(npm, "browser", need("chromium")),
            (Method("close", early=True),), ways=("(page closes)", "(page navigates away)", "(page reloads)"),
            early=Behaviour("late", delay=0.2), page="<!doctype html><title>lab</title>",
            varies=early_handshake,
        ),
    ]  # fmt: skip


def _jdk() -> list[Subject]:
    """The JDK's own class, and OkHttp as Debian packages it."""
    jdk = JavaClasses(("Driver",))
    okhttp = JavaClasses(("Driver", "OkHttp"), ("okhttp.jar", "okio.jar"))
    close = Method("close", code_required=True, text=False, early=True)
    send = Method("sendClose", code_required=True, text=False, awaitable=False)
    return [
        Subject(
            "java.net.http", "JDK 17", "client", lambda: jdk.command("Driver"), (send,), ways=("abort",),
            varies=answer_to_an_error,
        ),
        Subject(
            "okhttp", "3.13.1", "client", lambda: okhttp.command("OkHttp"), (close,), ways=("cancel",),
            early=Behaviour("late", delay=0.2),
        ),
    ]  # fmt: skip


def _go() -> list[Subject]:
    """Two Go libraries as Debian packages them. `coder/websocket` was called nhooyr.io/websocket in that version."""
    write_control = Method("WriteControl", text=False, reason_alone=False)
    write_message = Method("WriteMessage", text=False, reason_alone=False)
    close = Method("Close", text=False, code_required=True)
    gorilla = GoPackages("github.com/gorilla/websocket")
    coder = GoPackages("nhooyr.io/websocket")
    found = []
    for role in ("client", "server"):
        found += [
            Subject(
                "gorilla/websocket", "1.5.0", role, starting(gorilla, "gorilla", role),
                (write_control, write_message), ways=("Close",),
            ),
            Subject(
                "coder/websocket", "1.8.7", role, starting(coder, "coder", role), (close,),
                varies=own_of_a_close,
            ),
        ]  # fmt: skip
    return sorted(found, key=lambda subject: subject.library, reverse=True)


def _ruby() -> list[Subject]:
    """Two gems as Debian packages them."""

    def start(driver: str, *arguments: str) -> Callable[[], Command]:
        return lambda: Command((need("ruby"), str(DRIVERS / "ruby" / f"{driver}.rb"), *arguments))

    close = (Method("close"),)
    early = (Method("close", early=True),)
    late = Behaviour("late", delay=0.2)
    return [
        Subject("faye-websocket (Ruby)", "0.11.0", "client", start("faye_websocket"), early, early=late),
        Subject("websocket-driver (Ruby)", "0.6.3", "client", start("websocket_driver", "client"), close),
        Subject("websocket-driver (Ruby)", "0.6.3", "server", start("websocket_driver", "server"), close),
    ]


SUBJECTS: tuple[Subject, ...] = (
    *_browser_like(),
    *_ws(),
    *_websockets(),
    *_websockets_others(),
    *_aiohttp(),
    *_starlette(),
    *_tornado(),
    *_websocket_client(),
    *_asgi_servers(),
    *_smaller_python(),
    *_other_node(),
    *_browsers(),
    *_jdk(),
    *_go(),
    *_ruby(),
)
