"""What services and protocols on top of WebSocket do with close codes: Discord, graphql-ws, Pusher, ...

Private codes mean nothing by themselves: 4401 asks graphql-ws clients to stop and Centrifugo's to come back. So a
platform is recognised by what a file imports, by the host or the subprotocol it names, and never by a number.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from wsclose.knowledge import codeset, data, texts
from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.texts import text
from wsclose.plain import plain

Advice = Literal[
    "yes",
    "no",
    "backoff",
    "immediate",
    "resume",
    "new-session",
    "reauth",
    "fix",
    "later",
    "depends",
    "unspecified",
    "message",
]
"""Whether to come back. `fix`: change the request or the settings first. `message`: not sent as a close at all."""

Basis = Literal["documented", "client", "observed", "inferred"]
"""Where the advice comes from: the platform's documentation, the source of its client, reports, our own judgement."""


@plain
class PlatformCode:
    """What a platform means by a number. `number` is what was asked for, also when a whole band decides."""

    number: int
    name: str
    meaning: str
    reconnect: Advice
    basis: Basis
    band: bool


@plain
class Band:
    """Numbers from `first` to `last`, both included, that a platform treats alike."""

    first: int
    last: int
    meaning: str
    reconnect: Advice


@plain
class Platform:
    """A service or protocol on top of WebSocket. `codes` are the numbers it lists, by number."""

    id: str
    title: str
    own_codes: bool
    well_known: bool
    imports: tuple[str, ...]
    hosts: tuple[str, ...]
    subprotocols: tuple[str, ...]
    strings: tuple[str, ...]
    client_may_send: CodeSet  # codes that clients close with on purpose, although others leave them to servers
    codes: tuple[PlatformCode, ...]
    bands: tuple[Band, ...]
    notes: tuple[str, ...]
    basis: Basis
    links: tuple[str, ...]


@cache
def all_platforms(locale: str = texts.ENGLISH) -> tuple[Platform, ...]:
    """Every platform, by title."""
    found = (_platform(name, facts, locale) for name, facts in data.load("platforms").items())
    return tuple(sorted(found, key=lambda each: each.title.lower()))


def by_id(name: str, locale: str = texts.ENGLISH) -> Platform | None:
    """A platform by its id."""
    return next((each for each in all_platforms(locale) if each.id == name), None)


def find(name: str, locale: str = texts.ENGLISH) -> tuple[Platform, ...]:
    """The platforms that somebody may mean by `name`: the id or title itself, else those in which it is a word."""
    wanted = name.lower().strip()
    everything = all_platforms(locale)
    exact = tuple(each for each in everything if wanted in (each.id, each.title.lower()))
    if exact or not wanted:
        return exact
    words = re.compile(rf"\b{re.escape(wanted)}\b")
    return tuple(each for each in everything if words.search(each.id) or words.search(each.title.lower()))


def by_code_name(name: str, locale: str = texts.ENGLISH) -> list[tuple[Platform, int]]:
    """Where a code has this name, however it is capitalised: the platform and the number."""
    return _codes_by_name(locale).get(_letters(name.rsplit(".", 1)[-1]), [])


@cache
def _codes_by_name(locale: str) -> dict[str, list[tuple[Platform, int]]]:
    """Every code of every platform by the letters of its name."""
    found: dict[str, list[tuple[Platform, int]]] = {}
    for platform in all_platforms(locale):
        for each in platform.codes:
            if letters := _letters(each.name):
                found.setdefault(letters, []).append((platform, each.number))
    return found


def entry(platform: Platform, number: int) -> PlatformCode | None:
    """What a platform means by a number: its own entry, else that of the band; None when it says nothing."""
    for each in platform.codes:
        if each.number == number:
            return each
    for band in platform.bands:
        if band.first <= number <= band.last:
            return PlatformCode(number, "", band.meaning, band.reconnect, platform.basis, band=True)
    return None


def notes_for(platform: Platform, number: int) -> tuple[str, ...]:
    """The notes that matter for a number: all but those about other codes."""
    return tuple(note for note in platform.notes if not (named := _named(note)) or number in named)


def says_something_of(platform: Platform, number: int) -> bool:
    """Whether a platform lists a code, or names it in a note."""
    return entry(platform, number) is not None or any(number in _named(note) for note in platform.notes)


def _named(note: str) -> set[int]:
    """The codes that a note speaks of."""
    return {int(match) for match in re.findall(r"\b[1-4]\d{3}(?!\d)", note)}


def is_fatal(platform: Platform, number: int) -> bool:
    """Does the platform say that reconnecting after this code is of no use? False when that is only our judgement."""
    found = entry(platform, number)
    return found is not None and found.reconnect == "no" and found.basis in ("documented", "client")


def elsewhere(number: int, locale: str = texts.ENGLISH) -> list[tuple[str, str, str]]:
    """Who else uses a number, for what, and whether to reconnect then: (platform, name, advice in words).

    The best known platforms come first. The name is empty where a whole band decides.
    """
    found: list[tuple[str, str, str]] = []
    for platform in sorted(all_platforms(locale), key=lambda each: not each.well_known):
        known = entry(platform, number)
        if known is None or known.reconnect == "message" or (known.band and number < 3000):
            continue
        found.append((platform.title, known.name, advice_words(known.reconnect, locale)))
    return found


