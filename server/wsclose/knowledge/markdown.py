"""What is known, as Markdown: the body of a hover, and `--format markdown` of the command line.

Short first: a title, one line of facts, what it means at this very place; then meaning, situations, repair, and the
codes it is mistaken for.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import quote

from wsclose.knowledge import texts, words
from wsclose.knowledge.codeset import PRIVATE
from wsclose.knowledge.comparisons import comparison
from wsclose.knowledge.names import last_part
from wsclose.knowledge.own_codes import OwnCode
from wsclose.knowledge.platforms import (
    Platform,
    PlatformCode,
    advice_words,
    all_platforms,
    basis_words,
    elsewhere,
    entry,
    notes_for,
    says_something_of,
)
from wsclose.knowledge.protocol import Code, Range, all_codes, all_ranges, code, explain_range, habit, link
from wsclose.knowledge.texts import text

Links = Literal["command", "none"]
"""How a comparison is opened: by an editor's command, or not at all."""

UNESCAPED_BAR = re.compile(r"(?<!\\)\|")

SHOWN_ELSEWHERE = 4
"""How many platforms are named for a private number that nobody here explains."""


def code_markdown(
    number: int,
    locale: str = texts.ENGLISH,
    /,
    *,
    here: str = "",
    platform: Platform | None = None,
    own: OwnCode | None = None,
    links: Links = "command",
    full: bool = False,
) -> str:
    """Everything about a number at one place: `here` (Markdown) says what it does there.

    The project's own entry comes before the platform's, and that before the registry's and the ranges'. `full` adds
    what a hover has no room for: how a robust client reacts, when to send it, what libraries call it.
    """
    known = code(number, locale)
    said = entry(platform, number) if platform else None
    if own is not None:
        parts = _own(number, own, here, locale)
    elif known is not None:
        parts = _registered(known, here, platform, said, locale, links, full)
    elif platform and said and not said.band:
        parts = _on_platform(platform, said, here, locale)
    else:
        parts = _unregistered(number, here, platform, said, locale, full)
    return "\n\n".join(part for part in parts if part) + "\n"


def comparison_markdown(left: int, right: int, locale: str = texts.ENGLISH, /) -> str:
    """Two codes side by side."""
    found = comparison(left, right, locale)
    left_title, right_title = f"{found.left} {found.left_name}", f"{found.right} {found.right_name}"
    in_words = {words.when(locale), words.fix(locale)}
    facts = [(row.label, *row.left, *row.right) for row in found.rows if row.label not in in_words]
    parts = [
        f"# {left_title} · {right_title}",
        text("words.codes", "WebSocket close codes", locale),
        _table(("", left_title, right_title), facts),
        f"## {words.differences(locale)}\n\n{_bullets(found.differences)}",
    ]
    if found.use:
        parts.append(f"## {words.use(locale)}\n\n{_bullets(found.use)}")
    if found.confused:
        parts.append(found.confused)
    for row in found.rows:
        if row.label in in_words:
            parts.append(f"## {row.label}")
            parts += [_section(left_title, row.left), _section(right_title, row.right)]
    return "\n\n".join(parts) + "\n"


def platform_markdown(platform: Platform, locale: str = texts.ENGLISH, /) -> str:
    """A platform with all its codes."""
    parts = [f"# {platform.title}"]
    if not platform.own_codes:
        parts.append(text("words.no-own-codes", "Has no close codes of its own.", locale))
    parts += platform.notes
    rows = [
        (f"{each.number}", each.name, each.meaning, advice_words(each.reconnect, locale)) for each in platform.codes
    ]
    rows += [
        (f"{each.first}–{each.last}", "", each.meaning, advice_words(each.reconnect, locale)) for each in platform.bands
    ]
    if rows:
        head = (*_head(locale)[:2], words.meaning(locale), _head(locale)[-1])
        parts.append(_table(head, rows))
        basis = basis_words(platform.basis, locale)
        parts.append(text("words.advice-is", "Advice on reconnecting: {basis}.", locale, basis=basis))
    parts.append(_platform_links(platform))
    return "\n\n".join(part for part in parts if part) + "\n"


def codes_markdown(locale: str = texts.ENGLISH, /, own: Mapping[int, OwnCode] | None = None) -> str:
    """Every registered code and every range, one line each, the project's codes, and the platforms with codes."""
    rows = [
        (
            str(each.number),
            each.name,
            each.summary,
            words.sender(each.sent_by, locale),
            words.yes_or_no(each.page_may_send, locale),
            each.action,
        )
        for each in all_codes(locale)
    ]
    ranges = [f"{each.first}–{each.last} **{each.name}**: {each.summary}" for each in all_ranges(locale)]
    platforms = ", ".join(each.title for each in all_platforms(locale) if each.own_codes)
    parts = [
        f"# {text('words.codes', 'WebSocket close codes', locale)}",
        _table(_head(locale), rows),
        _own_table(own or {}, locale),
        _section(text("words.ranges", "Ranges", locale), ranges),
        _run_in(text("words.own-codes", "Platforms with codes of their own", locale), platforms) if platforms else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def compare_link(left: int, right: int) -> str:
    """The address of the editor command that opens a comparison."""
    return f"command:wsclose.compare?{quote(json.dumps([left, right], separators=(',', ':')))}"


def escape(words_of_others: str) -> str:
    """Text that somebody else wrote, to be shown as it is: nothing in it becomes a link, an image or a heading."""
    one_line = " ".join(words_of_others.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+.!|~&:-])", r"\\\1", one_line)


