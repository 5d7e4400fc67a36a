"""aiohttp: `ClientSession.ws_connect`, and `web.WebSocketResponse` in a handler."""

import asyncio
import socket
import sys
from typing import Any

from aiohttp import ClientSession, WSMsgType, web
from driver import Case, Own, all_together, arguments, case_of, leave, leave_with_stdin, play, read_job, say

ENDED = (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR)


def call(websocket: Any, step: dict[str, Any]) -> Any:
    if step["method"] == "(positional code)":
        return websocket.close(4000)
    return websocket.close(**arguments(step, reason="message"))


async def closed(websocket: Any) -> Own:
    message = await websocket.receive()
    while message.type not in ENDED:
        message = await websocket.receive()
    said = f"{message.data!r} {message.extra!r}" if message.type in (WSMsgType.CLOSE, WSMsgType.ERROR) else ""
    return {"code": websocket.close_code, "message": f"{message.type.name} {said}".strip()}


async def client(job: dict[str, Any]) -> None:
    async with ClientSession() as session:

        async def run(case: Case) -> None:
            url = f"{job['url']}/{case['id']}"
            if case["calls"] and case["calls"][0]["method"] == "(with block ends)":
                async with session.ws_connect(url) as websocket:
                    case = {**case, "calls": []}
            else:
                websocket = await session.ws_connect(url)
            await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

        await all_together(job, run)
        leave()


def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}

    async def handler(request: web.Request) -> web.StreamResponse:
        case = case_of(cases, request.path)
        websocket = web.WebSocketResponse()
        if case["when"] == "early":
            await play(case, lambda step: call(websocket, step), lambda: nothing(), job["limit"])
            return websocket
        await websocket.prepare(request)
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way in ("(handler returns)", "(handler raises)"):
            say({"id": case["id"], "calls": [{}], "own": None})
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return websocket
        await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])
        return websocket

    application = web.Application()
    application.router.add_get("/{case}", handler)
    listening = socket.create_server(("127.0.0.1", 0))
    say({"listening": listening.getsockname()[1]})
    leave_with_stdin()
    web.run_app(application, sock=listening, print=None)


async def nothing() -> None:
    return None


if __name__ == "__main__":
    if sys.argv[1] == "client":
        asyncio.run(client(read_job()))
    else:
        server(read_job())
    leave()
