"""What is known of one library, as a page: what `wsclose explain --library` prints."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wsclose.knowledge import behaviour, codeset, data
from wsclose.knowledge.behaviour import Place
from wsclose.knowledge.library import CloseMethod, Libraries, Library, Received, Signature, Type, of_family
from wsclose.knowledge.texts import text
from wsclose.plain import plain

TEXTS = {
    "drops": "No close frame: the peer sees 1006.",
    "without-empty": "Without a code the close frame is empty: the peer sees 1005.",
    "without-code": "Without a code it sends {code}.",
    "without-nothing": "Without a code there is no close frame: the peer sees 1006.",
    "without-required": "A code is required.",
    "no-status": "{codes}: taken for “no code”.",
    "no-frame": "{codes}: no close frame is sent.",
    "carried": "The code travels in a message of the library's own; the close frame says {frame}.",
    "instead": "The peer gets {code} in the place of a code that is refused.",
    "aftermath-open": "After a refusal the connection stays open.",
    "aftermath-closing": "After a refusal the connection is left half closed: a second close sends nothing.",
    "aftermath-dropped": "After a refusal the connection is dropped: the peer sees 1006.",
    "aftermath-empty": "After a refusal the close frame goes out without a code: the peer sees 1005.",
    "aftermath-ignored": "After a refusal the connection stays open.",
    "reason-throws": "A reason of more than 123 bytes: {fails}.",
    "reason-truncates": "A reason of more than 123 bytes is cut.",
    "reason-writes": "A reason of more than 123 bytes is written all the same, which breaks the protocol.",
    "reason-drops": "A reason of more than 123 bytes is left out.",
    "reason-nothing": "With a reason of more than 123 bytes nothing is sent, and no error is raised.",
    "alone-sends": "A reason without a code is sent, with the code that goes out when none is given.",
    "alone-drops": "A reason without a code is left out.",
    "alone-throws": "A reason without a code: {fails}.",
    "alone-garbles": "A reason without a code is written where the code belongs: its first two bytes leave as the code.",
    "alone-undefined": "A reason without a code: implementations differ.",
    "string-throws": "A code written as a string: {fails}.",
    "string-converts": "A code written as a string is sent as the number.",
    "string-nothing": "With a code written as a string nothing is sent, and no error is raised.",
    "early-gives-up": "Before the connection is open it gives the handshake up: no code is sent.",
    "early-refuses": "Before the connection is accepted it refuses the handshake with HTTP 403: no code is sent.",
    "early-waits": "Before the connection is open it waits until it is, and then closes with the code.",
    "early-throws": "Before the connection is accepted it raises an error.",
    "awaited": "Nothing happens until it is awaited.",
    "received": "What is received",
    "delivers": "Codes that arrive: {codes}.",
    "delivers-none": "No code arrives.",
    "empty-as": "A close frame without a code arrives as {code}.",
    "dropped-as": "A connection that was lost without a close frame arrives as {code}.",
    "nothing": "no code",
    "local": "Made up by the library itself: {codes}.",
    "answer": "A close frame is not answered until `{method}()` is called.",
}
"""In English; a locale has them under `library-page`."""

REFERENCE = re.compile(r"(?:([\w-]+):)?([A-Z]\w*)")


@plain
class Closing:
    """A call that closes, as it is written: `close(code, reason)`. `type` tells apart calls of one name."""

    written: str
    type: Type
    method: CloseMethod


def all_libraries() -> Iterator[Library]:
    """Every library that comes with the package."""
    for family in sorted(name.removeprefix("libraries/") for name in _families()):
        yield from (library for library in of_family(family).by_id.values() if library.family == family)


def called(name: str) -> list[Library]:
    """The libraries that go by a name: their title, what is imported, or the name of their model."""
    asked = name.strip().lower()
    return [library for library in all_libraries() if asked in names(library)]


def names(library: Library) -> set[str]:
    """What a library goes by."""
    modules = (module.removesuffix(".*").removesuffix("/*") for module in library.modules)
    return {name.lower() for name in (library.title, library.id, library.id.replace("_", "-"), *modules)}


def library_markdown(library: Library, locale: str, /) -> str:
    """All that is known of a library."""
    home = _home(library)
    parts = [f"# {behaviour.heading(library, locale)}", f"{library.family} · {behaviour.evidence(library, locale)}"]
    for alike in _alike(closings(library)):
        heading = ", ".join(f"`{closing.written}`" for closing in alike)
        parts += [f"## {heading}", _bullets(_closing(alike[0], home, locale))]
    if received := list(_received(home.received, locale)):
        parts += [f"## {say('received', locale)}", _bullets(received)]
    for where, said in _differs(library, home, locale):
        parts += [f"## {where}", _bullets(said)]
    return "\n\n".join(parts) + "\n"


def code_here(library: Library, number: int, locale: str, /) -> str:
    """What becomes of one code with a library when it is sent, a paragraph for each call that does otherwise."""
    home = _home(library)
    said: dict[str, str] = {}
    known = [each for each in closings(library) if "code" in each.written]
    for closing in [each for each in known if not each.method.only_with_code] or known:
        sentences = behaviour.sending(Place(home, closing.type.side, home.runtime), closing.method, number, locale)
        said.setdefault(sentences.replace(closing.method.name, ""), f"`{closing.written}`: {sentences}")
    return "\n\n".join(said.values())


def library_json(library: Library) -> dict[str, Any]:
    """The same for programs."""
    home = _home(library)
    return {
        "kind": "library",
        "id": library.id,
        "title": library.title,
        "language": library.family,
        "runtime": library.runtime or None,
        "evidence": library.evidence,
        "closes": [
            {
                "call": closing.written,
                "type": closing.type.name,
                "side": closing.type.side or None,
                **_facts(closing.method),
            }
            for closing in closings(library)
        ],
        "received": _received_json(home.received),
        "differs": [
            {
                "on": list(each.on),
                "since": each.since or None,
                "until": each.until or None,
                "side": each.side or None,
                "closing": {key: _plain(value) for key, value in each.closing.items()},
                "received": _received_json(each.received) if each.received is not None else None,
            }
            for each in home.differs
        ],
    }


def closings(library: Library) -> list[Closing]:
    """The calls that close its connections, each way of behaving once."""
    found: dict[tuple[object, ...], Closing] = {}
    for kind in _types(library):
        for method in kind.closes.values():
            written = _written(library, method)
            key = (written, *sorted((name, repr(value)) for name, value in _facts(method).items()))
            found.setdefault(key, Closing(written, kind, method))
    twice = [closing.written for closing in found.values()]
    return [
        Closing(f"{each.type.name}.{each.written}", each.type, each.method) if twice.count(each.written) > 1 else each
        for each in sorted(found.values(), key=lambda closing: closing.method.only_with_code)
    ]


def _alike(known: list[Closing]) -> list[list[Closing]]:
    """Calls of one type that do the same."""
    found: dict[str, list[Closing]] = {}
    for closing in known:
        what = "nothing" if closing.method.sends == "nothing" else repr(_facts(closing.method))
        found.setdefault(f"{closing.type.name} {what}", []).append(closing)
    return list(found.values())


def say(key: str, locale: str, /, **values: object) -> str:
    return text(f"library-page.{key}", TEXTS[key], locale, **values)


def _families() -> Iterable[str]:
    compiled = (f"libraries/{path.stem}" for path in data.COMPILED.glob("libraries/*.json"))
    sources = (f"libraries/{path.name}" for path in data.HERE.glob("libraries/*") if path.is_dir())
    return {*compiled, *sources}


def _home(library: Library) -> Library:
    """The library whose connections these are: Starlette's for FastAPI, else its own."""
    return next((_owner(kind) for kind in _types(library)), library)


