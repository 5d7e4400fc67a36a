"""websockets, the blocking implementation: `websockets.sync.client.connect` and `websockets.sync.server.serve`."""

import sys
import threading
from typing import Any

from driver import Case, Own, all_in_threads, arguments, case_of, leave, play_blocking, read_job, say
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve


def call(websocket: Any, step: dict[str, Any]) -> Any:
    if step["method"] == "socket.close":
        return websocket.socket.close()
    return getattr(websocket, step["method"])(**arguments(step))


def closed(websocket: Any) -> Own:
    try:
        while True:
            websocket.recv()
    except ConnectionClosed as error:
        learnt = websocket if hasattr(websocket, "close_code") else websocket.protocol  # before 13
        return {"code": learnt.close_code, "reason": learnt.close_reason, "raises": type(error).__name__}


def client(job: dict[str, Any]) -> None:
    def run(case: Case) -> None:
        url = f"{job['url']}/{case['id']}"
        if case["calls"] and case["calls"][0]["method"] == "(with block ends)":
            with connect(url) as websocket:
                case = {**case, "calls": []}
        else:
            websocket = connect(url)
        play_blocking(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    all_in_threads(job, run)


def server(job: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in job["cases"]}

    def handler(websocket: ServerConnection) -> None:
        assert websocket.request
        case = case_of(cases, websocket.request.path)
        way = case["calls"][0]["method"] if case["calls"] else ""
        if way in ("(handler returns)", "(handler raises)"):
            afterwards = ({**case, "calls": [{}]}, lambda step: None, lambda: closed(websocket), job["limit"])
            threading.Thread(target=play_blocking, args=afterwards, daemon=True).start()
            if way == "(handler raises)":
                raise RuntimeError("on purpose")
            return
        if way == "Server.shutdown":
            threading.Thread(target=listening.shutdown, daemon=True).start()
            case = {**case, "calls": [{"method": "(nothing)"}]}
            play_blocking(case, lambda step: None, lambda: closed(websocket), job["limit"])
            return
        play_blocking(case, lambda step: call(websocket, step), lambda: closed(websocket), job["limit"])

    with serve(handler, "127.0.0.1", 0) as listening:
        say({"listening": listening.socket.getsockname()[1]})
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        sys.stdin.read()
        leave()


if __name__ == "__main__":
    {"client": client, "server": server}[sys.argv[1]](read_job())
    leave()
