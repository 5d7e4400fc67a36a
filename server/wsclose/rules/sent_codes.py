"""What the rules about one sent code share: what a library takes, what it does otherwise, which code to offer instead."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wsclose.analysis.facts import Certainty, SentCode
from wsclose.knowledge import codeset, protocol
from wsclose.knowledge.behaviour import heading
from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.knowledge.texts import text
from wsclose.rules.rule import Context, Edit, Finding, Fix

SHARED = {
    "throws": "{method}() throws {error}",
    "raises": "{method}() raises {error}",
    "returns": "{method}() fails with “{error}”",
    "future": "{method}() throws nothing, but its future fails with {error}",
    "refuses": "{method}() refuses it",
    "open": "{fails} and the socket stays open",
    "closing": "{fails} and the socket is left half closed",
    "dropped": "{fails} and drops the connection without a close frame",
    "empty": "{fails} and the peer gets a close frame without a code",
    "instead": "{method}() sends {instead} instead",
    "fails-instead": "{fails} and the peer gets {instead}",
    "ignored": "{method}() raises no error, nothing is sent, and the socket stays open",
    "carried": "it goes in a message, and the close frame says {frame}",
    "nothing": "{method}() raises no error, and no close frame is sent",
    "writes": "whoever receives it ends the connection with 1002 (protocol error)",
    "no-room": "it does not fit into the two bytes of a close frame",
    "send": "Send {code}",
    "or": "{others} or {last}",
}
"""Texts that several rules use; a locale has them under `sent-codes`."""

FAILS = {"python": "raises", "ruby": "raises", "go": "returns", "rust": "returns"}  # others throw
FAILING = frozenset(("catch", "error"))
MEANT_TO_END = frozenset((-1, 0, 1, 200, 1005))
HAPPENED = frozenset((1004, 1006, 1015))


def say(key: str, context: Context, /, **values: object) -> str:
    """One of the texts above in the reader's language."""
    return text(f"sent-codes.{key}", SHARED[key], context.locale, **values)


def one_of(codes: Iterable[int], context: Context) -> str:
    """`4401 or 3000`: codes to choose from, in the reader's language."""
    *others, last = map(str, codes)
    return say("or", context, others=", ".join(others), last=last) if others else last


def accepted(sent: SentCode) -> CodeSet:
    """What may be sent here: what the protocol allows, cut down to what the library takes."""
    allowed = codeset.SENDABLE
    if sent.method is not None and sent.method.accepts is not None:
        allowed = allowed.without(codeset.ALL.without(sent.method.accepts))
    return allowed


def means_no_code(sent: SentCode) -> bool:
    """Whether the library reads this number as "no code"."""
    return sent.method is not None and (
        sent.code.number in sent.method.no_status or sent.code.number in sent.method.no_frame
    )


def is_browser(sent: SentCode) -> bool:
    return sent.connection.runtime == "browser"


def is_likely(sent: SentCode) -> bool:
    """Whether only names say that this is a WebSocket."""
    return sent.connection.certainty == Certainty.LIKELY


def follows_browsers(sent: SentCode) -> bool:
    """Whether the WHATWG's rule holds here: in a browser, and where a library hands the code on to such a WebSocket."""
    method = sent.method
    return is_browser(sent) or (
        method is not None
        and method.accepts == codeset.BROWSER
        and (method.error == "InvalidAccessError" or method.aftermath == "ignored")
    )


def name_of(sent: SentCode, context: Context) -> str:
    """The library as messages begin with it."""
    return heading(sent.connection.library, context.locale) if sent.connection.library is not None else ""


def fails(library: Library | None, method: CloseMethod, error: str, context: Context) -> str:
    """`close() throws RangeError`, in the words of the library's language."""
    how = method.fails or (FAILS.get(library.family, "throws") if library is not None else "throws")
    return say(how, context, method=method.name, error=error) if error else say("refuses", context, method=method.name)


def consequence(sent: SentCode, context: Context) -> str:
    """What comes of sending this code here."""
    method, number = sent.method, sent.code.number
    if method is not None and method.close_frame and (method.accepts is None or number in method.accepts):
        return say("carried", context, frame=1005 if method.close_frame == "empty" else method.close_frame)
    if method is None or method.accepts is None or number in method.accepts:
        return say("writes" if 0 <= number <= 65535 else "no-room", context)
    failed, instead = fails(sent.connection.library, method, method.error, context), method.instead(number)
    if instead is not None:
        key = "fails-instead" if method.error else "instead"
        return say(key, context, fails=failed, method=method.name, instead=instead)
    if method.aftermath == "ignored":
        return say("ignored", context, method=method.name)
    return say(method.aftermath, context, fails=failed) if method.aftermath else failed


