"""The file of `--baseline`: read before a check, or written after one."""

from collections.abc import Iterator
from pathlib import Path

import click

from wsclose.cli.reports import File
from wsclose.cli.work import Known
from wsclose.knowledge.texts import text
from wsclose.project.baseline import Mark, NotABaseline, mark, read, write


def load(path: str, locale: str) -> Known:
    """Reads a baseline. A missing or broken one is wrong use: every old finding would be reported as new."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        english = "there is no such baseline; --write-baseline makes one."
        raise click.UsageError(f"{path}: {text('check.no-baseline', english, locale)}") from None
    try:
        return Known(read(content.decode()), str(Path(path).parent))
    except (NotABaseline, UnicodeDecodeError) as error:
        english = "this is no baseline ({error})."
        raise click.UsageError(f"{path}: {text('check.not-a-baseline', english, locale, error=error)}") from None


def renew(path: str, files: tuple[File, ...], locale: str) -> str:
    """Writes the findings of files into a baseline. What to say about it."""
    known = Known(read(write(())), str(Path(path).parent))
    marks = list(_marks(files, known))
    try:
        Path(path).write_text(write(marks), "utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}") from None
    if len(marks) == 1:
        return text("check.wrote-one", "Wrote 1 finding to {path}.", locale, path=path)
    return text("check.wrote", "Wrote {n} findings to {path}.", locale, n=f"{len(marks):,}", path=path)


def _marks(files: tuple[File, ...], known: Known) -> Iterator[Mark]:
    for file in files:
        place = known.place(file.path)
        yield from (mark(place, finding, file.document) for finding in file.findings)
