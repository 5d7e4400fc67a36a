"""`wsclose check`: finds what is wrong with close codes in files and folders, and repairs it."""

import difflib
import functools
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from wsclose import disk, sources
from wsclose.cli import reports, work
from wsclose.cli.reports import Result
from wsclose.cli.reports.text import printable
from wsclose.knowledge import texts
from wsclose.plain import plain
from wsclose.project.findings import Severity
from wsclose.project.settings import Settings

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
"""Exit statuses. Findings at warning or above are FINDINGS, whatever the format."""

ROUNDS = 10  # of repairs that overlap; far more than any file needs
PATIENCE = 0.7  # seconds before progress is shown
SEVERITIES = {severity.label: severity for severity in Severity}


@plain
class Options:
    """What was asked for, besides the settings of the rules."""

    format: str
    fix: bool
    unsafe: bool
    diff: bool
    shown: Severity
    statistics: bool
    exit_zero: bool
    verbose: bool
    locale: str


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--format", "output", type=click.Choice(reports.FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--fix", is_flag=True, help="Make the safe repairs.")
@click.option("--unsafe-fixes", is_flag=True, help="Make the first repair of every finding; look at what changed.")
@click.option("--diff", is_flag=True, help="Print what --fix or --unsafe-fixes would change, and change nothing.")
@click.option("--select", metavar="RULES", help="Only these rules, with commas between.")
@click.option("--ignore", metavar="RULES", help="Without these rules.")
@click.option(
    "--severity",
    type=click.Choice(list(reversed(SEVERITIES))),
    default="information",
    show_default=True,
    help="The lowest severity to report.",
)
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--no-gitignore", is_flag=True, help="Check what .gitignore leaves out, too.")
@click.option("--stdin-filename", metavar="NAME", help="Check standard input as a file of this name.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to use. Default: what pays off.")
@click.option("--verbose", is_flag=True, help="List the files that were skipped.")
@click.option("--locale", metavar="LOCALE", help=f"Language of the messages: {', '.join(texts.available_locales())}.")
def check(
    paths: tuple[str, ...],
    output: str,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    select: str | None,
    ignore: str | None,
    severity: str,
    statistics: bool,
    exit_zero: bool,
    no_gitignore: bool,
    stdin_filename: str | None,
    jobs: int | None,
    verbose: bool,
    locale: str | None,
) -> None:
    """Check files and folders, or the current folder.

    Exits with 0 when there is nothing at warning or above, 1 when there is, and 2 for wrong use or a missing path.
    """
    words = texts.choose_locale(locale, os.environ)
    given = Settings(_rule_names("--select", select), _rule_names("--ignore", ignore), locale=words)
    settings = disk.SettingsOnDisk(given, locale_is_chosen=bool(locale), overrides=True)
    options = Options(
        output, fix or diff, unsafe_fixes, diff, SEVERITIES[severity], statistics, exit_zero, verbose, words
    )  # fmt: skip
    if "-" in paths or stdin_filename is not None:
        if set(paths) - {"-"}:
            raise click.UsageError("Check standard input or paths, not both.")
        _check_stdin(stdin_filename, settings, options)
    _check_paths(paths or (".",), settings, options, gitignore=not no_gitignore, jobs=jobs)


# ---- the two ways to run ----


