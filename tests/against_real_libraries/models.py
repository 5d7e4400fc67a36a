"""Compares the library models with what was observed: a model that claims otherwise is named with both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wsclose.knowledge.library import CloseMethod, Received, of_family

from .observed import Closing, Observed, Wire, observed, ranges
from .table import Row


@dataclass(frozen=True)
class Claim:
    """Which model type and methods speak of which rows. `variant` is how a variant begins."""

    library: str
    role: str
    model: str  # family/id:Type
    variant: str = ""
    received: bool = True  # what the model says of received codes is about this role and variant too


@dataclass(frozen=True)
class Contradiction:
    """One claim that was observed to be otherwise."""

    about: str
    what: str
    claimed: str
    seen: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}: the model says {self.claimed}, seen was {self.seen}"


CLAIMS = (
    Claim("Node's WebSocket", "client", "javascript/undici:Socket"),
    Claim("browser", "client", "javascript/browser:Socket"),
    Claim("ws", "client", "javascript/ws:ClientSocket"),
    Claim("ws", "server", "javascript/ws:ServerSocket"),
    Claim("faye-websocket", "client", "javascript/faye-websocket:ClientSocket"),
    Claim("faye-websocket", "server", "javascript/faye-websocket:ServerSocket"),
    Claim("reconnecting-websocket", "client", "javascript/reconnecting-websocket:Socket"),
    Claim("partysocket", "client", "javascript/partysocket:Socket"),
    Claim("sockjs", "server", "javascript/sockjs:Connection"),
    Claim("sockjs-client", "client", "javascript/sockjs-client:SockJS"),
    Claim("graphql-ws", "client", "javascript/graphql-ws:Client", received=False),
    Claim("websockets", "client", "python/websockets:ClientConnection", "asyncio"),
    Claim("websockets", "server", "python/websockets:ServerConnection", "asyncio"),
    Claim("websockets", "client", "python/websockets:SyncClientConnection", "sync"),
    Claim("websockets", "server", "python/websockets:SyncServerConnection", "sync"),
    Claim("aiohttp", "client", "python/aiohttp:ClientSocket"),
    Claim("aiohttp", "server", "python/aiohttp:ServerSocket"),
    Claim("starlette", "server", "python/starlette:WebSocket", "uvicorn 0.54.0, websockets-sansio"),
    Claim("tornado", "client", "python/tornado:ClientConnection"),
    Claim("tornado", "server", "python/tornado:Handler"),
    Claim("websocket-client", "client", "python/websocket_client:Socket", "WebSocket"),
    Claim("websocket-client", "client", "python/websocket_client:App", "WebSocketApp"),
    Claim("channels", "server", "python/channels:AsyncConsumer"),
    Claim("quart", "server", "python/quart:Websocket"),
    Claim("sanic", "server", "python/sanic:Websocket"),
    Claim("autobahn", "client", "python/autobahn:Client"),
    Claim("autobahn", "server", "python/autobahn:Server"),
    Claim("trio-websocket", "client", "python/trio_websocket:ClientConnection"),
    Claim("trio-websocket", "server", "python/trio_websocket:ServerConnection"),
    Claim("simple-websocket", "client", "python/simple_websocket:Client"),
    Claim("simple-websocket", "server", "python/simple_websocket:Server"),
    Claim("httpx-ws", "client", "python/httpx_ws:AsyncSession"),
    Claim("picows", "client", "python/picows:Transport"),
    Claim("picows", "server", "python/picows:Transport"),
    Claim("gorilla/websocket", "client", "go/gorilla:Conn"),
    Claim("gorilla/websocket", "server", "go/gorilla:Conn"),
    Claim("coder/websocket", "client", "go/coder:Conn"),
    Claim("coder/websocket", "server", "go/coder:Conn"),
    Claim("okhttp", "client", "java/okhttp:Socket"),
    Claim("faye-websocket (Ruby)", "client", "ruby/faye_websocket:ClientSocket"),
    Claim("websocket-driver (Ruby)", "client", "ruby/websocket_driver:Driver"),
    Claim("websocket-driver (Ruby)", "server", "ruby/websocket_driver:Driver"),
    Claim("java.net.http", "client", "java/jdk:Socket"),
)


def contradictions(rows: list[Row]) -> Iterator[Contradiction]:
    """Where models claim otherwise than the table. Of several versions of a library the last one counts."""
    newest: dict[Claim, Observed] = {}
    for what in observed(rows).values():
        for claim in CLAIMS:
            if (what.library, what.role) == (claim.library, claim.role) and (
                what.variant == claim.variant or not claim.variant
            ):
                newest[claim] = what
    for claim, what in newest.items():
        yield from _compare(claim, what)


def _compare(claim: Claim, what: Observed) -> Iterator[Contradiction]:
    family, _, rest = claim.model.partition("/")
    library, _, name = rest.partition(":")
    models = of_family(family)
    methods: dict[str, CloseMethod] = {}
    at: str | None = name
    while at and (kind := models.type(at, library)):
        methods = {**kind.closes, **methods}
        at = kind.base
    about = f"{claim.model} ({what.role}{', ' + what.variant if what.variant else ''})"
    for method in methods.values():
        if closing := what.closes.get(method.name):
            yield from _compare_method(f"{about}.{method.name}", method, closing)
    if claim.received and library in models.by_id:
        yield from _compare_received(about, models.by_id[library].received, what)


def _compare_method(about: str, claimed: CloseMethod, seen: Closing) -> Iterator[Contradiction]:
    without_code = _as_wire(claimed.without_code if claimed.sends == "frame" else "nothing")
    if seen.without_code is not None and seen.without_code != without_code:
        yield Contradiction(about, "without a code", str(without_code), str(seen.without_code))
    if not (seen.accepts or seen.refuses or seen.rewrites):
        return
    wrong: dict[tuple[str, str], list[int]] = {}
    for code in sorted({*seen.accepts, *seen.refuses, *seen.rewrites} - {-1}):  # models speak of unsigned numbers
        what_is_claimed, what_is_seen = _claimed_wire(claimed, code), _seen_wire(seen, code)
        if what_is_claimed != what_is_seen:
            wrong.setdefault((str(what_is_claimed), str(what_is_seen)), []).append(code)
    for (said, was), codes in wrong.items():
        yield Contradiction(about, f"codes {ranges(codes)}", said, was)
    pairs = (
        ("error", claimed.error, seen.error),
        ("aftermath", claimed.aftermath, seen.aftermath),
        ("reason_limit", claimed.reason_limit, seen.reason_limit),
        ("reason_without_code", claimed.reason_without_code, seen.reason_without_code),
        ("string_code", claimed.string_code, seen.string_code),
    )
    for name, said, was_seen in pairs:
        if said and was_seen and said != was_seen and not (name == "error" and was_seen in said):
            yield Contradiction(about, name, said, was_seen)


def _claimed_wire(claimed: CloseMethod, code: int) -> Wire:
    if claimed.sends == "nothing" or code in claimed.no_frame:
        return "nothing"
    if code in claimed.no_status:
        return "empty"
    return "as given" if claimed.accepts is None or code in claimed.accepts else "refused"


def _seen_wire(seen: Closing, code: int) -> Wire:
    if code in seen.refuses:
        return "refused"
    return "as given" if code in seen.accepts else seen.rewrites[code]


def _as_wire(said: str) -> Wire:
    return int(said) if said.isdigit() else said


def _compare_received(about: str, claimed: Received, seen: Observed) -> Iterator[Contradiction]:
    if claimed.delivers is not None:
        tried = sorted({*seen.delivers, *seen.delivers_as})
        missing = [code for code in tried if code in claimed.delivers and code not in seen.delivers]
        unexpected = [code for code in tried if code not in claimed.delivers and code in seen.delivers]
        if missing:
            yield Contradiction(about, f"received {ranges(missing)}", "delivered", "not delivered")
        if unexpected:
            yield Contradiction(about, f"received {ranges(unexpected)}", "not delivered", "delivered")
    for name, said, was in (
        ("empty_as", claimed.empty_as, seen.empty_as),
        ("dropped_as", claimed.dropped_as, seen.dropped_as),
    ):
        if said and said != ("none" if was is None else str(was)):
            yield Contradiction(about, name, said, "none" if was is None else str(was))
