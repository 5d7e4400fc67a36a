"""What a library does with a code, in sentences: for the **Here** of a hover, and for `wsclose explain --library`."""

import re
from collections.abc import Iterator

from wsclose.knowledge import codeset, texts
from wsclose.knowledge.library import CloseMethod, Differs, Library
from wsclose.knowledge.texts import text
from wsclose.plain import plain

TEXTS = {
    "the-peer": "the peer",
    "the-client": "the client",
    "the-server": "the server",
    "the-browser": "the browser",
    "this-library": "the library",
    "throws": "`{method}()` throws **{error}**",
    "raises": "`{method}()` raises **{error}**",
    "returns": "`{method}()` fails with *{error}*",
    "future": "`{method}()` throws nothing, but its future fails with **{error}**",
    "fails": "`{method}()` fails",
    "refused": "{library} refuses it: {fails}.",
    "refused-open": "{library} refuses it: {fails} and the connection stays open.",
    "refused-closing": "{library} refuses it: {fails} and the connection is left half closed.",
    "refused-dropped": "{library} refuses it: {fails} and the connection is dropped; {peer} sees **1006**.",
    "refused-empty": "{library} refuses it: {fails} and {peer} gets a close frame without a code, **1005**.",
    "refused-ignored": "{library} does not send it and says nothing: `{method}()` raises no error, and the connection stays open.",
    "refused-instead": "{library} refuses it: {fails} and {peer} receives **{instead}**.",
    "instead": "{library} does not send it: {peer} receives **{instead}**, and `{method}()` raises no error.",
    "takes": "It takes {codes}.",
    "page-takes": "A page may send 1000 or 3000–4999.",
    "page-leaves": "When the user leaves, the browser sends 1001 by itself.",
    "no-code": "{library} reads {code} as “no code”: the close frame is empty, and {peer} sees **1005**.",
    "no-frame": "`{method}()` sends no close frame, and so no code: {peer} sees **1006**.",
    "carried": "{library} sends it in a message of its own; the close frame says **{frame}** whatever the code is.",
    "sent": "{library} sends it, and {peer} receives **{code}**.",
    "unchecked": "{library} sends it unchecked, and {peer} has to end the connection with 1002 (protocol error).",
    "takes-fails": "{library} takes {codes}; with any other code {fails}.",
    "takes-ignored": "{library} takes {codes}; with any other code nothing is sent, and no error is raised.",
    "takes-instead": "{library} sends {codes}; {others} leave as **{instead}**.",
    "takes-anything": "{library} sends whatever number it is given.",
    "there": "{where}: {what}",
    "on": "On {where}",
    "until": "Up to {version}",
    "since": "From {version}",
    "on-a-client": "On a client",
    "on-a-server": "On a server",
    "checked": "checked with {what}",
    "read": "read in {what}",
    "client-only": "(client)",
}
"""In English; a locale has them under `behaviour`."""

FAILS = {"python": "raises", "ruby": "raises", "go": "returns", "rust": "returns"}
"""How calls fail in a family of languages; in the others they throw."""


NOT_NEWEST = re.compile(r"(?<= )\d[\w.]*, (?=\d)")
"""In evidence, a version that a newer one follows."""


@plain
class Place:
    """Whose connection it is."""

    library: Library | None
    side: str = ""
    runtime: str = ""


def say(key: str, locale: str, /, **values: object) -> str:
    """One sentence in the reader's language, beginning with a capital letter."""
    return capital(phrase(key, locale, **values))


def phrase(key: str, locale: str, /, **values: object) -> str:
    """One of the texts, as it stands within a sentence."""
    return text(f"behaviour.{key}", TEXTS[key], locale, **values)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def sentences(*said: str) -> str:
    return " ".join(each for each in said if each)


def name(place: Place, locale: str) -> str:
    """What closes the connection, as sentences call it."""
    if place.library is None:
        return phrase("this-library", locale)
    if place.library.id == "browser" and place.runtime == "browser":
        return phrase("the-browser", locale)
    return quoted(title(place.library, locale))


def title(library: Library, locale: str) -> str:
    """What a library is called. Most have a name; a title that is a description is one in the reader's language."""
    found = texts.table(locale, "library-titles").get(library.id)
    return found if isinstance(found, str) else library.title


def heading(library: Library, locale: str) -> str:
    """The same at the beginning of a heading or a sentence. Names keep their small letters: `ws`."""
    found = title(library, locale)
    return capital(found) if found.startswith("the ") else found


def quoted(title: str) -> str:
    """A library's title: code when it is a name, prose when it is words."""
    return title if " " in title else f"`{title}`"


