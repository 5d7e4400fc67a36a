"""Becomes workerd with a job's cases. Arguments: role, path of workerd, compatibility date, compatibility flags.

workerd can't read a job from its stdin, so it is given it as a binding. It takes this process's place, so that ending the
process ends it.
"""

import json
import os
import socket
import sys
import tempfile
from pathlib import Path

CONFIG = """using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "%s",
  compatibilityFlags = [%s],
  bindings = [(name = "JOB", json = embed "job.json")],
);
"""


def ask_to_start(listening: socket.socket, port: int) -> None:
    """Asks a client's worker to play its cases, from a process that ends with workerd's answer, or with workerd."""
    if os.fork():
        return
    listening.close()
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(b"GET /start HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n")
        while connection.recv(4096):
            pass
    os._exit(0)


def main() -> None:
    role, program, date, *flags = sys.argv[1:]
    job = sys.stdin.readline()
    with tempfile.TemporaryDirectory(prefix="wsclose-lab-") as folder:
        place = Path(folder)
        (place / "job.json").write_text(job, encoding="utf-8")
        (place / "worker.js").write_bytes(Path(__file__).with_name("worker.js").read_bytes())
        config = CONFIG % (date, ", ".join(json.dumps(flag) for flag in flags))
        (place / "config.capnp").write_text(config, encoding="utf-8")
        binary = place / "config.bin"
        with binary.open("wb") as compiled:
            if child := os.fork():
                os.waitpid(child, 0)
            else:
                os.dup2(compiled.fileno(), 1)
                os.execv(program, [program, "compile", "--config-only", str(place / "config.capnp")])
        ready = os.open(binary, os.O_RDONLY)
    os.dup2(ready, 0)  # workerd reads its configuration from stdin
    listening = socket.create_server(("127.0.0.1", 0))
    listening.set_inheritable(True)
    port = listening.getsockname()[1]
    if role == "client":
        ask_to_start(listening, port)
    else:
        print(json.dumps({"listening": port}), flush=True)
    os.execv(program, [program, "serve", "--binary", "-", f"--socket-fd=http={listening.fileno()}"])


if __name__ == "__main__":
    main()
