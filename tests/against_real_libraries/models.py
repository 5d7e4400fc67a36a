"""Compares the library models with what was observed: a model that claims otherwise is named with both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wsclose.knowledge.library import CloseMethod, Differs, Library, Received, of_family

from .observed import Closing, Observed, Wire, observed, ranges
from .table import Row


@dataclass(frozen=True)
class Claim:
    """Which model's type speaks of which rows: those of a library and a role, whose variant has all words of `variant`.

    `called` maps what closes in the table to what the model calls it. `below` says what another library, which is used
    below in the table, makes of what the model says goes out.
    """

    library: str
    role: str
    model: str  # family/id:Type
    variant: str = ""
    received: bool = True  # what the model says of received codes is about these rows too
    called: Mapping[str, str] = field(default_factory=dict, hash=False)
    below: Mapping[str, Wire] = field(default_factory=dict, hash=False)
    unsaid: tuple[int, ...] = ()  # codes that a model has no words for: `code || 1000`, 1006 that leaves as 1002


@dataclass(frozen=True)
class Contradiction:
    """One claim that was observed to be otherwise."""

    about: str
    what: str
    claimed: str
    seen: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}: the model says {self.claimed}, seen was {self.seen}"


CHECKED = {
    "Node's WebSocket": "javascript/undici",
    "browser": "javascript/browser",
    "ws": "javascript/ws",
    "isomorphic-ws": "javascript/ws",
    "@fastify/websocket": "javascript/fastify-websocket",
    "NestJS": "javascript/nestjs",
    "faye-websocket": "javascript/faye-websocket",
    "reconnecting-websocket": "javascript/reconnecting-websocket",
    "partysocket": "javascript/partysocket",
    "sockjs": "javascript/sockjs",
    "sockjs-client": "javascript/sockjs-client",
    "graphql-ws": "javascript/graphql-ws",
    "websocket": "javascript/websocket",
    "sockette": "javascript/sockette",
    "phoenix": "javascript/phoenix",
    "@vueuse/core": "javascript/vueuse",
    "Bun": "javascript/bun",
    "Deno": "javascript/deno",
    "Cloudflare Workers": "javascript/cloudflare",
    "websockets": "python/websockets",
    "aiohttp": "python/aiohttp",
    "starlette": "python/starlette",
    "fastapi": "python/fastapi",
    "asgi": "python/asgi",
    "channels": "python/channels",
    "quart": "python/quart",
    "tornado": "python/tornado",
    "websocket-client": "python/websocket_client",
    "wsproto": "python/wsproto",
    "sanic": "python/sanic",
    "autobahn": "python/autobahn",
    "trio-websocket": "python/trio_websocket",
    "simple-websocket": "python/simple_websocket",
    "httpx-ws": "python/httpx_ws",
    "picows": "python/picows",
    "gorilla/websocket": "go/gorilla",
    "coder/websocket": "go/coder",
    "golang.org/x/net/websocket": "go/x_net",
    "okhttp": "java/okhttp",
    "Jetty": "java/jetty",
    "Jakarta WebSocket": "java/jakarta",
    "Netty": "java/netty",
    "System.Net.WebSockets": "csharp/system_net",
    "java.net.http": "java/jdk",
    "faye-websocket (Ruby)": "ruby/faye_websocket",
    "websocket-driver (Ruby)": "ruby/websocket_driver",
    "Action Cable": "ruby/action_cable",
}
"""What the table calls a library -> the model that says "checked with" it."""

ASGI = {"websocket.close": "close"}
ASGI_ALONE: dict[str, Wire] = {"required": 1000}  # a message needs no code where Quart's close() does

CLAIMS = (
    Claim("Node's WebSocket", "client", "javascript/undici:Socket"),
    Claim("browser", "client", "javascript/browser:Socket"),
    Claim("ws", "client", "javascript/ws:ClientSocket"),
    Claim("ws", "server", "javascript/ws:ServerSocket"),
    Claim("isomorphic-ws", "client", "javascript/ws:ClientSocket"),
    Claim("@fastify/websocket", "server", "javascript/ws:ServerSocket"),
    Claim("NestJS", "server", "javascript/ws:ServerSocket"),
    Claim("faye-websocket", "client", "javascript/faye-websocket:ClientSocket"),
    Claim("faye-websocket", "server", "javascript/faye-websocket:ServerSocket"),
    Claim("reconnecting-websocket", "client", "javascript/reconnecting-websocket:Socket"),
    Claim("partysocket", "client", "javascript/partysocket:Socket"),
    Claim("sockjs", "server", "javascript/sockjs:Connection"),
    Claim("sockjs-client", "client", "javascript/sockjs-client:SockJS", below={"empty": 1000}),
    Claim("graphql-ws", "client", "javascript/graphql-ws:Client", received=False),
    Claim("websocket", "client", "javascript/websocket:W3CSocket", "W3CWebSocket", unsaid=(0,)),
    Claim("websocket", "client", "javascript/websocket:ClientConnection", "WebSocketClient"),
    Claim("websocket", "server", "javascript/websocket:ServerConnection"),
    Claim("sockette", "client", "javascript/sockette:Socket", unsaid=(0,)),
    Claim("phoenix", "client", "javascript/phoenix:Socket"),
    Claim("@vueuse/core", "client", "javascript/vueuse:Socket"),
    Claim("Bun", "client", "javascript/bun:ClientSocket"),
    Claim("Bun", "server", "javascript/bun:Socket"),
    Claim("Deno", "client", "javascript/deno:ClientSocket"),
    Claim("Deno", "server", "javascript/deno:ServerSocket"),
    Claim("Cloudflare Workers", "client", "javascript/cloudflare:ClientSocket"),
    Claim("Cloudflare Workers", "server", "javascript/cloudflare:Socket"),
    Claim("websockets", "client", "python/websockets:ClientConnection", "asyncio"),
    Claim("websockets", "server", "python/websockets:ServerConnection", "asyncio"),
    Claim("websockets", "client", "python/websockets:SyncClientConnection", "sync"),
    Claim("websockets", "server", "python/websockets:SyncServerConnection", "sync"),
    Claim("websockets", "client", "python/websockets:ClientConnection", "legacy"),
    Claim("websockets", "server", "python/websockets:ServerConnection", "legacy"),
    Claim("aiohttp", "client", "python/aiohttp:ClientSocket"),
    Claim("aiohttp", "server", "python/aiohttp:ServerSocket"),
    Claim("starlette", "server", "python/starlette:WebSocket"),
    Claim("fastapi", "server", "python/starlette:WebSocket"),
    Claim("asgi", "server", "python/starlette:WebSocket", "websockets-sansio", called=ASGI),
    Claim("asgi", "server", "python/starlette:WebSocket", "uvicorn wsproto", called=ASGI),
    Claim("asgi", "server", "python/channels:AsyncConsumer", called=ASGI),
    Claim("asgi", "server", "python/quart:Websocket", "hypercorn", received=False, called=ASGI, below=ASGI_ALONE),
    Claim(
        "asgi", "server", "python/quart:Websocket", "websockets-sansio", received=False, called=ASGI, below=ASGI_ALONE
    ),
    Claim("channels", "server", "python/channels:AsyncConsumer"),
    Claim("quart", "server", "python/quart:Websocket"),
    Claim("tornado", "client", "python/tornado:ClientConnection"),
    Claim("tornado", "server", "python/tornado:Handler"),
    Claim("websocket-client", "client", "python/websocket_client:Socket", "WebSocket"),
    Claim("websocket-client", "client", "python/websocket_client:App", "WebSocketApp"),
    Claim("wsproto", "client", "python/wsproto:Connection", called={"CloseConnection": "send"}),
    Claim("wsproto", "server", "python/wsproto:Connection", called={"CloseConnection": "send"}),
    Claim("sanic", "server", "python/sanic:Websocket"),
    Claim("autobahn", "client", "python/autobahn:Client"),
    Claim("autobahn", "server", "python/autobahn:Server"),
    Claim("trio-websocket", "client", "python/trio_websocket:ClientConnection"),
    Claim("trio-websocket", "server", "python/trio_websocket:ServerConnection"),
    Claim("simple-websocket", "client", "python/simple_websocket:Client"),
    Claim("simple-websocket", "server", "python/simple_websocket:Server"),
    Claim("httpx-ws", "client", "python/httpx_ws:AsyncSession"),
    Claim("picows", "client", "python/picows:ClientTransport"),
    Claim("picows", "server", "python/picows:Transport"),
    Claim("gorilla/websocket", "client", "go/gorilla:Conn"),
    Claim("gorilla/websocket", "server", "go/gorilla:Conn"),
    Claim("coder/websocket", "client", "go/coder:Conn"),
    Claim("coder/websocket", "server", "go/coder:Conn"),
    Claim("golang.org/x/net/websocket", "client", "go/x_net:Conn"),
    Claim("golang.org/x/net/websocket", "server", "go/x_net:Conn"),
    Claim("okhttp", "client", "java/okhttp:Socket"),
    Claim("Jetty", "client", "java/jetty:Session"),
    Claim("Jetty", "server", "java/jetty:Session"),
    Claim("Jakarta WebSocket", "client", "java/jakarta:Session", unsaid=(1006,)),
    Claim("Jakarta WebSocket", "server", "java/jakarta:Session", unsaid=(1006,)),
    Claim("Netty", "client", "java/netty:Handshaker"),
    Claim("Netty", "server", "java/netty:Handshaker"),
    Claim("System.Net.WebSockets", "client", "csharp/system_net:ClientSocket"),
    Claim("faye-websocket (Ruby)", "client", "ruby/faye_websocket:ClientSocket"),
    Claim("faye-websocket (Ruby)", "server", "ruby/faye_websocket:ServerSocket"),
    Claim("Action Cable", "server", "ruby/action_cable:Connection"),
    Claim("websocket-driver (Ruby)", "client", "ruby/websocket_driver:Driver"),
    Claim("websocket-driver (Ruby)", "server", "ruby/websocket_driver:Driver"),
    Claim("java.net.http", "client", "java/jdk:Socket"),
)


FAILURES = (1002, 1006, 1007)  # what any library may report of a frame or a connection that is broken


def contradictions(rows: list[Row]) -> Iterator[Contradiction]:
    """Where models claim otherwise than the table, in any version and on any server, back end or runtime."""
    for what in observed(rows).values():
        for claim in CLAIMS:
            if speaks_of(claim, what):
                yield from _compare(claim, what)


def speaks_of(claim: Claim, what: Observed) -> bool:
    """Whether a claim is about these rows."""
    return (what.library, what.role) == (claim.library, claim.role) and _words(claim.variant) <= _words(what.variant)


def applies(differs: Differs, what: Observed, library: Library) -> bool:
    """Whether what a model says of other servers, runtimes, versions or sides is about these rows."""
    there = _words(f"{what.library} {what.version} {what.variant}")
    there |= {f"{what.library}.{what.variant}".lower()}  # websockets.legacy
    there |= {word.partition(".")[0] for word in there}  # Node 22.23.3 is Node 22
    below = re.search(rf"(?:^|\s){re.escape(library.id)} ([\d.]+)", what.variant)  # isomorphic-ws 5.0.0 on ws 8.23.0
    version = _number(below[1] if below else what.version)
    return (
        differs.side in ("", what.role)
        and (not differs.on or any(_words(each) - {"--ws"} <= there for each in differs.on))
        and (not differs.since or version >= _number(differs.since))
        and (not differs.until or version[: len(_number(differs.until))] <= _number(differs.until))
    )


def _words(said: str) -> set[str]:
    return set(said.lower().replace(",", " ").split())


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def model_of(claim: Claim) -> tuple[Library, str]:
    """The model that claims, and its type."""
    family, _, rest = claim.model.partition("/")
    library, _, name = rest.partition(":")
    return of_family(family).by_id[library], name


def _compare(claim: Claim, what: Observed) -> Iterator[Contradiction]:
    library, at = model_of(claim)
    methods: dict[str, CloseMethod] = {}
    while at in library.types:
        methods = {**library.types[at].closes, **methods}
        at = library.types[at].base
    about = f"{claim.model} ({what.version}, {what.role}{', ' + what.variant if what.variant else ''})"
    received = library.received
    for differs in library.differs:
        if applies(differs, what, library):
            methods = {name: differs.method(method) for name, method in methods.items()}
            received = differs.received or received
    for closing in what.closes.values():
        if method := methods.get(claim.called.get(closing.method, closing.method)):
            yield from _compare_method(f"{about}.{method.name}", method, closing, claim)
    if claim.received:
        yield from _compare_received(about, received, what)
    yield from _compare_reconnects(about, library.reconnects, what)


def _compare_method(about: str, claimed: CloseMethod, seen: Closing, claim: Claim) -> Iterator[Contradiction]:
    without_code = _as_wire(claimed.without_code if claimed.sends == "frame" else "nothing")
    without_code = claim.below.get(str(without_code), without_code)
    if seen.without_code is not None and seen.without_code != without_code:
        yield Contradiction(about, "without a code", str(without_code), str(seen.without_code))
    if not (seen.accepts or seen.refuses or seen.rewrites):
        return
    wrong: dict[tuple[str, str], list[int]] = {}
    for code in sorted(
        {*seen.accepts, *seen.refuses, *seen.rewrites} - {-1, *claim.unsaid}
    ):  # models speak of unsigned numbers
        what_is_claimed, what_is_seen = _claimed_wire(claimed, code), _seen_wire(seen, code)
        what_is_claimed = claim.below.get(str(what_is_claimed), what_is_claimed)
        if what_is_claimed == code:
            what_is_claimed = "as given"
        if what_is_claimed != what_is_seen:
            wrong.setdefault((str(what_is_claimed), str(what_is_seen)), []).append(code)
    for (said, was), codes in wrong.items():
        yield Contradiction(about, f"codes {ranges(codes)}", said, was)
    own_function = seen.method not in claim.called  # of another name below, it says nothing of the library's own
    pairs = (
        ("aftermath", claimed.aftermath if claimed.aftermath != "ignored" else "", seen.aftermath),
        (
            "awaited",
            str(claimed.awaited),
            str(seen.not_awaited == "nothing") if own_function and seen.not_awaited is not None else "",
        ),
        ("reason_limit", claimed.reason_limit, seen.reason_limit),
        ("reason_without_code", claimed.reason_without_code, seen.reason_without_code),
        ("early", claimed.early, seen.early_as),
        ("string_code", claimed.string_code, seen.string_code),
    )
    for name, said, was_seen in pairs:
        if said and was_seen and said != was_seen:
            yield Contradiction(about, name, said, was_seen)
    raised = (
        ("error", claimed.error, list(seen.refuses.values())),
        ("reason_error", claimed.reason_error, [seen.reason_error] if seen.reason_error else []),
        ("string_error", claimed.string_error, [seen.string_error] if seen.string_error else []),
    )
    for name, said, errors in raised:
        # struct.error calls itself error; what Go returns is known by its text.
        if said and errors and not any(re.search(rf"\b{re.escape(said.removeprefix('struct.'))}\b", e) for e in errors):
            yield Contradiction(about, name, said, errors[0])
        if name == "error" and not said and errors and claimed.accepts is not None:
            refused = [code for code in seen.refuses if code >= 0]
            if refused:
                yield Contradiction(about, name, "none", errors[0])


def _claimed_wire(claimed: CloseMethod, code: int) -> Wire:
    """What the model says goes out; a refusal that sends another code is `refused, 1011`."""
    if claimed.sends == "nothing" or code in claimed.no_frame:
        return "nothing"
    if code in claimed.no_status:
        return "empty"
    if claimed.accepts is None or code in claimed.accepts:
        return _as_wire(claimed.close_frame) if claimed.close_frame else "as given"
    instead = claimed.instead(code)
    if instead is not None:
        return f"refused, {instead}" if claimed.error else instead
    return "nothing" if claimed.aftermath == "ignored" else "refused"


def _seen_wire(seen: Closing, code: int) -> Wire:
    if code in seen.refuses:
        sent = seen.ends_when_refusing.get(code)
        return f"refused, {sent}" if isinstance(sent, int) else "refused"
    return "as given" if code in seen.accepts else seen.rewrites[code]


def _as_wire(said: str) -> Wire:
    return int(said) if said.isdigit() else said


def _compare_reconnects(about: str, claimed: str, seen: Observed) -> Iterator[Contradiction]:
    """On which codes that may travel it connects again by itself."""
    if not (match := re.match(r"every close code(?: but (?P<but>[\d, and]+))?", claimed)):
        return
    spared = set(map(int, re.findall(r"\d+", match["but"] or "")))
    codes = {code: again for code, again in seen.connects_again.items() if code in seen.delivers}
    for code, again in codes.items():
        if again != (code not in spared):
            yield Contradiction(about, f"reconnects after {code}", str(code not in spared), str(again))


def _compare_received(about: str, claimed: Received, seen: Observed) -> Iterator[Contradiction]:
    if claimed.delivers is not None:
        tried = sorted({*seen.delivers, *seen.delivers_as})
        missing = [code for code in tried if code in claimed.delivers and code not in seen.delivers]
        unexpected = [code for code in tried if code not in claimed.delivers and code in seen.delivers]
        if missing:
            yield Contradiction(about, f"received {ranges(missing)}", "delivered", "not delivered")
        if unexpected:
            yield Contradiction(about, f"received {ranges(unexpected)}", "not delivered", "delivered")
    explained = {*claimed.local_codes, claimed.dropped_as, claimed.empty_as, *map(str, FAILURES)}
    for code in sorted({code for code in (*seen.delivers_as.values(), seen.dropped_as) if isinstance(code, int)}):
        if code not in explained and str(code) not in explained:
            yield Contradiction(about, "local_codes", str(list(claimed.local_codes)), str(code))
    for name, said, was in (
        ("empty_as", claimed.empty_as, seen.empty_as),
        ("dropped_as", claimed.dropped_as, seen.dropped_as),
    ):
        if said and said != ("none" if was is None else str(was)):
            yield Contradiction(about, name, said, "none" if was is None else str(was))
