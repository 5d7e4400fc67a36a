"""Which files can matter: the cheap test of bytes that decides what is parsed at all.

Everything that is looked for derives from the library models. The test has two steps, because every piece of text that
is searched for costs as much as reading the file again: a few short pieces let 90 % of all files go (*gate*), and only
the rest is searched for what a file that speaks of WebSockets must contain (*words*, *modules*).
"""

import re
from functools import lru_cache

from wsclose.knowledge import library
from wsclose.knowledge.library import Libraries, Library
from wsclose.plain import unique

WORDS = (
    *("websocket", "web_socket", "close_code", "closecode", "closeevent", "onclose", "on_close", "goingaway"),
    *("going_away", ".ws.close", "._ws.close", " ws.close", "\tws.close", "\nws.close"),  # but not `rows.close`
)
"""What names a WebSocket or a close code in every language."""

HEARD = {
    "javascript": (
        *(f"close{quote}, {function}(code, reason" for quote in "'\"" for function in ("", "function", "function ")),
        *(f"{api}.connectsocket" for api in ("wx", "uni", "taro", "tt", "swan", "qq")),
        "onsocketclose",
    ),
    "python": ("ws_connect",),
}
"""What a file says that names no WebSocket otherwise: it is handed its sockets and gives none of them a type,
`socket.on("close", (code, reason) => ...)`, or it only ever connects and reads, `session.ws_connect(url)`; a mini
program's `wx.connectSocket` opens nothing else."""

ROOTS = ("clos", "sock", "going")
"""One of these is in each of the WORDS and in nearly every name of every model. Short, but rare in other code."""

QUOTED = {"javascript", "go"}
"""Families that write a module's name in quotes where they import it."""

IMPORTING = {"python"}
"""Families where a module's name means nothing without an import: `channels` is also what an image has."""

ADDRESSED = (b"clos", (b"ws://", b"wss://", b"maxpayloadlength", b"express-ws"))
"""Where something is closed, the address of a WebSocket says enough, and so does how a server takes them in: the class that
connects to it, or the server, is in another file."""

CLOSING = re.compile(
    rb"clos\w*(?:\)?\.\w+)?\s*\(\s*(?:code\s*[=:]\s*)?[1-4]\d\d\d\s*,|\bws\.(?:abort|cancel|dispose|terminate)\s*\(|ws(?:client|conn|connection|handler|peer|session)\b"
)
"""Calls that look like one on a WebSocket whatever else the file says, `session.close(4001, "...")`, `feed.ws.cancel()`,
what a test asks of a mock of one, `session.close.assert_called_with(4001, "...")`, and names of types of another file that may be one: `GuestWsHandler`."""

COMMON = re.compile(r"\.(?:[A-Z]?[a-z]+|[A-Z]+)$")
"""A constant whose own name is one word, as in `CloseFrame.NORMAL`: it means nothing where nobody names its owner."""


@unique
class Relevance:
    """What is searched for in lower-cased text, for one family of languages."""

    gate: tuple[tuple[bytes, tuple[bytes, ...]], ...]  # a short piece, and the words that contain it
    # what says nothing alone, and what says it together with that: owners of constants with everyday names
    together: tuple[tuple[bytes, tuple[bytes, ...]], ...]
    everyday: tuple[bytes, ...]  # those names
    # one of these is there where `modules` matches, with a piece that is in all of them; much faster to search for
    hints: tuple[tuple[bytes, tuple[bytes, ...]], ...]
    modules: re.Pattern[bytes]


def mentions(text: bytes, family: str, more: tuple[Library, ...] = ()) -> bool:
    """Whether a file names a WebSocket, a close code, or a module of a library that is known. `more`: in-house ones."""
    return mention(text.lower(), family, more) is not None


def mention(lowered: bytes, family: str, more: tuple[Library, ...] = (), known: bytes = b"") -> bytes | None:
    """The word by which a lower-cased text does so, b"" where it is more than one, None where it does not.

    `known` is the word that was found the last time; it is probably still there.
    """
    return known if known and known in lowered else _look(lowered, of_family(family, more))[1]


def is_of(text: bytes, models: Libraries) -> bool:
    """Whether a file names what these models know of: `mentions`, for who has the models at hand."""
    return _look(text.lower(), derive(models))[1] is not None


def worth_reading(text: bytes, family: str, more: tuple[Library, ...] = ()) -> bool:
    """Whether a finding is possible in a file. Never says no to one that has a finding."""
    lowered = text.lower()
    passed, mentioned = _look(lowered, of_family(family, more))
    if mentioned is not None or not passed:
        return mentioned is not None
    # What is closed here may come from another file, and then only its constants' names are here.
    said = ROOTS[0].encode() in lowered and any(name in lowered for name in of_family(family, more).everyday)
    return said or CLOSING.search(lowered) is not None


def _look(lowered: bytes, relevance: Relevance) -> tuple[bool, bytes | None]:
    """(it passes the gate, what it mentions: see `mention`)"""
    passed = False
    for piece, words in relevance.gate:
        if piece in lowered:
            for word in words:
                if word in lowered:
                    return True, word
            passed = True
    if not passed:
        return False, None
    if any(piece in lowered and any(other in lowered for other in others) for piece, others in relevance.together):
        return True, b""
    hinted = any(piece in lowered and any(hint in lowered for hint in hints) for piece, hints in relevance.hints)
    return True, b"" if hinted and relevance.modules.search(lowered) is not None else None


def of_family(family: str, more: tuple[Library, ...] = ()) -> Relevance:
    """What to search for in a family's files."""
    return derive(library.of_family(family, more))


