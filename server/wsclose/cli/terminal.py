"""What commands share that talk to a terminal: messages, colour, width, a line of progress."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import click

from wsclose.knowledge.texts import text

PATIENCE = 0.7  # seconds before progress is shown


def say(kind: Literal["error", "note"], message: str, locale: str) -> None:
    """One line on standard error."""
    said = text("check.error", "error", locale) if kind == "error" else text("check.note", "note", locale)
    click.echo(f"{said}: {message}", err=True)


def colour() -> bool:
    """Whether standard output shows colours."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """Columns of standard output."""
    return shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 120


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """A line on the terminal that counts files, when it takes long enough for somebody to wonder."""
    began = time.monotonic()
    done = 0
    shown = False

    def advance(more: int) -> None:
        nonlocal done, shown
        done += more
        if time.monotonic() - began > PATIENCE and sys.stderr.isatty():
            bar = "━" * (24 * done // max(total, 1))
            click.echo(f"\r{bar:<24} {done:,} / {total:,}", nl=False, err=True)
            shown = True

    try:
        yield advance
    finally:
        if shown:
            click.echo("\r\x1b[2K", nl=False, err=True)
