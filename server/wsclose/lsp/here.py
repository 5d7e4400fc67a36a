"""What a code does at this very place with this library: the paragraph **Here** of a hover, from facts alone."""

from wsclose.analysis.facts import Certainty, CodeUse, Connection, SentCode
from wsclose.knowledge import behaviour, codeset
from wsclose.knowledge.behaviour import Place, capital, sentences
from wsclose.knowledge.library import CloseMethod, Differs, Library, Received
from wsclose.knowledge.texts import text

TEXTS = {
    "via": "It is sent through `{via}`.",
    "conditional": "A test comes before it is sent.",
    "compared-empty": "{library} reports {code} when the close frame had no code.",
    "compared-dropped": "{library} reports {code} when the connection was lost without a close frame.",
    "compared-local": "{code} is one of the codes that {library} makes up itself.",
    "compared-never": "{library} never reports {code}.",
    "compared-unsent": "No peer that keeps to the protocol sends {code}.",
    "assumed": "(Its name says that this is a WebSocket, nothing else does.)",
}
"""In English; a locale has them under `here`."""


def say(key: str, locale: str, /, **values: object) -> str:
    """One sentence in the reader's language, beginning with a capital letter."""
    return capital(text(f"here.{key}", TEXTS[key], locale, **values))


def code(use: CodeUse | None, sent: SentCode | None, locale: str) -> str:
    """What becomes of a code where it stands; "" when no more is known than everybody knows."""
    if sent is not None:
        said = [sent_code(sent, locale)]
        if sent.via:
            said.append(say("via", locale, via=sent.via))
        connection: Connection | None = sent.connection
    elif use is not None and use.use == "compared":
        said, connection = [_compared(use, locale)], use.connection
    else:
        return ""
    return sentences(*said, assumed(connection, locale))


def sent_code(sent: SentCode, locale: str) -> str:
    """What this library does when it is told to send this code."""
    method, number = sent.method, sent.code.number
    if method is None:
        return ""
    if sent.conditional and method.sends == "frame" and number not in method.no_status:
        return say("conditional", locale)
    return behaviour.sending(place(sent.connection), method, number, locale)


def place(connection: Connection) -> Place:
    return Place(connection.library, connection.side, connection.runtime)


def failure(library: Library | None, method: CloseMethod, error: str, locale: str) -> str:
    """How a call fails in its language: it throws, raises, or returns an error."""
    return behaviour.failure(library, method, error, locale)


def name(connection: Connection, locale: str) -> str:
    """What closes the connection, as sentences call it."""
    return behaviour.name(place(connection), locale)


def peer(connection: Connection, locale: str) -> str:
    """Who is at the other end."""
    return behaviour.peer(connection.side, locale)


def assumed(connection: Connection | None, locale: str) -> str:
    """A word of caution where only a name says that this is a WebSocket."""
    likely = connection is not None and connection.certainty == Certainty.LIKELY
    return say("assumed", locale) if likely else ""


def evidence(connection: Connection | None, locale: str) -> str:
    """Where what is said of the library comes from."""
    library = connection.library if connection is not None else None
    return f"*{behaviour.evidence(library, locale, newest=True)}*" if library is not None and library.evidence else ""


def _compared(use: CodeUse, locale: str) -> str:
    """What it takes for this code to be received."""
    connection = use.connection
    if connection is None or connection.library is None:
        return ""
    library, number = connection.library, use.number
    usual = library.received_on(connection.side)
    names = {"library": name(connection, locale), "code": number}
    key = _arrival(number, usual)
    otherwise: list[tuple[Differs, str]] = []
    for differs in library.differs:
        if differs.received is not None and not differs.side:
            there = _arrival(number, differs.received)
            if there != key:
                otherwise.append((differs, there))
    said = [say(key, locale, **names)] if key and not (key == "compared-never" and otherwise) else []
    said += [
        behaviour.condition(differs, say(there, locale, **names), locale)
        for differs, there in otherwise
        if there and (there != "compared-never" or not key)
    ]
    return sentences(*said)


def _arrival(number: int, received: Received) -> str:
    """Which of the texts says how this code arrives; "" when it just does, or when nothing is known."""
    if str(number) == received.dropped_as:
        return "compared-dropped"
    if str(number) == received.empty_as:
        return "compared-empty"
    if number in received.local_codes:
        return "compared-local"
    if received.delivers is None:
        return ""
    if number not in received.delivers:
        return "compared-never"
    return "" if number in codeset.SENDABLE else "compared-unsent"
