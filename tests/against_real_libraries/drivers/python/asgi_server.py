"""Starlette and FastAPI applications, a bare ASGI application and Quart on an ASGI server.

Arguments: role (always "server"), application, server (uvicorn, hypercorn, daphne or granian), WebSocket back end of uvicorn.
"""

import asyncio
import os
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from driver import Case, Own, arguments, case_of, leave, leave_with_stdin, play, read_job, say

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
JOB = read_job()
CASES = {case["id"]: case for case in JOB["cases"]}
LIMIT = JOB["limit"]


def way_of(case: Case) -> str:
    return case["calls"][0]["method"] if case["calls"] else ""


def starlette() -> Any:
    """Starlette's WebSocket, which FastAPI exports again."""
    from starlette.applications import Starlette
    from starlette.exceptions import WebSocketException
    from starlette.routing import WebSocketRoute
    from starlette.websockets import WebSocket, WebSocketDisconnect

    async def closed(websocket: WebSocket) -> Own:
        try:
            while True:
                await websocket.receive_text()
        except WebSocketDisconnect as error:
            return {"code": error.code, "reason": error.reason, "raises": "WebSocketDisconnect"}

    async def endpoint(websocket: WebSocket) -> None:
        case = case_of(CASES, websocket.url.path)
        way = way_of(case)
        if case["when"] != "early":
            await websocket.accept()
        if way.startswith(("(handler", "raise WebSocketException")):
            say({"id": case["id"], "calls": [{}], "own": None})
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            if way.startswith("raise"):
                step = case["calls"][0]
                raise WebSocketException(step["code"], step.get("reason"))
            return
        await play(case, lambda step: websocket.close(**arguments(step)), lambda: closed(websocket), LIMIT)

    if sys.argv[2] == "fastapi":
        from fastapi import FastAPI

        application = FastAPI()
        application.websocket("/{case}")(endpoint)
        return application
    return Starlette(routes=[WebSocketRoute("/{case}", endpoint)])


async def bare(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI messages themselves: {"type": "websocket.close"} with or without a code."""
    if scope["type"] != "websocket":
        while scope["type"] == "lifespan":
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
        return
    case = case_of(CASES, scope["path"])
    await receive()
    if case["when"] != "early":
        await send({"type": "websocket.accept"})

    async def closed() -> Own:
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return {"code": message.get("code"), "reason": message.get("reason")}

    way = way_of(case)
    if way.startswith("(handler"):
        say({"id": case["id"], "calls": [{}], "own": None})
        if way == "(handler raises)":
            raise RuntimeError("on purpose")
        return
    await play(case, lambda step: send({"type": "websocket.close", **arguments(step)}), closed, LIMIT)


def quart() -> Any:
    """Quart's global `websocket`."""
    from quart import Quart, websocket

    application = Quart(__name__)

    async def closed() -> Own:
        while True:  # until it is cancelled
            await websocket.receive()

    @application.websocket("/<name>")
    async def endpoint(name: str) -> None:
        case = case_of(CASES, name)
        if case["when"] != "early":
            await websocket.accept()
        way = way_of(case)
        if way.startswith("(handler"):
            say({"id": case["id"], "calls": [{}], "own": None})
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return
        await play(case, lambda step: websocket.close(**arguments(step)), closed, LIMIT)

    return application


def channels() -> Any:
    """Django Channels' consumers."""
    import django
    from django.conf import settings

    settings.configure(SECRET_KEY="not a secret", INSTALLED_APPS=[], ALLOWED_HOSTS=["*"])
    django.setup()

    from channels.exceptions import DenyConnection
    from channels.generic.websocket import AsyncWebsocketConsumer

    class Consumer(AsyncWebsocketConsumer):  # type: ignore[misc]
        async def connect(self) -> None:
            self.case = case_of(CASES, self.scope["path"])
            self.over: asyncio.Future[Own] = asyncio.get_running_loop().create_future()
            way = way_of(self.case)
            if way == "raise DenyConnection":
                say({"id": self.case["id"], "calls": [{}], "own": None})
                raise DenyConnection
            if self.case["when"] != "early":
                await self.accept()
            if way == "(handler raises)":
                say({"id": self.case["id"], "calls": [{}], "own": None})
                raise RuntimeError("on purpose")
            self.task = asyncio.create_task(play(self.case, self.call, lambda: self.over, LIMIT))

        def call(self, step: dict[str, Any]) -> Any:
            if step["method"] == "send(close=True)":
                return self.send(text_data="bye", close=True)
            return self.close(**arguments(step))

        async def disconnect(self, code: Any) -> None:
            if not self.over.done():
                self.over.set_result({"code": code})

    return Consumer.as_asgi()


APPLICATIONS = {
    "starlette": starlette,
    "fastapi": starlette,
    "asgi": lambda: bare,
    "quart": quart,
    "channels": channels,
}


def run_uvicorn(application: Any, listening: socket.socket) -> None:
    import uvicorn

    backend: Any = sys.argv[4]
    config = uvicorn.Config(application, ws=backend, log_level="critical", lifespan="off")
    say({"listening": listening.getsockname()[1]})
    leave_with_stdin()
    uvicorn.Server(config).run(sockets=[listening])


def run_hypercorn(application: Any, listening: socket.socket) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    listening.set_inheritable(True)
    config.bind = [f"fd://{listening.fileno()}"]
    config.loglevel = "CRITICAL"
    config.graceful_timeout = 1
    say({"listening": listening.getsockname()[1]})
    leave_with_stdin()
    asyncio.run(serve(application, config))


def run_daphne(application: Any, listening: socket.socket) -> None:
    from daphne.server import Server

    port = listening.getsockname()[1]
    listening.close()
    server = Server(application, endpoints=[f"tcp:{port}:interface=127.0.0.1"], signal_handlers=True, verbosity=0)
    server.ready_callable = lambda: say({"listening": port})
    leave_with_stdin()
    server.run()


def say_when_listening(port: int) -> None:
    """For a server that does not tell when its workers accept connections."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            say({"listening": port})
            return


def run_granian(application: Any, listening: socket.socket) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    port = listening.getsockname()[1]
    listening.close()
    server = Server(application, port=port, interface=Interfaces.ASGI, log_enabled=False)
    server.on_startup(lambda: threading.Thread(target=say_when_listening, args=(port,), daemon=True).start())
    leave_with_stdin()
    asyncio.run(server.serve())


def main() -> None:
    application = APPLICATIONS[sys.argv[2]]()
    listening = socket.create_server(("127.0.0.1", 0))
    run = {"uvicorn": run_uvicorn, "hypercorn": run_hypercorn, "daphne": run_daphne, "granian": run_granian}
    run[sys.argv[3]](application, listening)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "")
    main()
    leave()