def _check_paths(
    paths: Sequence[str], settings: disk.SettingsOnDisk, options: Options, *, gitignore: bool, jobs: int | None
) -> NoReturn:
    from wsclose.syntax.languages import suffixes

    began = time.perf_counter()
    found = sources.find(paths, suffixes(), gitignore=gitignore)
    _tell_problems(settings, found.files)
    for path in found.missing:
        _say(
            "error", texts.text("check.missing", "{path}: no such file or folder", options.locale, path=printable(path))
        )
    task = functools.partial(_check_one, settings=settings, named=found.named)
    outcomes: list[work.Outcome] = []
    failed = ""
    with _progress(len(found.files)) as advance:
        try:
            for done, told in work.run(found.files, task, jobs or _jobs(len(found.files))):
                outcomes.extend(told)
                advance(done)
        except RuntimeError as error:
            failed = str(error)
    if failed:
        _say("error", failed)
    repaired = 0
    if options.fix or options.unsafe:
        outcomes, repaired = _repair(outcomes, settings, options)
    status = _tell(outcomes, found.named, options)
    if not found.files and not found.missing:
        english = "No source files here. These are read: {suffixes}."
        known = " ".join(sorted(suffixes()))
        click.echo(texts.text("check.no-files", english, options.locale, suffixes=known), err=options.format != "text")
        if options.format == "text":
            sys.exit(status)
    skipped = _skipped(outcomes)
    result = Result(
        files=reports.result_of(outcomes, options.shown),
        checked=len(found.files) - sum(map(len, skipped.values())),
        relevant=sum(outcome.relevant and outcome.skipped is None for outcome in outcomes),
        seconds=time.perf_counter() - began,
        repaired=repaired,
        skipped=skipped,
        locale=options.locale,
        colour=_colour(),
        width=_width(),
        statistics=options.statistics,
    )
    _print(result, options)
    sys.exit(WRONG_USE if found.missing or failed else max(status, _status(result, options)))


def _check_stdin(name: str | None, settings: disk.SettingsOnDisk, options: Options) -> NoReturn:
    from wsclose.syntax.languages import for_path

    if name is None:
        raise click.UsageError("Give --stdin-filename, so that the language is known.")
    if for_path(name) is None:
        raise click.UsageError(f"{printable(name)} is in no language that is read here.")
    began = time.perf_counter()
    data = sys.stdin.buffer.read()
    _tell_problems(settings, (name,))
    outcome = work.check_data(name, data, settings, named=True)
    repaired = 0
    if options.fix or options.unsafe:
        outcome, new, repaired = _repaired(outcome, data, settings, options)
        if options.diff:
            _print_diff(name, data, new)
        else:
            sys.stdout.buffer.write(new)
            sys.stdout.flush()
    status = _tell([outcome], frozenset({name}), options)
    result = Result(
        files=reports.result_of([outcome], options.shown),
        checked=int(outcome.skipped is None),
        relevant=int(outcome.relevant),
        seconds=time.perf_counter() - began,
        repaired=repaired,
        skipped=_skipped([outcome]),
        locale=options.locale,
        colour=_colour(),
        width=_width(),
        statistics=options.statistics,
    )
    _print(result, options, err=options.fix or options.unsafe)
    sys.exit(max(status, _status(result, options)))


def _tell_problems(settings: disk.SettingsOnDisk, paths: Sequence[str]) -> None:
    """Ends with wrong use where a settings file is wrong: what it meant to switch off would be reported."""
    problems = settings.of_files(disk.posix(path) for path in paths)
    for problem in problems:
        _say("error", printable(str(problem).removeprefix(f"{disk.posix('.')}/")))
    if problems:
        sys.exit(WRONG_USE)


def _check_one(path: str, *, settings: disk.SettingsOnDisk, named: frozenset[str]) -> work.Outcome:
    return work.check_file(path, settings, named=path in named)


def _jobs(count: int) -> int:
    if count < work.WORTH_IT:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


# ---- repairs ----


def _repair(
    outcomes: list[work.Outcome], settings: disk.SettingsOnDisk, options: Options
) -> tuple[list[work.Outcome], int]:
    """Repairs what can be repaired, on disk, or on standard output as a diff."""
    after: list[work.Outcome] = []
    total = 0
    for outcome in sorted(outcomes, key=lambda outcome: outcome.path):
        if not outcome.findings:
            after.append(outcome)
            continue
        if outcome.invalid:
            english = "{path}: not repaired, since it is not UTF-8"
            _say("note", texts.text("check.not-repaired", english, options.locale, path=printable(outcome.path)))
            after.append(outcome)
            continue
        now, new, count = _repaired(outcome, outcome.data, settings, options)
        if options.diff:
            _print_diff(outcome.path, outcome.data, new)
            now, count = outcome, 0
        elif new != outcome.data:
            try:
                Path(outcome.path).write_bytes(new)
            except OSError as error:
                _say("error", f"{printable(outcome.path)}: {error.strerror}")
                now, count = outcome, 0
        after.append(now)
        total += count
    return after, total


