"""What names say: the words in an identifier, and which of them speak of a WebSocket or of a close code."""

import re
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus

WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
COMPOUNDS = {
    "websocket": ("websocket",), "websockets": ("websocket",), "wsconn": ("ws", "conn"), "closecode": ("close", "code"), "closecodes": ("close", "code"),
    "onclose": ("on", "close"), "onclosed": ("on", "closed"), "statuscode": ("status", "code"), "codes": ("code",), "reasons": ("reason",), "statuses": ("status",), "sockets": ("socket",), "goingaway": ("going", "away"),
    "closestatus": ("close", "status"), "closereason": ("close", "reason"), "closeevent": ("close", "event"), "closeframe": ("close", "frame"), "wsclose": ("ws", "close"), "ondisconnect": ("on", "disconnect"),
}  # fmt: skip

SOCKET = frozenset({"ws", "wss", "websocket", "socket", "sock"})
CLOSING = frozenset({"close", "closed", "closing", "closes", "closure", "disconnect", "disconnected", "disconnection"})
CARRIERS = frozenset(
    """
    conn connection client peer session channel transport gateway stream consumer link subscriber
    handler self this c s driver user player
    """.split()
)
DURATION = frozenset(
    """
    timeout delay interval ms millis milliseconds seconds after duration time retry backoff wait
    sleep ttl age limit size max min length count port width height index year offset bytes buffer
    grace period deadline debounce linger
    """.split()
)


OPERATION = frozenset({"op", "opcode", "opcodes"})  # what a frame is, not why it closes: `WebSocketOpCode`


@cache
def words(name: str) -> tuple[str, ...]:
    """The lower-case words of an identifier: `onCloseCode` and `ON_CLOSE_CODE` are on, close, code."""
    found: list[str] = []
    for piece in WORD.findall(name.replace("WebSocket", "Websocket").replace("WebSockets", "Websocket")):
        lower = piece.lower()
        found.extend(COMPOUNDS.get(lower, (lower,)))
    joined: list[str] = []
    for word in found:
        if joined and joined[-1] == "web" and word in ("socket", "sockets"):
            joined[-1] = "websocket"
        else:
            joined.append(word)
    return tuple(joined)


HAVING_TO_DO = frozenset({"wss", "dispatcher", "router", "factory", "registry", "notifier", "broadcaster"})
"""At the end of a name, what only has to do with connections and is none."""


@cache
def is_socket_name(name: str) -> bool:
    """`ws`, `chatSocket`, `web_socket`, `wsRef`, `ws2`; not what only has to do with them, `wss`, `wsDispatcher`."""
    found = words(name)
    said = bool(SOCKET.intersection(found)) or (name.lower().endswith(("ws", "socket")) and len(name) < 12)
    return said and found[-1] not in HAVING_TO_DO


OPENERS = frozenset({"upgrader", "dialer"})
"""What connections are made with, by names that the files of a package share."""

NOT_CONNECTIONS = frozenset(
    "event events args argument arguments params parameters payload packet data metadata settings stats metrics delegate callback callbacks hooks headers machine decoder encoder parser processor codec upgrader store registry server error exception code codes frame message options config opts handler manager factory pair request response status reason type state reader writer pool listener builder context source sink provider repository resolver mapper recorder monitor logger queue buffer task job scheduler worker thread loop executor debug info warn warning log print trace fatal url uri path route result results bag list map set dict collection group hub container stack dispatcher router controller emitter broadcaster notifier coordinator configuration setting option property properties props header credentials creator generator extension filter middleware interceptor converter strategy flag version key attribute registration initializer init".split()
)

DEEDS = frozenset("process handle send receive close start stop run serve register add remove delete validate read write notify update log broadcast test bench is has on should to as try parse convert set inc observe count record track report measure".split())  # fmt: skip
"""How methods begin that give no connection: `ProcessWebSocketConnectedAsync` where methods have capitals."""


