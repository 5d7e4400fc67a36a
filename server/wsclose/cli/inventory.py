"""`wsclose inventory`: which codes a tree sends and tells apart, on which side, and where."""

import functools
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from wsclose import disk, sources
from wsclose.cli import terminal, work
from wsclose.cli.render import print_groups, print_markdown, reader_locale
from wsclose.cli.reports.text import printable
from wsclose.knowledge import texts
from wsclose.knowledge.markdown import escape
from wsclose.knowledge.protocol import REGISTERED, code, explain_range
from wsclose.knowledge.texts import text
from wsclose.plain import plain
from wsclose.project.settings import Settings

if TYPE_CHECKING:
    from wsclose.project.inventory import Doing, Files, Use

VERSION = 1
SIDES = ("server", "client", "")
SHOWN = 3
"""Places that a table names; all of them are in the JSON."""


@plain
class Place:
    """One use of a code, and where it is."""

    path: str
    line: int
    column: int
    use: "Use"

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}"


@plain
class Entry:
    """A code, what it is called, and its places."""

    number: int
    name: str
    places: tuple[Place, ...]

    @property
    def title(self) -> str:
        return f"{self.number} {self.name}".strip()

    def on(self, side: str, doing: "Doing") -> list[Place]:
        return [place for place in self.places if place.use.side == side and place.use.doing == doing]

    def is_told_apart(self, side: str) -> bool:
        return any(place.use.doing == "compared" and place.use.side in (side, "") for place in self.places)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "markdown", "mermaid"]), default="text", show_default=True,
    help="How to print it. mermaid: a diagram of who sends what to whom.",
)  # fmt: skip
@click.option("--tests", is_flag=True, help="Tests, too.")
@click.option("--no-gitignore", is_flag=True, help="What .gitignore leaves out, too.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to use. Default: what pays off.")
@click.option("--locale", metavar="LOCALE", help=f"Language of the texts: {', '.join(texts.available_locales())}.")
def inventory(
    paths: tuple[str, ...], output: str, tests: bool, no_gitignore: bool, jobs: int | None, locale: str | None
) -> None:
    """List which codes are sent and told apart, and where.

    A close without a code counts as what it sends: the library's default, or 1005.
    """
    reader = reader_locale(locale)
    entries, files, failed = _take(paths or (".",), tests=tests, gitignore=not no_gitignore, jobs=jobs, locale=reader)
    if output == "json":
        click.echo(json.dumps(as_json(entries, files), ensure_ascii=False, indent=2))
    elif output == "mermaid":
        click.echo(mermaid(entries, reader), nl=False)
    elif not entries:
        click.echo(text("inventory.nothing", "No close codes here.", reader))
    elif output == "markdown":
        click.echo(markdown(entries, files, reader), nl=False)
    else:
        _print(entries, files, reader)
    sys.exit(2 if failed else 0)


def _take(
    paths: tuple[str, ...], *, tests: bool, gitignore: bool, jobs: int | None, locale: str
) -> "tuple[list[Entry], Files, bool]":
    """The codes by number, and whether something could not be looked at."""
    from wsclose.project.inventory import Files
    from wsclose.syntax.languages import suffixes

    found = sources.find(paths, suffixes(), gitignore=gitignore)
    for path in found.missing:
        message = text("check.missing", "{path}: no such file or folder", locale, path=printable(path))
        terminal.say("error", message, locale)
    settings = disk.SettingsOnDisk(Settings(locale=locale), locale_is_chosen=True, overrides=True)
    task = functools.partial(_take_one, settings=settings, named=found.named, tests=tests)
    names: dict[int, str] = {}
    places: dict[int, list[Place]] = {}
    numbers: dict[str, Counter[int]] = {}
    anything: set[str] = set()
    outcomes, complete = work.run_all(found.files, task, jobs, locale)
    for outcome in outcomes:
        path = printable(outcome.path)
        if outcome.error:
            english = "{path}: wsclose failed ({error}); please report this"
            said = text("check.failed", english, locale, path=path, error=outcome.error)
            terminal.say("error", said, locale)
        path = outcome.path.replace(os.sep, "/")
        numbers[path] = outcome.numbers
        anything |= outcome.sends_anything
        for each in outcome.uses:
            number = each.use.number
            places.setdefault(number, []).append(Place(path, each.line, each.column, each.use))
            names[number] = names.get(number) or each.own_name
    failed = bool(found.missing) or not complete or any(outcome.error for outcome in outcomes)
    entries = [
        Entry(number, _name(number, names[number], locale), tuple(sorted(places[number], key=_where)))
        for number in sorted(places)
    ]
    uses = [(place.path, place.use) for entry in entries for place in entry.places]
    return entries, Files(uses, numbers, anything), failed


def _take_one(path: str, *, settings: disk.SettingsOnDisk, named: frozenset[str], tests: bool) -> work.Outcome:
    return work.take_inventory(path, settings, named=path in named, tests=tests)


