"""What a code does at this very place with this library: the paragraph **Here** of a hover, from facts alone."""

from wsclose.analysis.facts import Certainty, CodeUse, Connection, SentCode
from wsclose.knowledge import codeset, data
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.knowledge.texts import text

TEXTS = {
    "the-peer": "the peer",
    "the-client": "the client",
    "the-server": "the server",
    "the-browser": "the browser",
    "this-library": "the library",
    "throws": "`{method}()` throws **{error}**",
    "raises": "`{method}()` raises **{error}**",
    "returns": "`{method}()` fails with *{error}*",
    "fails": "`{method}()` fails",
    "refused": "{library} refuses it: {fails}.",
    "refused-open": "{library} refuses it: {fails} and the connection stays open.",
    "refused-closing": "{library} refuses it: {fails} and the connection is left half closed.",
    "refused-dropped": "{library} refuses it: {fails} and the connection is dropped; {peer} sees **1006**.",
    "refused-empty": "{library} refuses it: {fails} and {peer} gets a close frame without a code, **1005**.",
    "refused-other": "{library} does not send it: `{method}()` sends another code instead.",
    "takes": "It takes {codes}.",
    "page-takes": "A page may send 1000 or 3000–4999.",
    "page-leaves": "When the user leaves, the browser sends 1001 by itself.",
    "no-code": "{library} reads {code} as “no code”: the close frame is empty, and {peer} sees **1005**.",
    "no-frame": "`{method}()` sends no close frame, and so no code: {peer} sees **1006**.",
    "sent": "{library} sends it, and {peer} receives **{code}**.",
    "unchecked": "{library} sends it unchecked, and {peer} has to end the connection with 1002 (protocol error).",
    "via": "It is sent through `{via}`.",
    "conditional": "A test comes before it is sent.",
    "compared-empty": "{library} reports {code} when the close frame had no code.",
    "compared-dropped": "{library} reports {code} when the connection was lost without a close frame.",
    "compared-local": "{code} is one of the codes that {library} makes up itself.",
    "compared-never": "{library} never reports {code}.",
    "assumed": "(Its name says that this is a WebSocket, nothing else does.)",
}
"""In English; a locale has them under `here`."""

_FAILS = {"python": "raises", "ruby": "raises", "go": "returns", "rust": "returns"}


def say(key: str, locale: str, /, **values: object) -> str:
    """One sentence in the reader's language, beginning with a capital letter."""
    return capital(phrase(key, locale, **values))


def phrase(key: str, locale: str, /, **values: object) -> str:
    """One of the texts, as it stands within a sentence."""
    return text(f"here.{key}", TEXTS[key], locale, **values)


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
    names = {"library": name(sent.connection, locale), "peer": peer(sent.connection, locale), "method": method.name}
    if method.sends == "nothing":
        return say("no-frame", locale, **names)
    if number in method.no_status:
        return say("no-code", locale, code=number, **names)
    if sent.conditional:
        return say("conditional", locale)
    if method.accepts is not None and number not in method.accepts:
        return refusal(sent.connection, method, number, locale)
    return say("sent" if number in codeset.SENDABLE else "unchecked", locale, code=number, **names)


def refusal(connection: Connection, method: CloseMethod, number: int, locale: str) -> str:
    """How a code that is not accepted fails, what that leaves behind, and what would be accepted."""
    names = {"library": name(connection, locale), "peer": peer(connection, locale), "method": method.name}
    key = f"refused-{method.aftermath}" if method.aftermath else "refused"
    said = [say(key, locale, fails=failure(connection.library, method, method.error, locale), **names)]
    if connection.runtime == "browser" and method.accepts == codeset.BROWSER:
        said.append(say("page-takes", locale))
        if number == 1001:
            said.append(say("page-leaves", locale))
    elif method.accepts is not None:
        said.append(say("takes", locale, codes=method.accepts))
    return sentences(*said)


def failure(library: Library | None, method: CloseMethod, error: str, locale: str) -> str:
    """How a call fails in its language: it throws, raises, or returns an error."""
    how = _FAILS.get(library.family, "throws") if library is not None else "throws"
    return phrase(how if error else "fails", locale, method=method.name, error=error)


def name(connection: Connection, locale: str) -> str:
    """What closes the connection, as sentences call it."""
    library = connection.library
    if library is None:
        return phrase("this-library", locale)
    if library.id == "browser" and connection.runtime == "browser":
        return phrase("the-browser", locale)
    return quoted(library.title)


def quoted(title: str) -> str:
    """A library's title: code when it is a name, prose when it is words."""
    return title if " " in title else f"`{title}`"


def peer(connection: Connection, locale: str) -> str:
    """Who is at the other end."""
    return phrase({"client": "the-server", "server": "the-client"}.get(connection.side, "the-peer"), locale)


def assumed(connection: Connection | None, locale: str) -> str:
    """A word of caution where only a name says that this is a WebSocket."""
    likely = connection is not None and connection.certainty == Certainty.LIKELY
    return say("assumed", locale) if likely else ""


def evidence(connection: Connection | None) -> str:
    """Where what is said of the library comes from."""
    library = connection.library if connection is not None else None
    return f"*{library.evidence}*" if library is not None and library.evidence else ""


def received_facts(library: Library) -> dict[str, object]:
    """What a library's model says about the codes that it reports: `delivers`, `empty_as`, `dropped_as`, `local_codes`."""
    model = data.load(f"libraries/{library.family}").get(library.id, {})
    found: dict[str, object] = model.get("received", {})
    return found


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def sentences(*said: str) -> str:
    return " ".join(each for each in said if each)


def _compared(use: CodeUse, locale: str) -> str:
    """What it takes for this code to be received."""
    if use.connection is None or use.connection.library is None:
        return ""
    facts = received_facts(use.connection.library)
    names = {"library": name(use.connection, locale), "code": use.number}
    local = facts.get("local_codes", [])
    if str(use.number) == facts.get("dropped_as"):
        return say("compared-dropped", locale, **names)
    if str(use.number) == facts.get("empty_as"):
        return say("compared-empty", locale, **names)
    if isinstance(local, list) and use.number in local:
        return say("compared-local", locale, **names)
    delivers = facts.get("delivers")
    if isinstance(delivers, str) and use.number not in codeset.parse(delivers):
        return say("compared-never", locale, **names)
    return ""