def says_otherwise(found: tuple[str, ...]) -> bool:
    """Whether the last of a name's words is that of something else than a connection, or of several such things."""
    last = found[-1] if found else ""
    return last in NOT_CONNECTIONS or last.removesuffix("s") in NOT_CONNECTIONS


@cache
def is_websocket_class(name: str) -> bool:
    """`ReconnectingWebSocket`, `WsConnection`: a class whose objects are connections, by its name."""
    found = words(name)
    return bool({"websocket", "ws"}.intersection(found)) and not says_otherwise(found)


@cache
def is_carrier_name(name: str) -> bool:
    """A name that may stand for a connection of any kind."""
    return bool(CARRIERS.intersection(words(name)))


@cache
def is_websocket_name(name: str) -> bool:
    """`ws`, `guest_ws`, `webSocketClient`: a variable that is one connection, by its name alone."""
    found = words(name)
    one = bool(found) and not name[:1].isupper() and (found[-1] in ("ws", "websocket") or found[-1] in CARRIERS)
    return one and is_websocket_class(name)


CLOSED_BESIDE = frozenset(
    """
    position order trade deal ticket issue auction price candle modal dialog window popup tooltip menu drawer sheet file
    db database to
    """.split()
)
"""What else is closed, by the word beside: `closePosition`, `onModalClosed`, `closing_price`; or near: `toBeCloseTo`."""


OTHERS = frozenset(
    "db database redis cache broker mqtt amqp rabbit rabbitmq kafka nats mongo sql postgres pool producer consumer".split()
)
"""In the names of what is connected to something else."""


@cache
def is_closing_name(name: str) -> bool:
    """A name that speaks of a close, and not of several closed things, `getClosedOrders`, or of one that is no connection."""
    said = words(name)
    return any(
        word in CLOSING
        and not (word == "closed" and is_several(said[place + 1 :]))
        and CLOSED_BESIDE.isdisjoint(said[max(place - 1, 0) : place + 2])
        for place, word in enumerate(said)
    )


FRAME_PARTS = frozenset({"frame", "payload", "body", "message", "reason"})


@cache
def is_close_frame_name(name: str) -> bool:
    """`parseClosePayload`, `read_close_frame`: what a close frame is read by, or its payload."""
    return is_closing_name(name) and not FRAME_PARTS.isdisjoint(words(name))


def is_several(following: tuple[str, ...]) -> bool:
    return bool(following) and following[0].endswith("s") and len(following[0]) > 4 and following[0] != "status"


TOLD = frozenset({"closed", "closure", "disconnect", "disconnected", "websocket", "ws"})
TELLS = frozenset({"error", "exception", "event", "closed", "disconnect", "disconnected"})


@cache
def is_close_told(name: str) -> bool:
    """The name of an exception or an event by which a close is told: `WebSocketDisconnect`, `ConnectionClosedError`."""
    said = words(name)
    closes = not TOLD.isdisjoint(said) or is_closing_name(name)
    return (closes and said[-1] in TELLS) or said == ("close", "event")


@cache
def is_code_name(name: str) -> bool:
    """A name that says close code in full: `closeCode`, `WS_CLOSE_IDLE`, `websocket_status_code`, `disconnectCode`."""
    said = without_purpose(words(name))
    found = set(said)
    if DURATION.intersection(found):
        return False
    closing = bool(CLOSING.intersection(found))
    if not closing and OPERATION.intersection(found):
        return False
    if said[-2:] == ("error", "code") and found.isdisjoint({"close", "ws", "websocket"}):
        return False  # SOCKET_CLOSED_ERROR_CODE: one error of several
    coded = bool(found & {"code", "status", "reason"})
    socket = bool(found & {"ws", "websocket"})
    return (closing and coded) or (socket and bool(found & {"code", "status"})) or (socket and closing)


