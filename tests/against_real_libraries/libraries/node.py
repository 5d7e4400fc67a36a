"""JavaScript: on Node, which npm pins too, and in Chromium."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..cases import Method
from ..lab import DRIVERS, Command, NpmPackages, machine, need
from ..raw_peer import Behaviour
from .subject import Subject, early_handshake, end_after_a_refused_reconnect, starting


def _browser_like() -> list[Subject]:
    """Node's own WebSocket class, which is undici's."""
    found = []
    for node in ("22.23.3", "26.10.0"):
        npm = NpmPackages(node=node)
        found.append(
            Subject(
                "Node's WebSocket", f"Node {node}", "client",
                starting(npm, "whatwg_client", "global", "WebSocket"),
                (Method("close", early=True),), early=Behaviour("late", delay=0.2),
            )
        )  # fmt: skip
    return found


def _ws() -> list[Subject]:
    found = []
    for version in ("7.5.10", "8.18.0", "8.23.0"):
        npm, newer = NpmPackages((f"ws@{version}",)), version != "7.5.10"
        found += [
            Subject(
                "ws", version, "client", starting(npm, "ws", "client"), (Method("close", early=True),),
                ways=("terminate",), early=Behaviour("late", delay=0.2), core=newer,
            ),
            Subject(
                "ws", version, "server", starting(npm, "ws", "server"), (Method("close"),),
                ways=("terminate",), alone=("WebSocketServer.close", "SIGTERM"), core=newer,
            ),
        ]  # fmt: skip
    return found


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
            "Node 26.10.0", early=late, varies=end_after_a_refused_reconnect,
        ),
        Subject(
            "partysocket", "1.3.0", "client", start("reconnecting", "partysocket/ws"), again,
            "Node 26.10.0", early=late, varies=end_after_a_refused_reconnect,
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


def _more_node() -> list[Subject]:
    """The package `websocket`, and more wrappers of the global class."""
    packages = ("phoenix@1.8.16", "sockette@2.0.6", "vue@3.5.45", "@vueuse/core@14.4.0", "websocket@1.0.35")
    npm = NpmPackages(packages, node="26.10.0")
    parts = ("core", "common", "platform-express", "websockets", "platform-ws")
    nest = NpmPackages((*(f"@nestjs/{part}@12.1.1" for part in parts), "reflect-metadata@0.2.2", "rxjs@7.8.2"))
    close, early = Method("close"), Method("close", early=True)
    drop, send = Method("drop"), Method("sendCloseFrame")
    late = Behaviour("late", delay=0.2)

    def start(driver: str, *arguments: str) -> Callable[[], Command]:
        return starting(npm, driver, *arguments)

    return [
        Subject("websocket", "1.0.35", "client", start("websocket", "client"), (close, drop, send), "WebSocketClient"),
        Subject(
            "websocket", "1.0.35", "server", start("websocket", "server"), (close, drop, send),
            alone=("WebSocketServer.shutDown", "SIGTERM"),
        ),
        Subject("websocket", "1.0.35", "client", start("websocket", "w3cwebsocket"), (early,), "W3CWebSocket", early=late),
        Subject(
            "NestJS", "12.1.1", "server", starting(nest, "nest"), (close,), "ws 8.22.0", ways=("terminate",),
            alone=("app.close", "SIGTERM"), path="/?case={case}",
        ),
        Subject("sockette", "2.0.6", "client", start("sockette"), (early,), "Node 26.10.0", early=late),
        Subject("phoenix", "1.8.16", "client", start("phoenix"), (Method("disconnect", early=True),), "Node 26.10.0", early=late),
        Subject("@vueuse/core", "14.4.0", "client", start("vueuse"), (early,), "Node 26.10.0", early=late),
    ]  # fmt: skip


def _other_runtimes() -> list[Subject]:
    """Bun and Deno, whose programs are npm packages, too."""
    bun_package = f"@oven/bun-linux-{machine().replace('arm', 'aarch')}"
    bun = NpmPackages((f"{bun_package}@1.4.4",), program=f"{bun_package}/bin/bun", flags=("run",))
    deno_package = f"@deno/linux-{machine()}-glibc"
    deno = NpmPackages((f"{deno_package}@2.9.6",), program=f"{deno_package}/deno", flags=("run", "-A", "--quiet"))
    early = (Method("close", early=True),)
    late = Behaviour("late", delay=0.2)
    whatwg = ("whatwg_client", "global", "WebSocket")
    return [
        Subject("Bun", "1.4.4", "client", starting(bun, *whatwg), early, ways=("terminate",), early=late),
        Subject(
            "Bun", "1.4.4", "server", starting(bun, "bun"), (Method("close"),), ways=("terminate",),
            alone=("Server.stop", "SIGTERM"),
        ),
        Subject("Deno", "2.9.6", "client", starting(deno, *whatwg), early, early=late),
        Subject("Deno", "2.9.6", "server", starting(deno, "deno"), early, alone=("HttpServer.shutdown", "SIGTERM")),
    ]  # fmt: skip


def _workers() -> list[Subject]:
    """workerd, which runs Cloudflare's Workers, with and without the flag that keeps it to the standard."""
    name = f"@cloudflare/workerd-linux-{machine().removeprefix('x')}"
    version = "1.20261117.1"
    npm = NpmPackages((f"{name}@{version}",))

    def start(role: str, *flags: str) -> Callable[[], Command]:
        def command() -> Command:
            program = npm.prepare() / "node_modules" / name / "bin" / "workerd"
            driver = DRIVERS / "workerd" / "start.py"
            return Command((sys.executable, str(driver), role, str(program), "2026-11-01", *flags))

        return command

    return [
        Subject(
            "Cloudflare Workers", f"workerd {version}", role, start(role, *flags), (Method("close", early=True),), variant,
            early=Behaviour("late", delay=0.2) if role == "client" else None,
        )
        for variant, flags in (("", ()), ("pedantic_wpt", ("pedantic_wpt",)))
        for role in ("client", "server")
    ]  # fmt: skip


def _browsers() -> list[Subject]:
    """Chromium as Debian packages it."""
    npm = NpmPackages(("playwright-core@1.65.1",))
    return [
        Subject(
            "browser", "Chromium 156", "client", lambda: starting(npm, "browser", need("chromium"))(),
            (Method("close", early=True),), ways=("(page closes)", "(page navigates away)", "(page reloads)"),
            alone=("(browser is killed)",), killed=(), early=Behaviour("late", delay=0.2), page="<!doctype html><title>lab</title>",
            varies=early_handshake,
        ),
    ]  # fmt: skip


SUBJECTS: tuple[Subject, ...] = (
    *_browser_like(),
    *_ws(),
    *_other_node(),
    *_more_node(),
    *_other_runtimes(),
    *_workers(),
    *_browsers(),
)