def _where(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _name(number: int, own: str, locale: str) -> str:
    if own:
        return own
    if 3000 <= number <= 4999 and number not in REGISTERED:
        return ""
    return (code(number, locale) or explain_range(number, locale)).name


# ---- as text, a table, a diagram and data ----


def _print(entries: list[Entry], files: "Files", locale: str) -> None:
    """A code, and below it a line for what each side does with it."""
    doings: tuple[tuple[Doing, str], ...] = (
        ("sent", text("inventory.sends", "sends", locale)),
        ("compared", text("inventory.tells-apart", "tells apart", locale)),
        ("defined", text("inventory.defines", "defines", locale)),
    )
    groups = []
    for entry in entries:
        rows = [
            (_side(side, locale), words, ", ".join(map(str, places)))
            for side in SIDES
            for doing, words in doings
            if (places := entry.on(side, doing))
        ]
        groups.append((str(entry.number), entry.name, rows))
    print_groups(groups)
    for heading, unmatched in _unmatched(entries, files, locale):
        lines = "\n".join(f"- {_title(entry)}: {_places(places)}" for entry, places in unmatched)
        click.echo()
        print_markdown(f"**{heading}**\n\n{lines}")


def markdown(entries: list[Entry], files: "Files", locale: str) -> str:
    """A table, a line a code and side; then what is defined and not used."""
    head = (
        text("words.code", "Code", locale),
        text("inventory.side", "Side", locale),
        text("inventory.sent", "Sent", locale),
        text("inventory.compared", "Told apart", locale),
    )
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        title = _title(entry)
        for side in SIDES:
            sent, compared = entry.on(side, "sent"), entry.on(side, "compared")
            if sent or compared:
                rows.append((title, _side(side, locale), _places(sent), _places(compared)))
                title = ""
    parts = [_table(head, rows)] if rows else []
    idle = [entry for entry in entries if all(place.use.doing == "defined" for place in entry.places)]
    if idle:
        heading = text("inventory.defined", "Defined, and neither sent nor told apart", locale)
        lines = "\n".join(f"- {_title(entry)}: {_places(list(entry.places))}" for entry in idle)
        parts.append(f"**{heading}**\n\n{lines}")
    for heading, unmatched in _unmatched(entries, files, locale):
        lines = "\n".join(f"- {_title(entry)}: {_places(places)}" for entry, places in unmatched)
        parts.append(f"**{heading}**\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def _unmatched(
    entries: list[Entry], files: "Files", locale: str
) -> Iterator[tuple[str, list[tuple[Entry, list[Place]]]]]:
    """Private codes that one side uses and the other doesn't, under a heading."""
    questions: tuple[tuple[str, Doing, str, list[int]], ...] = (
        (
            text("inventory.unheard-by-clients", "Sent by the server, and told apart by no client", locale),
            "sent", "server", files.unheard("server"),
        ),
        (
            text("inventory.unheard-by-servers", "Sent by the client, and told apart by no server", locale),
            "sent", "client", files.unheard("client"),
        ),
        (
            text("inventory.unsent-by-servers", "Told apart by the client, and sent by no server", locale),
            "compared", "client", files.unsent("client"),
        ),
        (
            text("inventory.unsent-by-clients", "Told apart by the server, and sent by no client", locale),
            "compared", "server", files.unsent("server"),
        ),
    )  # fmt: skip
    for heading, doing, side, numbers in questions:
        found = [(entry, entry.on(side, doing)) for entry in entries if entry.number in numbers]
        if found:
            yield heading, found


def mermaid(entries: list[Entry], locale: str) -> str:
    """A flow chart: a solid arrow for codes that the other side tells apart, a dotted one for the others."""
    others = {"server": "client", "client": "server"}
    lines = ["flowchart LR"]
    lines += [f'  {side}["{_side(side, locale)}"]' for side in SIDES if side]
    for side in ("server", "client"):
        sent = [entry for entry in entries if entry.on(side, "sent")]
        for arrow, told in (("-->", True), ("-.->", False)):
            labels = [_label(entry.title) for entry in sent if entry.is_told_apart(others[side]) == told]
            if labels:
                lines.append(f'  {side} {arrow}|"{"<br/>".join(labels)}"| {others[side]}')
    unknown = [_label(entry.title) for entry in entries if entry.on("", "sent")]
    if unknown:
        lines.append(f'  unknown["{_side("", locale)}"]')
        lines.append(f'  unknown -.->|"{"<br/>".join(unknown)}"| peer(["{text("inventory.peer", "peer", locale)}"])')
    return "\n".join(lines) + "\n"


def as_json(entries: list[Entry], files: "Files") -> dict[str, Any]:
    """The inventory as `--format json` prints it."""
    return {
        "version": VERSION,
        "codes": [
            {
                "code": entry.number,
                "name": entry.name or None,
                "uses": [
                    {
                        "use": place.use.doing,
                        "side": place.use.side or None,
                        "library": place.use.library or None,
                        "path": place.path,
                        "line": place.line,
                        "column": place.column,
                        "constant": place.use.name or None,
                        "without_code": place.use.unsaid,
                        "certainty": "sure" if place.use.certain else "likely",
                    }
                    for place in entry.places
                ],
            }
            for entry in entries
        ],
        "unmatched": {
            "sent": {side: files.unheard(side) for side in ("server", "client")},
            "told_apart": {side: files.unsent(side) for side in ("server", "client")},
        },
    }


def _side(side: str, locale: str) -> str:
    if side == "client":
        return text("inventory.client", "client", locale)
    return text("inventory.server", "server", locale) if side == "server" else text("inventory.unknown", "?", locale)


def _title(entry: Entry) -> str:
    return f"{entry.number} {escape(entry.name)}".strip()


def _places(places: list[Place]) -> str:
    shown = [f"`{place}`" for place in places[:SHOWN]]
    more = len(places) - SHOWN
    return ", ".join(shown) + (f" +{more}" if more > 0 else "")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * 4, *rows)]
    return "\n".join(lines)


def _label(title: str) -> str:
    """A title in a diagram: what means something there is written otherwise."""
    return title.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
