"""websockets, the legacy implementation: `websockets.legacy.client.connect` and `websockets.legacy.server.serve`."""

import asyncio
import sys
from typing import Any

from driver import Case, Own, all_together, arguments, case_of, leave, play, read_job, say, until_stdin_ends
from websockets.exceptions import ConnectionClosed
from websockets.legacy.client import connect
from websockets.legacy.server import WebSocketServerProtocol, serve


def call(websocket: Any, step: dict[str, Any]) -> Any:
    if step["method"] == "transport.abort":
        return websocket.transport.abort()
    if step["method"] == "transport.close":
        return websocket.transport.close()
    return getattr(websocket, step["method"])(**arguments(step))


async def closed(websocket: Any) -> Own:
    try:
        while True:
            await websocket.recv()
    except ConnectionClosed as error:
        return {"code": websocket.close_code, "reason": websocket.close_reason, "raises": type(error).__name__}


async def client(job: dict[str, Any]) -> None:
    async def run(case: Case) -> None:
        websocket = await connect(f"{job['url']}/{case['id']}")
        await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    await all_together(job, run)


async def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}
    tasks: list[Any] = []

    async def handler(websocket: WebSocketServerProtocol) -> None:
        case = case_of(cases, websocket.path)
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way in ("(handler returns)", "(handler raises)"):
            afterwards = play({**case, "calls": [{}]}, lambda step: None, lambda: closed(websocket), job["limit"])
            tasks.append(asyncio.create_task(afterwards))
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return
        if way == "WebSocketServer.close":
            listening.close()
            case = {**case, "calls": [{"method": "wait_closed"}]}
        await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    async with serve(handler, "127.0.0.1", 0) as listening:
        say({"listening": next(iter(listening.sockets)).getsockname()[1]})
        await until_stdin_ends()
        leave()


if __name__ == "__main__":
    asyncio.run({"client": client, "server": server}[sys.argv[1]](read_job()))
    leave()
