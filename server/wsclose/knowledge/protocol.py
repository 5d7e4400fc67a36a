"""The close codes of the protocol and of IANA's registry, and the ranges around them.

The facts are in `codes/protocol.toml`; nothing is read before the first question. They come from RFC 6455 §7.4, its
erratum 3227, the IANA registry, and the WHATWG standard for what a page may send.
"""

from functools import cache
from typing import Any, Literal

from wsclose.knowledge import data, texts
from wsclose.plain import plain

Sender = Literal["either", "client", "server", "nobody"]
Reconnect = Literal["yes", "no", "after-fix", "depends"]

REGISTERED = frozenset((*range(1000, 1016), 3000, 3003, 3008))
"""Every number with an entry in IANA's registry."""

RESERVED = frozenset((1004, 1005, 1006, 1015))
"""Registered, and never in a close frame."""


@plain
class Neighbour:
    """A code that another one is mistaken for, and what that one says instead."""

    number: int
    difference: str


@plain
class Constant:
    """A name for a code in source code, as it is written there, and the libraries that give it."""

    name: str
    libraries: tuple[str, ...]


@plain
class Idle:
    """What cuts idle connections: after how many seconds (None: as configured), and what changes that."""

    name: str
    seconds: int | None
    knob: str


@plain
class Code:
    """A registered close code. Texts may hold Markdown's `code` and *emphasis*, nothing more."""

    number: int
    name: str
    reference: str
    link: str
    sent_by: Sender
    on_the_wire: bool
    page_may_send: bool
    reconnect: Reconnect
    action: str
    summary: str
    meaning: str
    when: tuple[str, ...]
    fix: tuple[str, ...]
    refusal: str  # the last of `fix` where it says what comes of sending this code where it is refused, else ""
    client: str
    use: str
    neighbours: tuple[Neighbour, ...]
    constants: tuple[Constant, ...]
    idle: tuple[Idle, ...]


@plain
class Range:
    """The numbers from `first` to `last`, both included. Texts as in `Code`."""

    first: int
    last: int
    name: str
    reference: str
    link: str
    sent_by: Sender
    on_the_wire: bool
    page_may_send: bool
    action: str
    summary: str
    meaning: str
    when: tuple[str, ...]
    fix: tuple[str, ...]


def may_be_sent(number: int) -> bool:
    """May this number stand in a close frame? (RFC 6455 §7.4 and the registry; a library may accept less.)"""
    return (1000 <= number <= 1014 and number not in RESERVED) or 3000 <= number <= 4999


def page_may_send(number: int) -> bool:
    """Does `WebSocket.close()` of a browser take this number? (WHATWG WebSockets, `close()`)"""
    return number == 1000 or 3000 <= number <= 4999


def for_http_status(status: int) -> tuple[int, ...]:
    """The close codes that say what this HTTP status says, the best first; () if there is none."""
    return tuple(_facts()["http"].get(str(status), ()))


def habit(number: int) -> str | None:
    """What a private code says if it is 4000 plus an HTTP status, as many projects write it; a guess, never a fact."""
    name: str | None = _facts()["habit"].get(str(number))
    return name


@cache
def code(number: int, locale: str = texts.ENGLISH) -> Code | None:
    """What is known of a registered code; None for any other number: `explain_range` knows those."""
    facts = _facts()["code"].get(str(number))
    if facts is None:
        return None
    told = facts | texts.table(locale, "codes", str(number))
    differences = facts["neighbours"] | told["neighbours"]
    constants = data.load("codes")["constants"].get(str(number), {})
    return Code(
        number=number,
        name=facts["name"],
        reference=facts["reference"],
        link=facts["link"],
        sent_by=facts["sent_by"],
        on_the_wire=facts["on_the_wire"],
        page_may_send=facts["page_may_send"],
        reconnect=facts["reconnect"],
        action=told["action"],
        summary=told["summary"],
        meaning=told["meaning"],
        when=tuple(told["when"]),
        fix=(*told["fix"], *([told["refusal"]] if "refusal" in told else ())),
        refusal=told.get("refusal", ""),
        client=told["client"],
        use=told["use"],
        neighbours=tuple(Neighbour(int(other), differences[other]) for other in facts["neighbours"]),
        constants=tuple(Constant(name, tuple(libraries.split(", "))) for name, libraries in constants.items()),
        idle=_idle(locale) if number == 1006 else (),
    )


@cache
def all_codes(locale: str = texts.ENGLISH) -> tuple[Code, ...]:
    """Every registered code, by number."""
    return tuple(found for number in sorted(REGISTERED) if (found := code(number, locale)))


def explain_range(number: int, locale: str = texts.ENGLISH) -> Range:
    """The range that any number belongs to, negative and absurd ones included."""
    ranges = all_ranges(locale)
    return next((each for each in ranges if number <= each.last), ranges[-1])


@cache
def all_ranges(locale: str = texts.ENGLISH) -> tuple[Range, ...]:
    """Every range, by number."""
    return tuple(_range(key, facts, locale) for key, facts in _facts()["range"].items())


def link(name: Literal["registry", "mdn", "close"]) -> str:
    """The address of a page about all codes."""
    return str(_facts()["links"][name])


def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = data.load("codes")["protocol"]
    return facts


def _range(key: str, facts: dict[str, Any], locale: str) -> Range:
    told = facts | texts.table(locale, "ranges", key)
    first, last = key.split("-")
    return Range(
        first=int(first),
        last=int(last),
        name=told["name"],
        reference=facts["reference"],
        link=facts["link"],
        sent_by=facts["sent_by"],
        on_the_wire=facts["on_the_wire"],
        page_may_send=facts["page_may_send"],
        action=told["action"],
        summary=told["summary"],
        meaning=told["meaning"],
        when=tuple(told["when"]),
        fix=tuple(told["fix"]),
    )


def _idle(locale: str) -> tuple[Idle, ...]:
    told = texts.table(locale, "idle")
    return tuple(
        Idle(each["name"], each["seconds"] or None, told.get(each["name"], each["knob"])) for each in _facts()["idle"]
    )
