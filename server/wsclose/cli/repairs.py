"""The repairs that `wsclose check` makes: `--fix`, `--unsafe-fixes`, and what they would do, `--diff`."""

import difflib
from collections.abc import Callable
from pathlib import Path

import click

from wsclose.cli import terminal, work
from wsclose.cli.reports.text import printable
from wsclose.knowledge import texts
from wsclose.plain import plain
from wsclose.project.findings import Severity

ROUNDS = 10  # of repairs that overlap; far more than any file needs


@plain
class Repairs:
    """What was asked for. `look` checks a file of this name with these bytes."""

    look: Callable[[str, bytes], work.Outcome]
    unsafe: bool
    diff: bool
    shown: Severity
    locale: str


def repair(outcomes: list[work.Outcome], asked: Repairs) -> tuple[list[work.Outcome], int]:
    """Repairs what can be repaired, on disk, or on standard output as a diff. What is left, and how many were made."""
    after: list[work.Outcome] = []
    total = 0
    for outcome in sorted(outcomes, key=lambda outcome: outcome.path):
        if not outcome.findings:
            after.append(outcome)
            continue
        if outcome.invalid:
            english = "{path}: not repaired, since it is not UTF-8"
            said = texts.text("check.not-repaired", english, asked.locale, path=printable(outcome.path))
            terminal.say("note", said, asked.locale)
            after.append(outcome)
            continue
        now, new, count = repaired(outcome, outcome.data, asked)
        if asked.diff:
            print_diff(outcome.path, outcome.data, new)
            now, count = outcome, 0
        elif new != outcome.data:
            try:
                Path(outcome.path).write_bytes(new)
            except OSError as error:
                terminal.say("error", f"{printable(outcome.path)}: {error.strerror}", asked.locale)
                now, count = outcome, 0
        after.append(now)
        total += count
    return after, total


def repaired(outcome: work.Outcome, data: bytes, asked: Repairs) -> tuple[work.Outcome, bytes, int]:
    """(what is left to say, the new bytes, how many findings were repaired)"""
    from wsclose.project import fixing
    from wsclose.syntax.document import Document

    total = 0
    for _ in range(ROUNDS):
        document = Document.from_bytes(data)
        shown = [finding for finding in outcome.findings if finding.severity >= asked.shown]
        fixed = fixing.apply(document.text, shown, unsafe=asked.unsafe)
        if document.had_invalid_utf8 or not fixed.repaired:
            break
        total += len(fixed.repaired)
        document.text = fixed.text
        data = document.to_bytes()
        outcome = asked.look(outcome.path, data)
    return outcome, data, total


def print_diff(path: str, before: bytes, after: bytes) -> None:
    """Prints what changes, as `diff -u` would."""
    from wsclose.syntax.document import Document

    texts_of_both = (Document.from_bytes(data).text.decode("utf-8", "replace") for data in (before, after))
    old, new = (content.splitlines(keepends=True) for content in texts_of_both)
    colours = terminal.colour()
    for line in difflib.unified_diff(old, new, printable(path), printable(path)):
        colour = "green" if line.startswith("+") else "red" if line.startswith("-") else None
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        click.echo(click.style(ended, fg=colour) if colour and colours else ended, nl=False, color=colours)