def _repaired(
    outcome: work.Outcome, data: bytes, settings: disk.SettingsOnDisk, options: Options
) -> tuple[work.Outcome, bytes, int]:
    """(what is left to say, the new bytes, how many findings were repaired)"""
    from wsclose.project import fixing
    from wsclose.syntax.document import Document

    total = 0
    for _ in range(ROUNDS):
        document = Document.from_bytes(data)
        shown = [finding for finding in outcome.findings if finding.severity >= options.shown]
        fixed = fixing.apply(document.text, shown, unsafe=options.unsafe)
        if document.had_invalid_utf8 or not fixed.repaired:
            break
        total += len(fixed.repaired)
        document.text = fixed.text
        data = document.to_bytes()
        outcome = work.check_data(outcome.path, data, settings, named=True)
    return outcome, data, total


def _print_diff(path: str, before: bytes, after: bytes) -> None:
    from wsclose.syntax.document import Document

    texts_of_both = (Document.from_bytes(data).text.decode("utf-8", "replace") for data in (before, after))
    old, new = (content.splitlines(keepends=True) for content in texts_of_both)
    for line in difflib.unified_diff(old, new, printable(path), printable(path)):
        colour = "green" if line.startswith("+") else "red" if line.startswith("-") else None
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        click.echo(click.style(ended, fg=colour) if colour and _colour() else ended, nl=False, color=_colour())


# ---- what is told ----


def _tell(outcomes: list[work.Outcome], named: frozenset[str], options: Options) -> int:
    """One line on standard error for whatever could not be checked as it should. The status that follows from it."""
    english = {
        "large": "{path}: skipped, it is larger than 500 kB",
        "minified": "{path}: skipped, it is minified",
        "generated": "{path}: skipped, it is generated",
        "binary": "{path}: skipped, it is a binary file",
        "unreadable": "{path}: it can't be read",
        "gone": "{path}: it was deleted before it could be read",
        "unknown": "{path}: skipped, it is in no language that is read here",
        "excluded": "{path}: skipped, the settings exclude it",
    }
    status = CLEAN
    for outcome in sorted(outcomes, key=lambda outcome: outcome.path):
        path = printable(outcome.path)
        if outcome.error:
            status = WRONG_USE
            _say("error", f"{path}: wsclose failed ({outcome.error}); please report this")
        if outcome.invalid:
            _say("note", texts.text("check.invalid", "{path}: not UTF-8; what can't be read was replaced", options.locale, path=path))  # fmt: skip
        reason = outcome.skipped
        if reason is None or reason == "folder":
            continue
        if options.verbose or outcome.path in named or reason in ("unreadable", "gone"):
            _say("note", texts.text(f"check.note-{reason}", english[reason], options.locale, path=path))
    return status


def _skipped(outcomes: list[work.Outcome]) -> dict[sources.Reason, list[str]]:
    skipped: dict[sources.Reason, list[str]] = {}
    for outcome in outcomes:
        if outcome.skipped is not None:
            skipped.setdefault(outcome.skipped, []).append(outcome.path)
    return skipped


def _say(kind: str, message: str) -> None:
    click.echo(f"{kind}: {message}", err=True)


def _print(result: Result, options: Options, *, err: bool = False) -> None:
    click.echo(reports.renderer(options.format)(result), nl=False, err=err, color=result.colour)


def _status(result: Result, options: Options) -> int:
    worst = result.worst
    return FINDINGS if worst is not None and worst >= Severity.WARNING and not options.exit_zero else CLEAN


def _colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _width() -> int:
    return shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 120


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
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


def _rule_names(option: str, value: str | None) -> frozenset[str]:
    """The rules that an option lists; an unknown one is wrong use."""
    if value is None:
        return frozenset()
    from wsclose.rules.registry import by_name

    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    known = by_name()
    for name in sorted(names - known.keys()):
        near = difflib.get_close_matches(name, known, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else " `wsclose rules` lists them."
        raise click.UsageError(f"{option}: there is no rule {name}.{hint}")
    return names
