"""httpx-ws: `aconnect_ws` and its `AsyncWebSocketSession`."""

import asyncio
from typing import Any

from driver import Case, Own, all_together, arguments, describe, leave, play, read_job
from httpx_ws import WebSocketDisconnect, WebSocketNetworkError, aconnect_ws


async def client(job: dict[str, Any]) -> None:
    async def run(case: Case) -> None:
        url = f"{job['url']}/{case['id']}"
        ends = bool(case["calls"]) and case["calls"][0]["method"] == "(with block ends)"
        async with aconnect_ws(url, keepalive_ping_interval_seconds=None) as websocket:

            async def closed() -> Own:
                try:
                    while True:
                        await websocket.receive()
                except WebSocketDisconnect as error:
                    return {"code": error.code, "reason": error.reason, "raises": "WebSocketDisconnect"}
                except WebSocketNetworkError as error:
                    return {"raises": describe(error)}

            if not ends:
                await play(case, lambda step: websocket.close(**arguments(step)), closed, job["limit"])
        if ends:
            await play({**case, "calls": []}, lambda step: None, closed, job["limit"])

    await all_together(job, run)


if __name__ == "__main__":
    asyncio.run(client(read_job()))
    leave()
