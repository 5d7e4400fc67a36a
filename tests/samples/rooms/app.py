"""The room service: moderators' dashboard on one side, the message archive on the other."""

import asyncio
import json
import logging

import websockets
from fastapi import FastAPI, WebSocket, WebSocketDisconnect, status

from rooms.settings import ARCHIVE_URL, MODERATOR_TOKENS

log = logging.getLogger("rooms")
app = FastAPI()
dashboards: set[WebSocket] = set()
outbox: asyncio.Queue[dict] = asyncio.Queue(maxsize=1000)


@app.websocket("/moderation")
async def moderation(websocket: WebSocket, token: str = ""):
    if token not in MODERATOR_TOKENS:
        await websocket.close(code=4401)
        return
    await websocket.accept()
    dashboards.add(websocket)
    try:
        while True:
            report = await websocket.receive_json()
            if "message_id" not in report:
                await websocket.close(code=400, reason="message_id is missing")
                return
            await outbox.put(report)
    except WebSocketDisconnect as error:
        log.info("moderator left: %s", error.code)
    except asyncio.QueueFull:
        await websocket.close(code=status.WS_1000_NORMAL_CLOSURE)
    finally:
        dashboards.discard(websocket)


async def drop_stale_dashboards(limit: float) -> None:
    """Dashboards that have not answered for a while are cut off, as if the line had broken."""
    for websocket in list(dashboards):
        if websocket.state.last_seen < asyncio.get_running_loop().time() - limit:
            await websocket.close(code=1006)


async def archive() -> None:
    """Hands every report to the archive, one after the other."""
    async with websockets.connect(ARCHIVE_URL) as connection:
        try:
            while True:
                report = await outbox.get()
                await connection.send(json.dumps(report))
                answer = json.loads(await connection.recv())
                if not answer["stored"]:
                    log.error("not stored: %s", answer)
        except websockets.ConnectionClosed as closed:
            log.error("archive went away: %s", closed.rcvd and closed.rcvd.code)
        except Exception:
            connection.close(1011)
            raise


@app.on_event("startup")
async def start_archive() -> None:
    app.state.archive = asyncio.create_task(archive())
