"""wsproto: a sans-I/O state machine on a blocking socket, as the package's own examples use it."""

import socket
import sys
import threading
from typing import Any

from driver import Case, Own, all_in_threads, arguments, case_of, describe, leave, play_blocking, read_job, say
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Request
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import RemoteProtocolError

JOB = read_job()


def talk(stream: socket.socket, connection: WSConnection, case: Case) -> None:
    """Plays a case on an open connection. `reply` answers a received close frame, as the documentation asks for."""

    def call(step: dict[str, Any]) -> None:
        if step["method"] == "(CloseConnection with CloseReason.NO_STATUS_RCVD)":
            event = CloseConnection(code=CloseReason.NO_STATUS_RCVD)
        else:
            event = CloseConnection(**arguments(step))
        stream.sendall(connection.send(event))

    def closed() -> Own:
        while True:
            try:
                data = stream.recv(4096)
                connection.receive_data(data or None)
                for event in connection.events():
                    if isinstance(event, CloseConnection):
                        if connection.state.name != "CLOSED":
                            stream.sendall(connection.send(event.response()))
                        stream.close()
                        return {"code": int(event.code), "reason": event.reason}
            except RemoteProtocolError as error:
                stream.close()
                return {"raises": describe(error)}

    play_blocking(case, call, closed, JOB["limit"])


def client() -> None:
    port = int(JOB["url"].rpartition(":")[2])

    def run(case: Case) -> None:
        stream = socket.create_connection(("127.0.0.1", port), JOB["limit"])
        connection = WSConnection(ConnectionType.CLIENT)
        stream.sendall(connection.send(Request(host="127.0.0.1", target=f"/{case['id']}")))
        head = b""
        while b"\r\n\r\n" not in head:
            head += stream.recv(1)  # byte by byte: the rest belongs to the frames
        connection.receive_data(head)
        assert any(isinstance(event, AcceptConnection) for event in connection.events())
        talk(stream, connection, case)

    all_in_threads(JOB, run)


def server() -> None:
    cases = {case["id"]: case for case in JOB["cases"]}
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    say({"listening": listening.getsockname()[1]})

    def handle(stream: socket.socket) -> None:
        connection = WSConnection(ConnectionType.SERVER)
        while True:
            connection.receive_data(stream.recv(4096))
            for event in connection.events():
                if isinstance(event, Request):
                    stream.sendall(connection.send(AcceptConnection()))
                    talk(stream, connection, case_of(cases, event.target))
                    return

    def accept() -> None:
        while True:
            threading.Thread(target=handle, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    {"client": client, "server": server}[sys.argv[1]]()
    leave()