def recognise(imports: Iterable[str], strings: Iterable[str], locale: str = texts.ENGLISH) -> list[Platform]:
    """The platforms that a file or project speaks to, the surest first: by import, then host, subprotocol, marker.

    `imports` are import paths in the language's own spelling; `strings` are string literals: addresses, subprotocols.
    """
    rank: dict[str, int] = {}
    names = set(imports)
    for wanted, platform in _imports():
        if platform not in rank and any(_imported(name, wanted) for name in names):
            rank[platform] = 0
    literals = set(strings)
    for name, owners in _subprotocols().items():
        if name in literals:
            for platform in owners:
                rank.setdefault(platform, 2)
    # One search a mark over everything: a file has thousands of strings, and hardly ever one that matters.
    everything = "\n".join(literals)
    for mark in _marks():
        if mark.needle in everything and re.search(mark.pattern, everything):
            rank[mark.platform] = min(rank.get(mark.platform, 9), mark.rank)
    found = [each for each in all_platforms(locale) if each.id in rank]
    return sorted(found, key=lambda each: rank[each.id])


def advice_words(advice: Advice, locale: str) -> str:
    """Advice on reconnecting, in a few words."""
    english = {
        "yes": "yes",
        "no": "no",
        "backoff": "yes, with back-off",
        "immediate": "yes, at once",
        "resume": "yes, and resume the session",
        "new-session": "yes, with a new session",
        "reauth": "after renewing the credentials",
        "fix": "after a fix",
        "later": "later",
        "depends": "depends on the reason",
        "unspecified": "not specified",
        "message": "arrives as a message, not as a close",
    }
    return text(f"advice.{advice}", english[advice], locale)


def basis_words(basis: Basis, locale: str) -> str:
    """Where advice comes from, in a few words."""
    english = {
        "documented": "documented",
        "client": "what its client does",
        "observed": "seen in practice",
        "inferred": "inferred, not documented",
    }
    return text(f"basis.{basis}", english[basis], locale)


def _letters(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


# ---- recognising ----


@cache
def _imports() -> tuple[tuple[str, str], ...]:
    return tuple((name, platform.id) for platform in all_platforms() for name in platform.imports)


def _imported(name: str, wanted: str) -> bool:
    """The same, or something inside of it: `discord.ext` is in `discord`, `graphql-ws/use/ws` in `graphql-ws`."""
    return name == wanted or (name.startswith(wanted) and name[len(wanted)] in "/.:\\")


@cache
def _subprotocols() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for platform in all_platforms():
        for name in platform.subprotocols:
            found[name] = (*found.get(name, ()), platform.id)
    return found


@plain
class _Mark:
    """What shows in a string that a platform is meant: `needle` must be in it, `pattern` decides."""

    platform: str
    needle: str
    pattern: str
    rank: int


@cache
def _marks() -> tuple[_Mark, ...]:
    found: list[_Mark] = []
    for platform in all_platforms():
        for host in platform.hosts:
            # A `*` stands for any part of a host. The name must neither begin nor end in the middle of another one.
            inner = re.escape(host.removeprefix("*.")).replace(r"\*", r"[\w.-]*")
            needle = max(host.split("*"), key=len)
            found.append(_Mark(platform.id, needle, rf"(?<![\w-]){inner}(?![\w-])", 1))
        found += [_Mark(platform.id, string, re.escape(string), 3) for string in platform.strings]
    return tuple(found)


# ---- reading ----


def _platform(name: str, facts: dict[str, Any], locale: str) -> Platform:
    told = texts.table(locale, "platforms", name)
    meanings = told.get("codes", {})
    bands = told.get("bands", {})
    return Platform(
        id=name,
        title=facts["title"],
        own_codes=facts["own_codes"],
        well_known=facts.get("well_known", False),
        imports=tuple(facts.get("imports", ())),
        hosts=tuple(facts.get("hosts", ())),
        subprotocols=tuple(facts.get("subprotocols", ())),
        strings=tuple(facts.get("strings", ())),
        client_may_send=codeset.parse(facts.get("client_may_send", "")),
        codes=tuple(
            PlatformCode(
                number=int(number),
                name=each["name"],
                meaning=meanings.get(number, each["meaning"]),
                reconnect=each["reconnect"],
                basis=each.get("basis", facts["basis"]),
                band=False,
            )
            for number, each in sorted(facts.get("codes", {}).items())
        ),
        bands=tuple(
            Band(*_bounds(key), bands.get(key, each["meaning"]), each["reconnect"])
            for key, each in facts.get("bands", {}).items()
        ),
        notes=tuple(told.get("notes", facts.get("notes", ()))),
        basis=facts["basis"],
        links=tuple(facts.get("links", ())),
    )


def _bounds(key: str) -> tuple[int, int]:
    first, last = key.split("-")
    return int(first), int(last)
