"""picows: `ws_connect`, `ws_create_server` and their transports."""

import asyncio
import sys
from typing import Any

from driver import Case, Own, all_together, arguments, case_of, leave, play, read_job, say, until_stdin_ends
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_connect, ws_create_server


class Listener(WSListener):  # type: ignore[misc]
    """Keeps what it learns, and answers a close frame by disconnecting, as the documentation's examples do."""

    def __init__(self, case: Case, limit: float) -> None:
        self.case, self.limit = case, limit
        self.over: asyncio.Future[Own] = asyncio.get_running_loop().create_future()
        self.learnt: Own = {}
        self.task: Any = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.task = asyncio.create_task(play(self.case, lambda step: call(transport, step), self.closed, self.limit))

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            code, message = frame.get_close_code(), frame.get_close_message()
            self.learnt = {
                "code": int(code) if code is not None else None,
                "reason": message.decode("utf-8", "replace") if isinstance(message, bytes) else message,
            }
            transport.send_close(frame.get_close_code(), frame.get_close_message())
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        if not self.over.done():
            self.over.set_result({**self.learnt, "disconnected": True})

    async def closed(self) -> Own:
        return await self.over


def call(transport: WSTransport, step: dict[str, Any]) -> Any:
    given = arguments(step, code="close_code", reason="close_message")
    if isinstance(given.get("close_message"), str):
        given["close_message"] = given["close_message"].encode()
    return getattr(transport, step["method"])(**given)


async def client(job: dict[str, Any]) -> None:
    async def run(case: Case) -> None:
        _, listener = await ws_connect(lambda: Listener(case, job["limit"]), f"{job['url']}/{case['id']}")
        await listener.task

    await all_together(job, run)


async def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}

    def accept(request: WSUpgradeRequest) -> Listener:
        return Listener(case_of(cases, request.path.decode()), job["limit"])

    listening = await ws_create_server(accept, "127.0.0.1", 0)
    say({"listening": listening.sockets[0].getsockname()[1]})
    await until_stdin_ends()


if __name__ == "__main__":
    asyncio.run({"client": client, "server": server}[sys.argv[1]](read_job()))
    leave()