def to_plain(markdown: str) -> str:
    """The same for a client that shows no Markdown."""
    without = re.sub(r"(?<!\\)\[([^\]]*)\]\((https?:[^)]*)\)", r"\1 \2", markdown)
    without = re.sub(r"(?<!\\)\[([^\]]*)\]\(command:[^)]*\)", r"\1", without)
    without = re.sub(r"^\*\*([^*\n]+)\*\* (?=\S)", r"\1: ", without, flags=re.MULTILINE)
    without = re.sub(r"^#+ ", "", without, flags=re.MULTILINE)
    without = re.sub(r"(?<!\\)(\*\*|`)", "", without)
    without = re.sub(r"(?<![\\\w*])\*([^*\n]+)\*(?!\w)", r"\1", without)
    return re.sub(r"\\([\\`*_{}\[\]<>()#+.!|~&:-])", r"\1", without)


# ---- the four kinds of numbers ----


def _registered(
    known: Code, here: str, platform: Platform | None, said: PlatformCode | None, locale: str, links: Links, full: bool
) -> list[str]:
    parts = [
        f"### {known.number} {known.name}",
        _facts(known, locale),
        _here(here, locale),
        _run_in(words.meaning(locale), known.meaning),
    ]
    if platform and said:
        parts.append(_run_in(platform.title, _platform_sentence(said, locale)))
        parts += notes_for(platform, known.number)
    elif platform and says_something_of(platform, known.number):
        parts.append(_run_in(platform.title, " ".join(notes_for(platform, known.number))))
    parts.append(_section(words.when(locale), known.when))
    at_a_place = bool(here) and not full  # which then says what comes of sending it
    parts.append(_section(words.fix(locale), (each for each in known.fix if each != known.refusal or not at_a_place)))
    if full:
        parts.append(_run_in(text("words.client", "What a robust client does", locale), known.client))
        parts.append(_run_in(text("words.sending", "When to send it", locale), known.use))
    if known.idle:
        heading = text("words.idle", "What cuts idle connections", locale)
        knobs = _section(heading, _idle(known, locale))
        parts.append(knobs if full else _run_in(heading, _limits(known, locale)))
    heading = text("words.neighbours", "Not to be confused with", locale)
    parts.append(_section(heading, _neighbours(known, links, locale)))
    if full and known.constants:
        heading = text("words.constants", "What libraries call it", locale)
        parts.append(_run_in(heading, " · ".join(_constants(known))))
    parts.append(_links(known, platform, locale))
    return parts


def _on_platform(platform: Platform, said: PlatformCode, here: str, locale: str) -> list[str]:
    reconnect = words.reconnect(advice_words(said.reconnect, locale), locale)
    return [
        f"### {said.number} {said.name}",
        f"{platform.title} · {reconnect}{_basis(said, locale)}",
        _here(here, locale),
        _run_in(words.meaning(locale), _sentence(said.meaning)),
        *notes_for(platform, said.number),
        _platform_links(platform),
    ]


def _own(number: int, own: OwnCode, here: str, locale: str) -> list[str]:
    facts = [text("words.own", "this project's own code", locale)]
    if own.reconnect:
        facts.append(words.reconnect(_own_advice(own, locale), locale))
    return [
        f"### {number} {escape(own.name)}",
        " · ".join(facts),
        _here(here, locale),
        _run_in(words.meaning(locale), escape(own.meaning)) if own.meaning else "",
        _run_in(words.fix(locale), escape(own.fix)) if own.fix else "",
    ]


def _own_table(own: Mapping[int, OwnCode], locale: str) -> str:
    if not own:
        return ""
    rows = [
        (str(number), escape(each.name), escape(each.meaning), _own_advice(each, locale))
        for number, each in sorted(own.items())
    ]
    head = (*_head(locale)[:2], words.meaning(locale), _head(locale)[-1])
    return f"**{text('words.project-codes', 'Codes of this project', locale)}**\n\n{_table(head, rows)}"


def _own_advice(own: OwnCode, locale: str) -> str:
    if not own.reconnect:
        return ""
    return advice_words("fix" if own.reconnect == "after-fix" else own.reconnect, locale)


