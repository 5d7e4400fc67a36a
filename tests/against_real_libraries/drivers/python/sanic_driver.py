"""Sanic: the `Websocket` that a handler is given."""

import socket
from typing import Any

from driver import Own, arguments, case_of, leave, leave_with_stdin, play, read_job, say
from sanic import Request, Sanic, Websocket
from sanic.exceptions import WebsocketClosed
from websockets.exceptions import ConnectionClosed

JOB = read_job()
CASES = {case["id"]: case for case in JOB["cases"]}
application = Sanic("driver", configure_logging=False)


@application.websocket("/<name:str>")
async def endpoint(request: Request, websocket: Websocket, name: str) -> None:
    case = case_of(CASES, name)
    way = case["calls"][0]["method"] if case["calls"] else ""
    if way.startswith("(handler"):
        say({"id": case["id"], "calls": [{}], "own": None})
        if way == "(handler raises)":
            raise RuntimeError("on purpose")
        return

    def learnt() -> Own:
        said: Any = websocket.ws_proto
        return {"code": said.close_code, "reason": said.close_reason}

    async def closed() -> Own:
        try:
            while await websocket.recv() is not None:
                pass
        except (ConnectionClosed, WebsocketClosed) as error:
            return {**learnt(), "raises": type(error).__name__}
        return {**learnt(), "recv": "None"}

    def call(step: dict[str, Any]) -> Any:
        return websocket.close(**arguments(step))

    await play(case, call, closed, JOB["limit"], cancelled=learnt)


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0))
    say({"listening": listening.getsockname()[1]})
    leave_with_stdin()
    application.run(sock=listening, single_process=True, access_log=False, motd=False)
    leave()
