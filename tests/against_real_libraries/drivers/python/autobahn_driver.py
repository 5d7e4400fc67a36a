"""autobahn on asyncio: `WebSocketClientProtocol` and `WebSocketServerProtocol`."""

import asyncio
import sys
from typing import Any

from autobahn.asyncio.websocket import (
    WebSocketClientFactory,
    WebSocketClientProtocol,
    WebSocketServerFactory,
    WebSocketServerProtocol,
)
from driver import Case, Own, all_together, arguments, case_of, leave, play, read_job, say, until_stdin_ends


def call(protocol: Any, step: dict[str, Any]) -> Any:
    if step["method"] == "dropConnection":
        return protocol.dropConnection(abort=True)
    return protocol.sendClose(**arguments(step))


class Talking:
    """What both protocols have in common."""

    case: Case
    limit: float
    over: asyncio.Future[Own]
    task: Any

    def onOpen(self) -> None:
        self.task = asyncio.create_task(play(self.case, lambda step: call(self, step), lambda: self.over, self.limit))

    def onClose(self, clean: bool, code: Any, reason: Any) -> None:
        if not self.over.done():
            self.over.set_result({"code": code, "reason": reason, "clean": clean})


async def client(job: dict[str, Any]) -> None:
    loop = asyncio.get_running_loop()

    async def run(case: Case) -> None:
        class Protocol(Talking, WebSocketClientProtocol):  # type: ignore[misc]
            pass

        def make() -> Any:
            protocol = Protocol()
            protocol.case, protocol.limit, protocol.over = case, job["limit"], loop.create_future()
            protocol.factory = factory
            return protocol

        factory = WebSocketClientFactory(f"{job['url']}/{case['id']}")
        _, protocol = await loop.create_connection(make, "127.0.0.1", factory.port)
        await asyncio.wait_for(asyncio.shield(protocol.over), job["limit"] * 2)
        await protocol.task

    await all_together(job, run)


async def server(job: dict[str, Any]) -> None:
    loop = asyncio.get_running_loop()
    cases = {case["id"]: case for case in job["cases"]}

    class Protocol(Talking, WebSocketServerProtocol):  # type: ignore[misc]
        def onConnect(self, request: Any) -> None:
            self.case, self.limit, self.over = case_of(cases, request.path), job["limit"], loop.create_future()

    factory = WebSocketServerFactory()
    factory.protocol = Protocol
    listening = await loop.create_server(factory, "127.0.0.1", 0)
    say({"listening": listening.sockets[0].getsockname()[1]})
    await until_stdin_ends()


if __name__ == "__main__":
    asyncio.run({"client": client, "server": server}[sys.argv[1]](read_job()))
    leave()
