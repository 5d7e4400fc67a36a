"""Java, C#, Go, Ruby: what the system's package manager installs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..cases import Method
from ..lab import DRIVERS, Command, GoPackages, JavaClasses, MonoProgram, need
from ..raw_peer import Behaviour
from .subject import Subject, answer_to_an_error, own_of_a_close, starting


def _jdk() -> list[Subject]:
    """The JDK's own class, and OkHttp as Debian packages it."""
    jdk = JavaClasses(("Driver",))
    okhttp = JavaClasses(("Driver", "OkHttp"), ("okhttp.jar", "okio.jar"))
    close = Method("close", code_required=True, text=False, early=True)
    send = Method("sendClose", code_required=True, text=False, awaitable=False)
    return [
        Subject(
            "java.net.http", "JDK 17", "client", lambda: jdk.command("Driver"), (send,), ways=("abort",),
            varies=answer_to_an_error,
        ),
        Subject(
            "okhttp", "3.13.1", "client", lambda: okhttp.command("OkHttp"), (close,), ways=("cancel",),
            early=Behaviour("late", delay=0.2),
        ),
    ]  # fmt: skip


def _java_servers() -> list[Subject]:
    """Jetty, Tomcat and Netty as Debian packages them, in both roles."""
    jetty_jars = (
        *(f"jetty9-{part}.jar" for part in ("client", "http", "io", "security", "server", "servlet", "util")),
        *(f"jetty9-websocket-{part}.jar" for part in ("api", "client", "common", "server", "servlet")),
        "servlet-api.jar",
    )
    jetty = JavaClasses(("Driver", "Lab", "Jetty"), jetty_jars)
    tomcat = JavaClasses(
        ("Driver", "Lab", "TomcatDriver"),
        ("tomcat10-embed-core.jar", "tomcat10-embed-websocket.jar", "jakarta-annotation-api.jar"),
    )
    netty_jars = tuple(
        f"netty-{part}.jar" for part in ("buffer", "codec", "codec-http", "common", "handler", "resolver", "transport")
    )
    netty = JavaClasses(("Driver", "Lab", "Netty"), netty_jars)
    close = (Method("close", text=False, reason_alone=False),)
    found = []
    for role in ("client", "server"):
        found += [
            Subject(
                "Jetty", "9.4.57", role, partial(jetty.command, "Jetty", role), close, ways=("disconnect",),
                varies=own_of_a_close,
            ),
            Subject("Jakarta WebSocket", "Tomcat 10.1.60", role, partial(tomcat.command, "TomcatDriver", role), close),
            Subject("Netty", "4.1.48", role, partial(netty.command, "Netty", role), close, ways=("channel.close",), varies=own_of_a_close),
        ]  # fmt: skip
    return sorted(found, key=lambda subject: ["Jetty", "Jakarta WebSocket", "Netty"].index(subject.library))


def _mono() -> list[Subject]:
    """.NET's client as Mono has it. Its server needs a web server that Mono does not have."""
    program = MonoProgram("Driver")
    methods = tuple(
        Method(name, code_required=True, text=False, awaitable=True) for name in ("CloseAsync", "CloseOutputAsync")
    )
    return [
        Subject(
            "System.Net.WebSockets", "Mono 6.8.0", "client", program.command, methods, ways=("Abort", "Dispose")
        )
    ]  # fmt: skip


def _go() -> list[Subject]:
    """Go libraries as Debian packages them. `coder/websocket` was called nhooyr.io/websocket in that version."""
    write_control = Method("WriteControl", text=False, reason_alone=False)
    write_message = Method("WriteMessage", text=False, reason_alone=False)
    close = Method("Close", text=False, code_required=True)
    gorilla = GoPackages("github.com/gorilla/websocket")
    coder = GoPackages("nhooyr.io/websocket")
    xnet = GoPackages("golang.org/x/net/websocket")
    found = []
    for role in ("client", "server"):
        found += [
            Subject(
                "gorilla/websocket", "1.5.0", role, starting(gorilla, "gorilla", role),
                (write_control, write_message), ways=("Close",),
            ),
            Subject(
                "coder/websocket", "1.8.7", role, starting(coder, "coder", role), (close,),
                varies=own_of_a_close,
            ),
        ]  # fmt: skip
        ways = ("(handler returns)",) if role == "server" else ()
        found.append(
            Subject(
                "golang.org/x/net/websocket", "0.7.0", role, starting(xnet, "xnet", role),
                (Method("Close", code=False, again=False),), ways=ways,
            )
        )  # fmt: skip
    order = ["gorilla/websocket", "coder/websocket", "golang.org/x/net/websocket"]
    return sorted(found, key=lambda subject: order.index(subject.library))


def _ruby() -> list[Subject]:
    """Gems as Debian packages them."""

    def start(driver: str, *arguments: str) -> Callable[[], Command]:
        return lambda: Command((need("ruby"), str(DRIVERS / "ruby" / f"{driver}.rb"), *arguments))

    close = (Method("close"),)
    early = (Method("close", early=True),)
    late = Behaviour("late", delay=0.2)
    return [
        Subject("faye-websocket (Ruby)", "0.11.0", "client", start("faye_websocket"), early, early=late),
        Subject(
            "faye-websocket (Ruby)", "0.11.0", "server", start("puma_server", "faye_websocket"), close, "Puma 5.6.5"
        ),
        Subject(
            "Action Cable",
            "6.1.7",
            "server",
            start("puma_server", "action_cable"),
            (Method("close", code=False, again=False),),
            "Puma 5.6.5",
        ),
        Subject("websocket-driver (Ruby)", "0.6.3", "client", start("websocket_driver", "client"), close),
        Subject("websocket-driver (Ruby)", "0.6.3", "server", start("websocket_driver", "server"), close),
    ]


SUBJECTS: tuple[Subject, ...] = (
    *_jdk(),
    *_java_servers(),
    *_mono(),
    *_go(),
    *_ruby(),
)
