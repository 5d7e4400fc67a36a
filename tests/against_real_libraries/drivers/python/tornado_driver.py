"""Tornado: `websocket_connect`, and `WebSocketHandler`."""

import asyncio
import sys
from typing import Any

from driver import Case, Own, all_together, arguments, case_of, leave, play, read_job, say, until_stdin_ends
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect


async def client(job: dict[str, Any]) -> None:
    async def run(case: Case) -> None:
        connection = await websocket_connect(f"{job['url']}/{case['id']}")

        async def closed() -> Own:
            while await connection.read_message() is not None:
                pass
            return {"code": connection.close_code, "reason": connection.close_reason, "read_message": "None"}

        await play(case, lambda step: connection.close(**arguments(step)), closed, job["limit"])

    await all_together(job, run)


async def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}
    tasks: list[Any] = []

    class Handler(WebSocketHandler):
        async def prepare(self) -> None:
            self.over: asyncio.Future[Own] = asyncio.get_running_loop().create_future()
            case = case_of(cases, self.request.path)
            if case["when"] == "early":
                await play(case, lambda step: self.close(**arguments(step)), lambda: self.over, 0.3)

        def open(self, *args: str, **kwargs: str) -> None:
            case = case_of(cases, self.request.path)
            if case["when"] == "early":
                return
            if case["calls"] and case["calls"][0]["method"] == "(handler raises)":
                tasks.append(asyncio.create_task(play({**case, "calls": [{}]}, lambda _: None, lambda: self.over, 3)))
                raise RuntimeError("on purpose")
            tasks.append(asyncio.create_task(play(case, self.call, lambda: self.over, job["limit"])))

        def call(self, step: dict[str, Any]) -> Any:
            return self.close(**arguments(step))

        def on_close(self) -> None:
            if not self.over.done():
                self.over.set_result({"code": self.close_code, "reason": self.close_reason})

    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application([(r"/.*", Handler)])).add_sockets(sockets)
    say({"listening": sockets[0].getsockname()[1]})
    await until_stdin_ends()
    leave()


if __name__ == "__main__":
    asyncio.run({"client": client, "server": server}[sys.argv[1]](read_job()))
    leave()