@lru_cache(64)
def derive(models: Libraries) -> Relevance:
    """Derives it from the models: a library that is added is found from then on."""
    quoted = models.family in QUOTED
    constants = {name for model in models.by_id.values() for name in model.constants}
    common = {
        name for name in constants if COMMON.search(name) is not None and not _covered(_telling(name.lower()), WORDS)
    }
    telling = {_telling(name.lower()) for name in constants - common}
    words = {*WORDS, *HEARD.get(models.family, ()), *_prefixes({name for name in telling if not _covered(name, WORDS)})}
    owners = _owners(common)
    modules = {_stem(module) for model in models.by_id.values() if not model.general for module in model.modules}
    modules = {name for name in modules if not _covered(name, words)}
    gate = set(ROOTS)
    for model in models.by_id.values():
        gate.update(piece for piece in _gate(model, quoted) if not _covered(piece, gate))
    gate.update(word for word in words if not _covered(word, gate))
    gate.update(owner for owner in owners if not _covered(owner, gate))
    kept = _shortest(words)
    pieces = [(piece, tuple(word for word in kept if piece in word)) for piece in _shortest(gate)]
    together = [(owner.encode(), _shortest(names)) for owner, names in sorted(owners.items())]
    everyday = _shortest({name for owner, names in owners.items() if ROOTS[0] in owner for name in names})
    hints = _grouped(_shortest({hint for name in modules for hint in _hints(name, quoted)}))
    return Relevance(
        tuple(pieces), (*together, ADDRESSED), everyday, hints, _modules(modules, quoted, models.family in IMPORTING)
    )


def _stem(module: str) -> str:
    """A module's name, or how the names begin that a pattern such as `websockets.*` stands for."""
    return module.lower().rstrip("*").rstrip("./")


def _prefixes(names: set[str]) -> set[str]:
    """The same names, but one prefix for those that begin alike: `close_reason_` for a dozen."""
    found: set[str] = set()
    for name in names:
        first, _, rest = name.partition("_")
        prefix = f"{first}_{rest.partition('_')[0]}_"
        alike = len(prefix) > 10 and name.startswith(prefix) and sum(other.startswith(prefix) for other in names) > 2
        found.add(prefix if alike else name)
    return found


def _owners(constants: set[str]) -> dict[str, set[str]]:
    """What has these constants, each with their own names: `closeframe` has `normal`."""
    found: dict[str, set[str]] = {}
    for constant in constants:
        owner, _, last = constant.lower().rpartition(".")
        found.setdefault(owner.rpartition(".")[2], set()).add(last)
    return found


def _telling(constant: str) -> str:
    """The part of a constant's name to look for: of `CloseCode.Forbidden` the first, since the second is everywhere."""
    owner, _, last = constant.rpartition(".")
    return owner.rpartition(".")[2] if _covered(owner, WORDS) else last


def _gate(model: Library, quoted: bool) -> set[str]:
    """What is in every file that uses this library to some end: its modules' names, or the names of what closes."""
    modules = {module for module in map(_stem, model.modules) if not _covered(module, ROOTS)}
    if not modules:
        return set()
    named = {hint for module in modules for hint in _hints(module, quoted) if not model.general}
    if "default" in model.exports:  # a connection may be made under any name
        return named
    names = {name.lower() for kind in model.types.values() for name in kind.closes}
    names.update(  # a method that is told the code need not close anything itself
        name.lower()
        for kind in model.types.values()
        for name, parameters in kind.overrides.items()
        if not {"code", "reason"}.isdisjoint(parameters)
    )
    names.update(name.lower() for name in (*model.builders, *model.predicates))
    names = {name for name in names if not _covered(name, ROOTS)}
    return names if len(names) < 4 and all(len(name) > 4 for name in names) else named


def _grouped(hints: tuple[bytes, ...]) -> tuple[tuple[bytes, tuple[bytes, ...]], ...]:
    """Those with a root together, each of the others by itself."""
    roots = [root.encode() for root in ROOTS]
    found: dict[bytes, list[bytes]] = {}
    for hint in hints:
        found.setdefault(next((root for root in roots if root in hint), hint), []).append(hint)
    return tuple((piece, tuple(grouped)) for piece, grouped in found.items())


def _hints(module: str, quoted: bool) -> tuple[str, ...]:
    return (f'"{module}', f"'{module}") if quoted and len(module) < 4 else (module,)


def _modules(modules: set[str], quoted: bool, imported: bool) -> re.Pattern[bytes]:
    """Finds a module where it is imported, or anywhere as a word where it needs no import."""
    short, long = ("|".join(map(re.escape, sorted(n for n in modules if (len(n) < 4) is is_short))) for is_short in (True, False))  # fmt: skip
    patterns = []
    before = r"\b(?:from|import)\s[^\n]*(?<!\w)" if imported else r"(?<!\w)"
    if long:
        patterns.append(rf"[\"'`](?:{long})[\"'`:/]" if quoted else rf"{before}(?:{long})\b")
    if short and quoted:  # "ws" is also the scheme of an address
        patterns.append(rf"(?:from|import|require)[^\"'`;]{{0,200}}[\"'`](?:{short})[\"'`:/]")
    elif short:
        patterns.append(rf"{before}(?:{short})\b")
    return re.compile("|".join(patterns or ["(?!)"]).encode())


def _covered(name: str, pieces: set[str] | tuple[str, ...]) -> bool:
    return any(piece in name for piece in pieces)


def _shortest(pieces: set[str]) -> tuple[bytes, ...]:
    """Without those that contain another; ROOTS first, as they are the likeliest to be found."""
    kept = [one for one in pieces if not any(other != one and other in one for other in pieces)]
    return tuple(piece.encode() for piece in sorted(kept, key=lambda piece: (piece not in ROOTS, piece)))