def replacements(sent: SentCode, numbers: Iterable[int], context: Context) -> tuple[Fix, ...]:
    """A fix for every number that may be sent here, in the order given. A constant gives way to another of its group."""
    allowed = accepted(sent)
    return tuple(
        Fix(say("send", context, code=number), (Edit(sent.start, sent.end, instead),))
        for number in dict.fromkeys(numbers)
        if number in allowed
        and number != sent.code.number
        and not unwelcome(number, sent)
        and (instead := written_like(sent, number, context))
    )


def written_like(sent: SentCode, number: int, context: Context) -> str:
    """A number as the code that stands here is written; "" for one with no name where only a whole frame can stand."""
    library, method = sent.connection.library, sent.method
    if sent.code.form != "constant" or library is None:
        return str(number)
    head, _, name = context.source[sent.start : sent.end].decode().replace("::", ".").rpartition(".")
    group = head.rpartition(".")[2]
    for key, value in library.constants.items():
        of, _, named = key.rpartition(".")
        if value == number and of in ("", group) and head:
            return f"{context.source[sent.start : sent.end - len(name.encode())].decode()}{named}"
    is_frame = f"{group}.{name}" in library.constants and method is not None and "frame" in method.parameters
    return "" if is_frame else str(number)


def fitting(sent: SentCode) -> tuple[int, ...]:
    """Codes that may be sent here and say what a code that may not was probably meant to say."""
    allowed, number = accepted(sent), sent.code.number
    return tuple(code for code in _wanted(number, is_browser(sent)) if code in allowed)


def _wanted(number: int, in_browser: bool) -> tuple[int, ...]:
    if number in MEANT_TO_END:
        return (1000,)
    if found := protocol.for_http_status(number):
        return found
    if number in HAPPENED:
        return (4500,) if in_browser else (1011, 4500)
    if 1000 < number < 2000:
        return (1000, 4000 + (number - 1000))
    return (4000 + number % 1000,) if number >= 0 else (1000,)


def on_the_wrong_side(number: int, side: str) -> bool:
    """Whether a code belongs to the other side alone: 1010 to clients, 1012 to 1014 to servers."""
    return (side == "server" and number == 1010) or (side == "client" and number in (1012, 1013, 1014))


def unwelcome(number: int, sent: SentCode) -> bool:
    """Whether a rule would report this code here, although the library takes it."""
    side, around = sent.connection.side, surroundings(sent)
    if number == 1000:
        return bool(around & FAILING) or ("shutdown" in around and side == "server")
    return on_the_wrong_side(number, side) or is_unregistered(number)


def surroundings(sent: SentCode) -> frozenset[str]:
    """What the close call stands in; nothing for a code that a wrapper or a frame carries there."""
    return sent.call.surroundings if sent.call is not None else frozenset()


def is_unregistered(number: int) -> bool:
    """Whether IANA would have to register this number before anyone uses it, and has not."""
    return 3000 <= number <= 3999 and number not in protocol.REGISTERED


def refused(sent: SentCode) -> bool:
    """Whether the protocol allows this code and the library does not take it."""
    number = sent.code.number
    return number in codeset.SENDABLE and number not in accepted(sent) and not means_no_code(sent)


def on_its_server(sent: SentCode, context: Context) -> tuple[SentCode, str]:
    """A sent code as it is on the server, or with the version, that the project depends on, and the name of that; "" where
    it makes no difference."""
    library, method = sent.connection.library, sent.method
    if library is None or method is None or context.project is None or not library.differs:
        return sent, ""
    named = {name.partition(" --")[0] for differs in library.differs for name in differs.on}
    server = context.project.server(named)
    for differs in library.differs:
        if server in differs.on:
            method = differs.method(method)
    return (replace(sent, method=method), server) if method != sent.method else (sent, "")


def refusal(sent: SentCode, context: Context, server: str = "") -> Iterator[Finding]:
    """The finding of `browser-code` and `refused-code`: who refuses the code, what then happens, what goes instead."""
    key = "server" if server else "message" if is_browser(sent) or not name_of(sent, context) else "library"
    helped = "unload" if is_browser(sent) and sent.code.number == 1001 and "unload" in context.rule.messages else "help"
    named = {"library": name_of(sent, context), "server": server}
    yield from context.finding(
        sent.start,
        sent.end,
        context.say(key, code=sent.code.number, consequence=consequence(sent, context), **named),
        context.say(helped, takes=accepted(sent)),
        replacements(sent, fitting(sent), context),
        connection=sent.connection,
    )
