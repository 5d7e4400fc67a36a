"""websocket-client: `create_connection` and, as the second argument says, `WebSocketApp`."""

import sys
import threading
from typing import Any

import websocket
from driver import Case, Own, all_in_threads, arguments, describe, leave, play_blocking, read_job

JOB = read_job()


def plain(case: Case) -> None:
    connection = websocket.create_connection(f"{JOB['url']}/{case['id']}", timeout=JOB["limit"])

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
    opened, over = threading.Event(), threading.Event()
    learnt: Own = {}
    errors: list[str] = []

    def on_close(_: Any, code: Any, reason: Any) -> None:
        learnt.update(code=code, reason=reason)
        over.set()

    application = websocket.WebSocketApp(
        f"{JOB['url']}/{case['id']}",
        on_open=lambda _: opened.set(),
        on_error=lambda _, error: errors.append(
            describe(error) if isinstance(error, Exception) else type(error).__name__
        ),
        on_close=on_close,
    )
    if case["when"] != "early":
        threading.Thread(target=application.run_forever, daemon=True).start()
        opened.wait(JOB["limit"])

    def closed() -> Own | None:
        if not over.wait(JOB["limit"]):
            return None
        return {**learnt, "error": errors[0] if errors else None}

    play_blocking(case, lambda step: application.close(**arguments(step, code="status")), closed, JOB["limit"] + 0.5)


if __name__ == "__main__":
    all_in_threads(JOB, {"plain": plain, "app": app}[sys.argv[2]])
    leave()