def without_purpose(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without those after "close code" or "ws code", which say what the code is for:
    `CLOSE_CODE_SESSION_TIMEOUT`, `WS_CODE_UNKNOWN_OPCODE`."""
    place = said.index("code") if "code" in said else 0
    return said[: place + 1] if not {"ws", "websocket", *CLOSING}.isdisjoint(said[:place]) else said


@cache
def is_code_group(name: str) -> bool:
    """The name of an enum, class or table of close codes: `CloseCode`, `WebSocketCloseStatus`, `WS_CODES`."""
    found = set(words(name))
    if DURATION.intersection(without_purpose(words(name))):
        return False
    closing = bool(found & {"close", "closing", "closure", "disconnect"})
    if not closing and OPERATION.intersection(found):
        return False
    return (
        closing
        and bool(
            found & {"code", "status", "reason", "event", "frame", "type", "map", "names", "descriptions", *OPERATION}
        )
    ) or (bool(found & {"ws", "websocket"}) and bool(found & {"code", "status", "close"}))


@cache
def is_own_reason(name: str) -> bool:
    """The name of a group of reasons of the project's own, not of codes: `DisconnectReason`."""
    found = set(words(name))
    return bool(found & {"disconnect", "disconnected"}) and not found & {"code", "close", "status", "ws", "websocket"}


OF_CODES = frozenset({"code", "status", "constants", "enum"})  # not a `close_code_handler`
HOLDERS = frozenset({"index", "mod", "__init__", "lib"})
"""What a file is called that stands for its folder."""


@cache
def is_module_of_codes(path: str) -> bool:
    """Whether a file is called as one that holds close codes, or as Go's packages, its folder:
    `close-codes.ts`, `closecode/all.go`."""
    *folders, file = path.rsplit("/", 2)
    stem, _, suffix = file.rpartition(".")
    named = [stem, *(folders[-1:] if suffix == "go" or stem in HOLDERS else ())]
    return any(is_code_type(one) and words(one)[-1] in OF_CODES and words(one)[0] != "test" for one in named)


def is_code_type(name: str) -> bool:
    """The name of a type whose values are close codes: `CloseCode`, `websocket.StatusCode`; not `WebSocketStatus`."""
    coded = "code" in words(name) or ("status" in words(name) and is_closing_name(name))
    return coded and is_code_group(name) and not is_own_reason(name)


@cache
def normal(name: str) -> str:
    """A constant's name without its prefixes and punctuation, for comparing with the registry's names."""
    kept = [word for word in words(name) if word not in ("ws", "websocket", "close", "code", "status", "rfc", "event", "closure", "err", "error") and not word.isdigit()]  # fmt: skip
    return "".join(kept)


REGISTRY = {
    1000: ("normal", "normally", "ok"), 1001: ("goingaway", "away", "goaway", "endpointgoingaway", "clientgoingaway", "servergoingaway", "endpointunavailable"), 1002: ("protocol", "protocolerror"),
    1003: ("unsupported", "unsupporteddata", "cannotaccept", "unacceptable", "unsupportedtype", "unknowntype", "unacceptabledatatype"),
    1004: ("reserved", "unused"), 1005: ("nostatus", "norcvd", "nostatusrcvd", "nostatusreceived", "nocode", "nullreceived", "noreceived", "empty", "received", "nopresent", "nullpresent"),
    1006: ("abnormal", "abnormally", "noframe"), 1007: ("invaliddata", "invalidframepayloaddata", "inconsistent", "invalidpayload", "badmessageformat", "notconsistent", "inconsistentdata", "invalidframe", "unsupportedpayload", "invalidutf", "baddata", "invalidpayloaddata", "noutf", "encoding"),
    1008: ("policy", "policyviolation", "violatedpolicy", "policyvalidation"), 1009: ("messagetoobig", "toolarge", "toobig", "messagetoolarge", "big", "size", "toobigdata"),
    1010: ("mandatoryextension", "extension", "mandatoryext", "extensionrequired", "missingextension", "mandatoryextensionmissing", "requiredextension", "extensionmissing", "needextension"),
    1011: ("internal", "unexpectedserver", "internalserver", "internalerror", "internalservererror", "server", "unexpectedcondition", "unexpected", "internalserverexception", "serverunexpectedcondition"),
    1012: ("servicerestart", "restart", "restarting"), 1013: ("tryagainlater", "tryagain", "overload", "serviceoverload"), 1014: ("badgateway", "gateway"),
    1015: ("tlshandshake", "tls", "tlsfailed", "handshake", "tlsfailure", "tlshandshakefail", "tlshandshakefailure", "tlshandshakefailed", "secure"),
    3000: ("unauthorized",), 3003: ("forbidden",), 3008: ("timeout",),
}  # fmt: skip
BY_NAME = {name: number for number, names in REGISTRY.items() for name in names if number < 3000}
ALSO_HTTP = frozenset(
    """
    ok badrequest unauthorized forbidden notfound methodnotallowed notacceptable conflict gone toomanyrequests
    requesttimeout server internalserver notimplemented badgateway serviceunavailable gatewaytimeout
    """.split()
)
"""Names that a status of HTTP has too: the word "status" beside one says nothing."""
PLAIN = frozenset(
    """
    normal goingaway protocolerror unsupporteddata nostatus nostatusreceived nostatusrcvd abnormal
    policyviolation messagetoobig internalerror internalservererror servicerestart tryagainlater
    badgateway tlshandshake
    """.split()
)


HTTP_NAMES = {
    **{normal(status.name): status.value for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST},
    "unauthenticated": 401, "ratelimited": 429, "toomany": 429, "unavailable": 503,
}  # fmt: skip


def mirrors_http(name: str, number: int) -> bool:
    """Whether a constant is by its name a status of HTTP that closes a WebSocket, 4000 higher: `WS_UNAUTHORIZED` and 4401."""
    said = {"close", "closure", "ws", "websocket"}.intersection(words(name))
    return bool(said) and number >= 4400 and HTTP_NAMES.get(normal(name)) == number - 4000


ANSWERS = frozenset({"request", "req", "response", "res", "resp", "reply", "answer", "result", "body", "data", "payload", "http", "api", "xhr"})  # fmt: skip


def is_beyond_http(names: Iterable[str], number: int | None) -> bool:
    """Whether what is called a status code can't be one of HTTP, and is of no answer: `failure.statusCode` and 1009.
    1000 and 1001 are what services begin with that count their own."""
    *of, name = names
    said = words(name)
    return (
        number is not None
        and 1002 <= number <= 1015
        and said[-2:] == ("status", "code")
        and all(ANSWERS.isdisjoint(words(each)) for each in (*of, name))
    )


CLOSE_IN_CAPITALS = re.compile("(?:ws|Ws|WS)?[cC]lose(?=[A-Z])")  # closeKicked, WsCloseKicked


@cache
def family(name: str) -> str:
    """How the constants begin that are written as this one is: `WS_CLOSE_` of `WS_CLOSE_FORBIDDEN`, `close` of
    `closeForbidden`, "" where none need be."""
    begin, found, rest = name.partition("CLOSE_")
    if rest and name.isupper():
        return begin + found
    return capitals[0] if (capitals := CLOSE_IN_CAPITALS.match(name)) else ""


TELLING = {
    1001: {"away"}, 1002: {"protocol"}, 1003: {"unsupported"}, 1006: {"abnormal", "abnormally"}, 1007: {"utf", "payload"}, 1008: {"policy"},
    1009: {"big", "large"}, 1010: {"extension", "extensions"}, 1011: {"internal"}, 1012: {"restart", "restarting"}, 1015: {"tls"},
}  # fmt: skip
"""The word that a sentence about a code has: "A protocol error has occurred"."""


def names_code(name: str, number: int) -> bool:
    """Whether this name, or a text, is one that a registry code goes by: `CLOSE_NORMAL` and 1000."""
    told = " " in name and not TELLING.get(number, set()).isdisjoint(words(name))
    return told or normal(name) in REGISTRY.get(number, ())


def says_number(name: str, number: int) -> bool:
    """Whether a name that a registry code goes by has its number in it, too: `CODE_1001_GOING_AWAY`."""
    return str(number) in words(name) and names_code(name, number)


@cache
def is_registry_constant(name: str) -> bool:
    """A constant that is a code of the registry by its name alone: `CLOSE_GOING_AWAY`, `WS_CLOSE_PROTOCOL_ERROR`."""
    return name.isupper() and "CLOSE" in name.split("_") and (normal(name) in PLAIN or is_distinct(name))


DISTINCT = PLAIN - {"normal", "abnormal"}
"""Names that hardly anything but a close code has."""


@cache
def is_distinct(name: str) -> bool:
    """Whether a name is, but for saying that it is a close code, one that hardly anything else has: `PROTOCOL_ERROR`."""
    return "".join(w for w in words(name) if w not in ("ws", "websocket", "close", "code", "status")) in DISTINCT


@cache
def may_be_code(name: str) -> bool:
    """Whether a constant's name is worth asking what it is: `PROTOCOL_ERROR`, `CLOSE_IDLE`, `StatusGoAway`."""
    if is_distinct(name) or (name.isupper() and "CLOSE" in name.split("_")):
        return True
    return normal(name) in BY_NAME and not {"close", "closure", "status"}.isdisjoint(words(name))


NEIGHBOURS = (
    ("NORMAL", 1000), ("NORMAL_CLOSURE", 1000), ("GOING_AWAY", 1001), ("GO_AWAY", 1001), ("PROTOCOL_ERROR", 1002), ("UNSUPPORTED_DATA", 1003), ("NO_STATUS", 1005), ("ABNORMAL", 1006), ("ABNORMAL_CLOSURE", 1006),
    ("INVALID_PAYLOAD", 1007), ("POLICY_VIOLATION", 1008), ("MESSAGE_TOO_BIG", 1009), ("MESSAGE_TOO_LARGE", 1009), ("TOO_BIG", 1009), ("INTERNAL_ERROR", 1011), ("SERVER_ERROR", 1011),
)  # fmt: skip


@cache
def neighbours(name: str) -> tuple[tuple[str, int], ...]:
    """Codes of the registry as constants that are written as this one is: GOING_AWAY, goingAway, going_away or GoingAway,
    and with what this one begins or ends with: STATUS_GOING_AWAY, StatusGoingAway, GoingAwayCode."""
    found: list[tuple[str, int]] = []
    first, joint, _ = name.partition("_")
    *before, last = WORD.findall(name) or [""]
    for said, number in NEIGHBOURS:
        parts = [part.capitalize() for part in said.split("_")]
        if name.isupper():
            found.append((said, number))
            if joint:
                found.append((f"{first}_{said}", number))
                found.append((f"{said}_{last}", number))
        elif name[:1].isupper():
            found.append(("".join(parts), number))
            if before:
                found.append(("".join((before[0], *parts)), number))
                found.append(("".join((*parts, last)), number))
        elif name.islower() and len(parts) > 1:
            found.append((said.lower(), number))
            if not joint:
                found.append((parts[0].lower() + "".join(parts[1:]), number))
        else:
            found.append((parts[0].lower() + "".join(parts[1:]), number))
    return tuple(found)


def is_bare_constant(parts: tuple[str, ...]) -> bool:
    """A constant without its enum, by a name that the registry gives a code: `GOING_AWAY`."""
    return len(parts) == 1 and parts[0].isupper() and normal(parts[0]) in PLAIN


@cache
def is_unmistakable(name: str) -> bool:
    """Whether a name is one that no list of other errors has: `SERVICE_RESTART`, but not `INTERNAL_ERROR`."""
    return is_distinct(name) and "error" not in words(name) and normal(name) not in ALSO_HTTP


def plausible(number: int | None) -> bool:
    """Whether a number could be a close code at all. Never enough by itself."""
    return number is not None and (1000 <= number <= 1015 or 3000 <= number <= 4999)
