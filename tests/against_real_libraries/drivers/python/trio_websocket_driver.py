"""trio-websocket: `open_websocket_url` and `serve_websocket`."""

import sys
from typing import Any

import trio
from driver import Case, Own, arguments, case_of, describe, leave, leave_with_stdin, read_job, say
from trio_websocket import ConnectionClosed, WebSocketConnection, connect_websocket_url, serve_websocket

JOB = read_job()


async def play(case: Case, websocket: WebSocketConnection) -> None:
    """As the drivers for asyncio do, with Trio's time limits."""
    calls: list[dict[str, Any]] = []
    for step in case["calls"]:
        outcome: dict[str, Any] = {}
        with trio.move_on_after(JOB["limit"]) as bound:
            try:
                awaitable = getattr(websocket, step["method"])(**arguments(step))
                if step["awaited"]:
                    await awaitable
            except Exception as error:
                outcome = {"error": describe(error), "at": "await"}
        calls.append({"hung": True} if bound.cancelled_caught else outcome)
    own: Own | None = None
    with trio.move_on_after(JOB["limit"]):
        own = await closed(websocket)
    say({"id": case["id"], "calls": calls, "own": own})


async def closed(websocket: WebSocketConnection) -> Own:
    try:
        while True:
            await websocket.get_message()
    except ConnectionClosed as error:
        said = error.reason
        own = {"raises": "ConnectionClosed"}
        return own if said is None else {**own, "code": said.code, "reason": said.reason}


async def client() -> None:
    gate = trio.Semaphore(JOB["together"])

    async with trio.open_nursery() as nursery:

        async def run(case: Case) -> None:
            async with gate:
                try:
                    websocket = await connect_websocket_url(nursery, f"{JOB['url']}/{case['id']}")
                    await play(case, websocket)
                except Exception as error:
                    say({"id": case["id"], "failed": describe(error)})

        for case in JOB["cases"]:
            nursery.start_soon(run, case)


async def server() -> None:
    cases = {case["id"]: case for case in JOB["cases"]}

    async def handler(request: Any) -> None:
        case = case_of(cases, request.path)
        if case["when"] == "early":
            await request.reject(403)
            return
        websocket = await request.accept()
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way.startswith("(handler"):
            say({"id": case["id"], "calls": [{}], "own": None})
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return
        await play(case, websocket)

    async with trio.open_nursery() as nursery:
        listening = await nursery.start(serve_websocket, handler, "127.0.0.1", 0, None)
        say({"listening": listening.port})


if __name__ == "__main__":
    if sys.argv[1] == "server":
        leave_with_stdin()
    trio.run({"client": client, "server": server}[sys.argv[1]])
    leave()