def _owner(kind: Type) -> Library:
    return next(library for library in all_libraries() if kind.library == library.id and kind in library.types.values())


def _types(library: Library) -> list[Type]:
    """Its types with calls that close; those of another library when it only hands them out."""
    own = [kind for kind in library.types.values() if kind.closes]
    if own:
        return own
    known = of_family(library.family)
    found: dict[str, Type] = {}
    for notation in _notations(library):
        for home, name in REFERENCE.findall(notation):
            if home and (kind := known.type(f"{home}:{name}", library.id)):
                found.update((each.name, each) for each in _with_bases(kind, known) if each.closes)
    return list(found.values())


def _with_bases(kind: Type, known: Libraries) -> Iterator[Type]:
    at: Type | None = kind
    while at is not None:
        yield at
        at = known.type(at.base, at.library) if at.base else None


def _notations(library: Library) -> Iterator[str]:
    for value in (
        *library.exports.values(),
        *(each for names in library.exports_of.values() for each in names.values()),
    ):
        yield from _of_signature(value)
    for kind in library.types.values():
        yield from (each for group in (kind.decorators, kind.overrides) for types in group.values() for each in types)
        for method in kind.methods.values():
            yield from _of_signature(method)


def _of_signature(value: Signature | str) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    yield value.returns
    yield from (each for types in value.handlers.values() for each in types)


def _written(library: Library, method: CloseMethod) -> str:
    """The call as it is written."""
    builder = next(iter(library.builders), "")
    inside = f"{builder}(code, reason)" if builder else "frame"
    given = [{"frame": inside, "_": "_"}.get(each, each) for each in method.parameters]
    if method.when is not None:
        given[method.when[0]] = method.when[1]
    if "code" not in method.parameters and "frame" not in method.parameters:
        given += [f"{keyword}={role}" for keyword, role in method.keywords.items() if role in ("code", "reason")]
    if method.sends == "nothing":
        given = [each for each in given if each == "_"]
    return f"{method.name}({', '.join(given)})"