def _unregistered(
    number: int, here: str, platform: Platform | None, said: PlatformCode | None, locale: str, full: bool
) -> list[str]:
    around = explain_range(number, locale)
    # Of a private number the range says nothing: what counts is whose it is.
    unsaid = number in PRIVATE and not said
    facts = "" if unsaid and not full else _facts(around, locale)
    parts = [f"### {number} · {around.name}", facts, _here(here, locale)]
    if platform and said:
        parts.append(_run_in(platform.title, _platform_sentence(said, locale)))
        parts += notes_for(platform, number)
    if not unsaid or full:
        parts.append(_run_in(words.meaning(locale), around.meaning))
    if unsaid:
        english = (
            "4000–4999 mean what your client and server agreed on. This project does not say what {number} is: "
            "a `[codes.{number}]` table in `wsclose.toml` shows up here."
        )
        parts.append(text("words.not-said", english, locale, number=number))
    if not said and (guess := habit(number)):
        english = "Many projects add 4000 to an HTTP status; {number} would then be *{name}*."
        parts.append(text("words.habit", english, locale, number=number, name=guess))
    if not (platform and said):
        others = [
            " · ".join(part for part in (title, name and f"*{name}*", words.reconnect(advice, locale)) if part)
            for title, name, advice in elsewhere(number, locale)
        ]
        if others:
            shown = others[:SHOWN_ELSEWHERE]
            parts.append(_section(text("words.elsewhere", "Elsewhere", locale), shown))
    if number not in PRIVATE:
        parts.append(_section(words.when(locale), around.when))
        parts.append(_section(words.fix(locale), around.fix))
    parts.append(_links(around, platform, locale))
    return parts


# ---- pieces ----


def _head(locale: str) -> tuple[str, ...]:
    return (
        text("words.code", "Code", locale),
        text("words.name", "Name", locale),
        text("words.means", "Means", locale),
        text("words.sent-by", "Sent by", locale),
        text("words.in-a-page", "In a page", locale),
        text("words.reconnect", "Reconnect", locale),
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(head)} |"]
    lines.append("| --- " * (lines[0].count(" | ") + 1) + "|")
    lines += [f"| {' | '.join(re.sub(UNESCAPED_BAR, chr(92) + '|', cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _facts(known: Code | Range, locale: str) -> str:
    return " · ".join(
        (
            known.reference,
            words.sent_by(known.sent_by, locale),
            words.on_the_wire(known.on_the_wire, locale),
            words.reconnect(known.action, locale),
        )
    )


def _here(here: str, locale: str) -> str:
    return _run_in(text("words.here", "Here", locale), here) if here else ""


def _run_in(heading: str, body: str) -> str:
    return f"**{heading}** {body}"


def _section(heading: str, items: Iterable[str]) -> str:
    found = tuple(items)
    return f"**{heading}**\n\n{_bullets(found)}" if found else ""


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _neighbours(known: Code, links: Links, locale: str) -> Iterable[str]:
    for each in known.neighbours:
        other = code(each.number, locale)
        name = f"{each.number} {other.name}" if other else str(each.number)
        if links == "command":
            name = f"[{name}]({compare_link(known.number, each.number)})"
        yield f"{name}: {each.difference}"


def _constants(known: Code) -> Iterable[str]:
    """Constants that end alike are said once: `GOING_AWAY` is the same name in a dozen libraries."""
    libraries: dict[str, list[str]] = {}
    for constant in known.constants:
        libraries.setdefault(last_part(constant.name), []).extend(constant.libraries)
    for name, users in libraries.items():
        yield f"`{name}` ({', '.join(dict.fromkeys(users))})"


def _idle(known: Code, locale: str) -> Iterable[str]:
    """Who cuts idle connections after how long, and what changes that."""
    for each in sorted(known.idle, key=lambda idle: idle.seconds or 9999):
        after = f"{words.seconds(each.seconds, locale)}: " if each.seconds else ""
        yield f"{after}{each.name} ({each.knob})"


def _limits(known: Code, locale: str) -> str:
    """The same in a line: those with a limit of their own, the shortest first."""
    after: dict[int, list[str]] = {}
    for each in known.idle:
        if each.seconds:
            after.setdefault(each.seconds, []).append(each.name)
    return " · ".join(f"{words.seconds(limit, locale)}: {', '.join(after[limit])}" for limit in sorted(after))


def _platform_sentence(said: PlatformCode, locale: str) -> str:
    name = f"*{said.name}*: " if said.name else ""
    reconnect = words.reconnect(advice_words(said.reconnect, locale), locale)
    return f"{name}{said.meaning} · {reconnect}{_basis(said, locale)}"


def _basis(said: PlatformCode, locale: str) -> str:
    """How advice that no documentation gives is known."""
    if said.reconnect == "unspecified" or said.basis == "documented":
        return ""
    return f" ({basis_words(said.basis, locale)})"


def _sentence(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] + ("" if phrase.endswith((".", "!", "?")) else ".")


def _links(known: Code | Range, platform: Platform | None, locale: str) -> str:
    found = [f"[{known.reference}]({known.link})"]
    registry = text("words.registry", "IANA registry", locale)
    if known.link != link("registry"):
        found.append(f"[{registry}]({link('registry')})")
    found.append(f"[MDN]({link('mdn')})")
    if platform:
        found.append(_platform_links(platform))
    return " · ".join(found)


def _platform_links(platform: Platform) -> str:
    return " · ".join(f"[{platform.title}]({address})" for address in platform.links)
