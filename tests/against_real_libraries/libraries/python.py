"""Python: each environment is made with the interpreter that runs the suite."""

from __future__ import annotations

from ..cases import Method
from ..lab import PythonPackages
from .subject import Subject, end_after_a_frame, end_and_second_close, end_by_a_signal, own_of_a_close, starting

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
            ways=("transport.abort", "transport.close", "(with block ends)"),
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_asyncio", "server"), close, "asyncio",
            ways=("transport.abort", "transport.close", "(handler returns)", "(handler raises)"),
            alone=("Server.close", "SIGTERM"),
        ),
    ]  # fmt: skip


def _websockets_others() -> list[Subject]:
    return [
        Subject(
            "websockets", "17.4", "client", starting(PYTHON, "websockets_sync", "client"), (Method("close"),),
            "sync", ways=("socket.close", "(with block ends)"),
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_sync", "server"), (Method("close"),),
            "sync", ways=("socket.close", "(handler returns)", "(handler raises)"),
            alone=("Server.shutdown", "SIGTERM"),
        ),
        Subject(
            "websockets", "17.4", "client", starting(PYTHON, "websockets_legacy", "client"),
            (Method("close", awaitable=True), Method("fail_connection")), "legacy",
            ways=("transport.abort", "transport.close"),
        ),
        Subject(
            "websockets", "17.4", "server", starting(PYTHON, "websockets_legacy", "server"),
            (Method("close", awaitable=True), Method("fail_connection")), "legacy",
            ways=("transport.abort", "transport.close", "(handler returns)", "(handler raises)"),
            alone=("WebSocketServer.close", "SIGTERM"),
        ),
    ]  # fmt: skip


def _aiohttp() -> list[Subject]:
    close = (Method("close", awaitable=True),)
    early = (Method("close", awaitable=True, early=True),)
    return [
        Subject(
            "aiohttp", "3.14.5", "client", starting(PYTHON, "aiohttp_driver", "client"), close,
            ways=("(positional code)", "(with block ends)"),
        ),
        Subject(
            "aiohttp", "3.14.5", "server", starting(PYTHON, "aiohttp_driver", "server"), early,
            ways=("(positional code)", "(handler returns)", "(handler raises)"), alone=("SIGTERM",),
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
                methods, variant, ways=("(handler returns)", "(handler raises)"), alone=("SIGTERM",),
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
        ),
        Subject(
            "tornado", "6.6.1", "server", starting(PYTHON, "tornado_driver", "server"),
            (Method("close", early=True),), ways=("(handler raises)",), alone=("SIGTERM",),
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
                    methods, variant, ways=ways,
                    varies=end_after_a_frame if ways else None,
                )
            )  # fmt: skip
    return found


def _asgi_servers() -> list[Subject]:
    """Applications on hypercorn, daphne and granian, and the frameworks that are at home on them."""
    hypercorn = PythonPackages(("hypercorn==0.18.0", "quart==0.22.0", "starlette==1.10.0"))
    granian = PythonPackages(("granian==2.8.7", "starlette==1.10.0"))
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
            methods, f"{server} {server_version}", ways=ways, alone=("SIGTERM",), patience=1.5,
            varies=end_by_a_signal if server == "hypercorn" else None,
        )
        for packages, library, version, server, server_version, methods, ways in (
            (hypercorn, "starlette", "1.10.0", "hypercorn", "0.18.0", (close, raising), ends),
            (daphne, "starlette", "1.10.0", "daphne", "4.2.3", (close, raising), ends),
            (granian, "starlette", "1.10.0", "granian", "2.8.7", (close, raising), ends),
            (hypercorn, "asgi", "2.4", "hypercorn", "0.18.0", (bare,), ends),
            (daphne, "asgi", "2.4", "daphne", "4.2.3", (bare,), ends),
            (granian, "asgi", "2.4", "granian", "2.8.7", (bare,), ends),
            (hypercorn, "quart", "0.22.0", "hypercorn", "0.18.0", (required,), (*ends, "close")),
            (daphne, "channels", "4.3.2", "daphne", "4.2.3", (close,),
             ("raise DenyConnection", "send(close=True)", "(handler raises)")),
        )
    ]  # fmt: skip


def _older() -> list[Subject]:
    """Versions that many projects still have."""
    found = []
    for version in ("12.0", "15.0.1"):
        packages = PythonPackages((f"websockets=={version}",))
        awaited, blocking = (Method("close", awaitable=True),), (Method("close"),)
        kinds = [("websockets_sync", "sync", blocking)]
        kinds.append(
            ("websockets_legacy", "legacy", awaited)
            if version == "12.0"
            else ("websockets_asyncio", "asyncio", awaited)
        )
        found += [
            Subject("websockets", version, role, starting(packages, driver, role), methods, variant, core=False)
            for driver, variant, methods in kinds
            for role in ("client", "server")
        ]
    aiohttp = PythonPackages(("aiohttp==3.9.5",))
    tornado = PythonPackages(("tornado==6.4.2",))
    found += [
        Subject(
            "aiohttp",
            "3.9.5",
            role,
            starting(aiohttp, "aiohttp_driver", role),
            (Method("close", awaitable=True),),
            core=False,
        )
        for role in ("client", "server")
    ]
    found += [
        Subject("tornado", "6.4.2", role, starting(tornado, "tornado_driver", role), (Method("close"),), core=False)
        for role in ("client", "server")
    ]
    packages = PythonPackages(("starlette==0.37.2", "uvicorn==0.30.6", "websockets==12.0", "wsproto==1.2.0"))
    methods = (Method("close", awaitable=True, early=True),)
    return found + [
        Subject(
            "starlette", "0.37.2", "server",
            starting(packages, "asgi_server", "server", "starlette", "uvicorn", backend),
            methods, f"uvicorn 0.30.6, {backend}", ways=("(handler returns)", "(handler raises)"), core=False,
        )
        for backend in ("websockets", "wsproto")
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
    races = {("simple-websocket", "client"): own_of_a_close, ("simple-websocket", "server"): end_and_second_close}
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


SUBJECTS: tuple[Subject, ...] = (
    *_websockets(),
    *_websockets_others(),
    *_aiohttp(),
    *_starlette(),
    *_tornado(),
    *_websocket_client(),
    *_asgi_servers(),
    *_smaller_python(),
    *_older(),
)