def _closing(closing: Closing, home: Library, locale: str) -> Iterator[str]:
    """What a call does, a line a fact."""
    method, place = closing.method, Place(home, closing.type.side, home.runtime)
    if method.sends == "nothing":
        yield say("drops", locale)
        return
    takes_code = "code" in closing.written
    if takes_code:
        yield behaviour.takes(place, method, locale)
    if takes_code and method.close_frame:
        yield say("carried", locale, frame=1005 if method.close_frame == "empty" else method.close_frame)
    if takes_code and method.aftermath:
        yield say(f"aftermath-{method.aftermath}", locale)
    for key, shown in (("no-status", method.no_status), ("no-frame", method.no_frame)):
        if takes_code and shown.intervals:
            yield say(key, locale, codes=shown)
    if method.without_code.lstrip("-").isdigit():
        yield say("without-code", locale, code=method.without_code)
    else:
        yield say(f"without-{method.without_code}", locale)
    yield from _reasons(method, home, locale)
    if method.awaited:
        yield say("awaited", locale)
    if method.early:
        yield say(f"early-{method.early}", locale)
    if method.note:
        yield method.note


def _reasons(method: CloseMethod, home: Library, locale: str) -> Iterator[str]:
    if method.reason_limit:
        fails = behaviour.failure(home, method, method.reason_error, locale)
        yield say(f"reason-{method.reason_limit}", locale, fails=fails)
    if method.reason_without_code:
        yield say(
            f"alone-{method.reason_without_code}", locale, fails=behaviour.failure(home, method, method.error, locale)
        )
    if method.string_code:
        fails = behaviour.failure(home, method, method.string_error or method.error, locale)
        yield say(f"string-{method.string_code}", locale, fails=fails)


def _received(received: Received, locale: str) -> Iterator[str]:
    """What is made of what the peer sent, a line a fact."""
    if received.delivers is not None:
        codes = received.delivers
        yield say("delivers", locale, codes=codes) if codes.intervals else say("delivers-none", locale)
    for key, code in (("empty-as", received.empty_as), ("dropped-as", received.dropped_as)):
        if code:
            yield say(key, locale, code=say("nothing", locale) if code == "none" else code)
    if received.local_codes:
        yield say("local", locale, codes=", ".join(map(str, received.local_codes)))
    if received.answered_by:
        yield say("answer", locale, method=received.answered_by)


def _differs(library: Library, home: Library, locale: str) -> Iterator[tuple[str, list[str]]]:
    """Servers, runtimes, versions and sides, each with what is otherwise there."""
    method = next((each.method for each in closings(library) if each.method.sends == "frame"), None)
    for differs in home.differs:
        said: list[str] = []
        if method is not None and differs.closing:
            there, place = differs.method(method), Place(home, "", home.runtime)
            otherwise = [key for key in ("no_status", "no_frame") if key in differs.closing]
            said += [say(key.replace("_", "-"), locale, codes=differs.closing[key]) for key in otherwise]
            if {"accepts", "rewrites", "error"} & differs.closing.keys():
                said.append(behaviour.takes(place, there, locale))
            if there.error and there.rewrites and "rewrites" in differs.closing:
                said.append(say("instead", locale, code=there.rewrites[0][1]))
            if there.aftermath and "aftermath" in differs.closing:
                said.append(say(f"aftermath-{there.aftermath}", locale))
            known = set(_reasons(method, home, locale))
            said += [each for each in _reasons(there, home, locale) if each not in known]
        if differs.received is not None:
            usual = set(_received(home.received, locale))
            said += [each for each in _received(differs.received, locale) if each not in usual]
        if said:
            yield behaviour.where(differs, locale), said


def _facts(method: CloseMethod) -> dict[str, Any]:
    if method.sends == "nothing":
        return {"sends": method.sends}
    return {
        "sends": method.sends,
        "without_code": method.without_code,
        "accepts": _plain(method.accepts),
        "rewrites": _plain(method.rewrites),
        "close_frame": method.close_frame or None,
        "error": method.error or None,
        "aftermath": method.aftermath or None,
        "no_status": _plain(method.no_status),
        "no_frame": _plain(method.no_frame),
        "reason_limit": method.reason_limit or None,
        "reason_error": method.reason_error or None,
        "reason_without_code": method.reason_without_code or None,
        "string_code": method.string_code or None,
        "awaited": method.awaited,
        "early": method.early or None,
    }


def _received_json(received: Received) -> dict[str, Any]:
    return {
        "delivers": _plain(received.delivers),
        "empty_as": received.empty_as or None,
        "dropped_as": received.dropped_as or None,
        "local_codes": list(received.local_codes),
        "answered_by": received.answered_by or None,
    }


def _plain(value: object) -> object:
    """A set of codes as `1000, 3000-4999`; everything else as it is."""
    if isinstance(value, codeset.CodeSet):
        return str(value).replace("–", "-")
    if isinstance(value, tuple):
        return {str(_plain(shown)): sent for shown, sent in value}
    return value


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
