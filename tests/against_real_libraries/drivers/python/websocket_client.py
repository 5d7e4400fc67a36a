"""websocket-client: `create_connection` and, as the second argument says, `WebSocketApp`."""

import sys
import threading
from typing import Any

import websocket
from driver import Case, Own, all_in_threads, arguments, describe, leave, play_blocking, read_job, say

JOB = read_job()
kept: list[Any] = []  # so that no socket is closed because its connection was collected


def plain(case: Case) -> None:
    connection = websocket.create_connection(f"{JOB['url']}/{case['id']}", timeout=JOB["limit"])
    kept.append(connection)

    def call(step: dict[str, Any]) -> Any:
        if step["method"] == "(close with a reason of bytes)":
            return connection.close(4000, b"why")
        return getattr(connection, step["method"])(**arguments(step, code="status"))

    def closed() -> Own:
        try:
            while True:
                opcode, data = connection.recv_data(control_frame=True)
                if opcode == websocket.ABNF.OPCODE_CLOSE:
                    code = int.from_bytes(data[:2], "big") if len(data) >= 2 else None
                    return {"code": code, "reason": data[2:].decode("utf-8", "replace")}
        except websocket.WebSocketException as error:
            return {"raises": describe(error)}

    play_blocking(case, call, closed, JOB["limit"])


def app(case: Case) -> None:
    """Calls are made from `on_open`, as applications do; from another thread they race with `run_forever`."""
    called, over = threading.Event(), threading.Event()
    calls: list[dict[str, Any]] = []
    learnt: Own = {}
    errors: list[str] = []

    def on_open(_: Any) -> None:
        for step in case["calls"]:
            try:
                application.close(**arguments(step, code="status"))
                calls.append({})
            except Exception as error:
                calls.append({"error": describe(error), "at": "call"})
        called.set()

    def on_error(_: Any, error: Any) -> None:
        errors.append(describe(error) if isinstance(error, Exception) else type(error).__name__)

    def on_close(_: Any, code: Any, reason: Any) -> None:
        learnt.update(code=code, reason=reason)
        over.set()

    url = f"{JOB['url']}/{case['id']}"
    application = websocket.WebSocketApp(url, on_open=on_open, on_error=on_error, on_close=on_close)
    threading.Thread(target=application.run_forever, daemon=True).start()
    if not called.wait(JOB["limit"]):
        calls = [{"hung": True}]
    own = {**learnt, "error": errors[0] if errors else None} if over.wait(JOB["limit"]) else None
    say({"id": case["id"], "calls": calls, "own": own})


if __name__ == "__main__":
    all_in_threads(JOB, {"plain": plain, "app": app}[sys.argv[2]])
    leave()
