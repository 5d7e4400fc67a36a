"""simple-websocket: `Client`, and `Server` in a WSGI application on Werkzeug's server. Its `reason` is the code."""

import sys
import threading
from typing import Any

from driver import Case, Own, all_in_threads, arguments, case_of, leave, play_blocking, read_job, say
from simple_websocket import Client, ConnectionClosed, Server

JOB = read_job()


def talk(websocket: Any, case: Case) -> None:
    def call(step: dict[str, Any]) -> Any:
        return websocket.close(**arguments(step, code="reason", reason="message"))

    def closed() -> Own:
        try:
            while True:
                websocket.receive()
        except ConnectionClosed as error:
            return {"code": error.reason, "reason": error.message, "raises": "ConnectionClosed"}

    play_blocking(case, call, closed, JOB["limit"])


def client() -> None:
    all_in_threads(JOB, lambda case: talk(Client.connect(f"{JOB['url']}/{case['id']}"), case))


def server() -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    cases = {case["id"]: case for case in JOB["cases"]}

    class Quiet(WSGIRequestHandler):
        def log(self, *_: Any) -> None:
            return

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        case = case_of(cases, environ["PATH_INFO"])
        talk(Server.accept(environ), case)
        return []

    listening = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    say({"listening": listening.server_port})
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    {"client": client, "server": server}[sys.argv[1]]()
    leave()