def peer(side: str, locale: str) -> str:
    """Who is at the other end."""
    return phrase({"client": "the-server", "server": "the-client"}.get(side, "the-peer"), locale)


def evidence(library: Library, locale: str, *, newest: bool = False) -> str:
    """Where what is said of a library comes from: `checked with ws 8.18.0, 8.23.0`, or only with the newest of each."""
    said = []
    for part in (NOT_NEWEST.sub("", library.evidence) if newest else library.evidence).split("; "):
        how, _, what = part.partition(" with " if part.startswith("checked") else " in ")
        what = what.replace("(client)", phrase("client-only", locale))
        said.append(phrase(how, locale, what=what) if how in ("checked", "read") else part)
    return "; ".join(said)


def sending(place: Place, method: CloseMethod, number: int, locale: str) -> str:
    """What comes of closing with a number, and where it is otherwise."""
    usual = outcome(place, method, number, locale)
    said = [usual]
    for differs in place.library.differs if place.library is not None else ():
        if not differs.closing or differs.side not in ("", place.side):
            continue
        there = outcome(place, differs.method(method), number, locale)
        if there != usual:
            said.append(condition(differs, there, locale))
    if method.accepts is not None and number not in method.accepts and method.sends == "frame":
        said[1:1] = _would_take(place, method, number, locale)
    return sentences(*said)


def outcome(place: Place, method: CloseMethod, number: int, locale: str) -> str:
    """What comes of closing with a number, in one sentence."""
    names = {
        "library": name(place, locale),
        "peer": peer(place.side, locale),
        "method": method.name,
        "code": number,
    }
    if method.sends == "nothing" or number in method.no_frame:
        return say("no-frame", locale, **names)
    if number in method.no_status:
        return say("no-code", locale, **names)
    if method.accepts is not None and number not in method.accepts:
        return _refusal(place, method, number, names, locale)
    if method.close_frame:
        return say("carried", locale, frame=1005 if method.close_frame == "empty" else method.close_frame, **names)
    return say("sent" if number in codeset.SENDABLE else "unchecked", locale, **names)


def takes(place: Place, method: CloseMethod, locale: str) -> str:
    """Which codes are sent, and what becomes of the others."""
    names = {"library": capital(name(place, locale)), "codes": method.accepts}
    if method.accepts in (None, codeset.ALL):
        return say("takes-anything", locale, **names)
    if method.rewrites and not method.error:
        (others, instead), *_ = method.rewrites
        return say("takes-instead", locale, others=others, instead=instead, **names)
    if method.aftermath == "ignored":
        return say("takes-ignored", locale, **names)
    return say("takes-fails", locale, fails=failure(place.library, method, method.error, locale), **names)


def condition(differs: Differs, what: str, locale: str) -> str:
    """What is otherwise somewhere: `Up to 8.18: ...`."""
    return phrase("there", locale, where=where(differs, locale), what=what)


def where(differs: Differs, locale: str) -> str:
    """Where something is otherwise: `On Node 22`, `On uvicorn, up to 0.37`."""
    said = [phrase(f"on-a-{differs.side}", locale)] if differs.side else []
    if differs.on:
        said.append(phrase("on", locale, where=", ".join(differs.on)))
    if differs.until:
        said.append(phrase("until", locale, version=differs.until))
    if differs.since:
        said.append(phrase("since", locale, version=differs.since))
    first, *others = said
    return ", ".join((first, *(each[:1].lower() + each[1:] for each in others)))


def failure(library: Library | None, method: CloseMethod, error: str, locale: str) -> str:
    """How a call fails in its language: it throws, raises, or returns an error."""
    how = method.fails or (FAILS.get(library.family, "throws") if library is not None else "throws")
    return phrase(how if error else "fails", locale, method=method.name, error=error)


def _refusal(place: Place, method: CloseMethod, number: int, names: dict[str, object], locale: str) -> str:
    fails, instead = failure(place.library, method, method.error, locale), method.instead(number)
    if instead is not None:
        return say("refused-instead" if method.error else "instead", locale, fails=fails, instead=instead, **names)
    return say(f"refused-{method.aftermath}" if method.aftermath else "refused", locale, fails=fails, **names)


def _would_take(place: Place, method: CloseMethod, number: int, locale: str) -> Iterator[str]:
    """What it would accept."""
    if place.runtime == "browser" and method.accepts == codeset.BROWSER:
        yield say("page-takes", locale)
        if number == 1001:
            yield say("page-leaves", locale)
    elif method.accepts is not None:
        yield say("takes", locale, codes=method.accepts)
