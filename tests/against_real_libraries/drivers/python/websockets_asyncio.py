"""websockets, the asyncio implementation: `connect` and `serve`."""

import asyncio
import sys
from typing import Any

from driver import Case, Own, all_together, arguments, case_of, leave, play, read_job, say, until_stdin_ends
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed


def call(websocket: Any, step: dict[str, Any]) -> Any:
    if step["method"] == "transport.abort":
        return websocket.transport.abort()
    if step["method"] == "transport.close":
        return websocket.transport.close()
    return getattr(websocket, step["method"])(**arguments(step))


async def closed(websocket: Any) -> Own:
    raises = None
    try:
        while True:
            await websocket.recv()
    except ConnectionClosed as error:
        raises = type(error).__name__
    return {"code": websocket.close_code, "reason": websocket.close_reason, "raises": raises}


async def client(job: dict[str, Any]) -> None:
    async def run(case: Case) -> None:
        url = f"{job['url']}/{case['id']}"
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way == "(with block ends)":
            async with connect(url) as websocket:
                case = {**case, "calls": []}
            await play(case, lambda step: None, lambda: closed(websocket), job["limit"])
            return
        websocket = await connect(url)
        await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    await all_together(job, run)


async def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}
    stop: list[Any] = []

    async def handler(websocket: ServerConnection) -> None:
        assert websocket.request
        case = case_of(cases, websocket.request.path)
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way in ("(handler returns)", "(handler raises)"):
            task = asyncio.create_task(
                play({**case, "calls": [{}]}, lambda step: None, lambda: closed(websocket), job["limit"])
            )
            stop.append(task)
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return
        if way == "Server.close":
            listening.close(**arguments(case["calls"][0]))
            case = {**case, "calls": [{"method": "wait_closed"}]}
        await play(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    async with serve(handler, "127.0.0.1", 0) as listening:
        say({"listening": next(iter(listening.sockets)).getsockname()[1]})
        await until_stdin_ends()
        leave()


if __name__ == "__main__":
    asyncio.run({"client": client, "server": server}[sys.argv[1]](read_job()))
    leave()
