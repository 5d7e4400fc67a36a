"""`wsclose check`: finds what is wrong with close codes in files and folders, and repairs it."""

import difflib
import functools
import os
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

import click

from wsclose import disk, sources
from wsclose.cli import baselines, repairs, reports, terminal, work
from wsclose.cli.reports import Result
from wsclose.cli.reports.text import printable
from wsclose.knowledge import texts
from wsclose.plain import plain
from wsclose.project.findings import Severity
from wsclose.project.settings import Settings

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
"""Exit statuses. Findings at warning or above are FINDINGS, whatever the format."""

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
    known: work.Known | None  # the baseline
    renewed: str  # the baseline that is to be written


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
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file has.")
@click.option("--write-baseline", is_flag=True, help="Write the findings into the file of --baseline.")
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
    baseline: str | None,
    write_baseline: bool,
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
    given = Settings(_rule_names("--select", select, words), _rule_names("--ignore", ignore, words), locale=words)
    settings = disk.SettingsOnDisk(given, locale_is_chosen=bool(locale), overrides=True)
    if write_baseline and (baseline is None or fix or unsafe_fixes or diff):
        english = "--write-baseline needs --baseline FILE, and makes no repairs."
        raise click.UsageError(texts.text("check.write-where", english, words))
    options = Options(
        format=output,
        fix=fix or diff,
        unsafe=unsafe_fixes,
        diff=diff,
        shown=SEVERITIES[severity],
        statistics=statistics,
        exit_zero=exit_zero,
        verbose=verbose,
        locale=words,
        known=baselines.load(baseline, words) if baseline is not None and not write_baseline else None,
        renewed=baseline if baseline is not None and write_baseline else "",
    )
    if "-" in paths or stdin_filename is not None:
        if set(paths) - {"-"}:
            raise click.UsageError(texts.text("check.both", "Check standard input or paths, not both.", words))
        _check_stdin(stdin_filename, settings, options)
    _check_paths(paths or (".",), settings, options, gitignore=not no_gitignore, jobs=jobs)


# ---- the two ways to run ----


def _check_paths(
    paths: Sequence[str], settings: disk.SettingsOnDisk, options: Options, *, gitignore: bool, jobs: int | None
) -> NoReturn:
    from wsclose.syntax.languages import suffixes

    began = time.perf_counter()
    found = sources.find(paths, suffixes(), gitignore=gitignore)
    _tell_problems(settings, found.files, options.locale)
    for path in found.missing:
        message = texts.text("check.missing", "{path}: no such file or folder", options.locale, path=printable(path))
        terminal.say("error", message, options.locale)
    task = functools.partial(_check_one, settings=settings, named=found.named, known=options.known)
    outcomes, complete = work.run_all(found.files, task, jobs, options.locale)
    if complete and len(found.named) < len(found.files):  # a folder, and not only files that were picked out of it
        outcomes = work.look_across(outcomes, settings, task)
    repaired = 0
    if options.fix or options.unsafe:
        outcomes, repaired = repairs.repair(outcomes, _repairs(settings, options))
    status = _tell(outcomes, found.named, options)
    if not found.files and not found.missing:
        english = "No source files here. These are read: {suffixes}."
        known = " ".join(sorted(suffixes()))
        click.echo(texts.text("check.no-files", english, options.locale, suffixes=known), err=options.format != "text")
        if options.format == "text":
            sys.exit(status)
    if options.renewed:
        findings = reports.result_of(outcomes, options.shown)
        click.echo(baselines.renew(options.renewed, findings, options.locale))
        sys.exit(WRONG_USE if found.missing or not complete else status)
    skipped = _skipped(outcomes)
    result = Result(
        files=reports.result_of(outcomes, options.shown),
        checked=len(found.files) - sum(map(len, skipped.values())),
        relevant=sum(outcome.relevant and outcome.skipped is None for outcome in outcomes),
        seconds=time.perf_counter() - began,
        repaired=repaired,
        skipped=skipped,
        locale=options.locale,
        colour=terminal.colour(),
        width=terminal.width(),
        statistics=options.statistics,
        known=sum(outcome.known for outcome in outcomes),
    )
    _print(result, options)
    sys.exit(WRONG_USE if found.missing or not complete else max(status, _status(result, options)))


def _check_stdin(name: str | None, settings: disk.SettingsOnDisk, options: Options) -> NoReturn:
    from wsclose.syntax.languages import for_path

    if name is None:
        english = "Give --stdin-filename, so that the language is known."
        raise click.UsageError(texts.text("check.no-name", english, options.locale))
    if for_path(name) is None:
        english = "{path} is in no language that is read here."
        raise click.UsageError(texts.text("check.no-language", english, options.locale, path=printable(name)))
    began = time.perf_counter()
    data = sys.stdin.buffer.read()
    _tell_problems(settings, (name,), options.locale)
    outcome = work.check_data(name, data, settings, named=True, known=options.known)
    repaired = 0
    if options.fix or options.unsafe:
        outcome, new, repaired = repairs.repaired(outcome, data, _repairs(settings, options))
        if options.diff:
            repairs.print_diff(name, data, new)
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
        colour=terminal.colour(),
        width=terminal.width(),
        statistics=options.statistics,
        known=outcome.known,
    )
    _print(result, options, err=options.fix or options.unsafe)
    sys.exit(max(status, _status(result, options)))


def _tell_problems(settings: disk.SettingsOnDisk, paths: Sequence[str], locale: str) -> None:
    """Ends with wrong use where a settings file is wrong: what it meant to switch off would be reported."""
    problems = settings.of_files(disk.posix(path) for path in paths)
    for problem in problems:
        terminal.say("error", printable(str(problem).removeprefix(f"{disk.posix('.')}/")), locale)
    if problems:
        sys.exit(WRONG_USE)


def _check_one(
    path: str, *, settings: disk.SettingsOnDisk, named: frozenset[str], known: work.Known | None
) -> work.Outcome:
    return work.check_file(path, settings, named=path in named, known=known)


def _repairs(settings: disk.SettingsOnDisk, options: Options) -> repairs.Repairs:
    def look(path: str, data: bytes) -> work.Outcome:
        return work.check_data(path, data, settings, named=True, known=options.known)

    return repairs.Repairs(look, options.unsafe, options.diff, options.shown, options.locale)


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
    failed = "{path}: wsclose failed ({error}); please report this"
    invalid = "{path}: not UTF-8; what can't be read was replaced"
    say = functools.partial(terminal.say, locale=options.locale)
    status = CLEAN
    for outcome in sorted(outcomes, key=lambda outcome: outcome.path):
        path = printable(outcome.path)
        if outcome.error:
            status = WRONG_USE
            say("error", texts.text("check.failed", failed, options.locale, path=path, error=outcome.error))
        if outcome.invalid:
            say("note", texts.text("check.invalid", invalid, options.locale, path=path))
        reason = outcome.skipped
        if reason is None or reason == "folder":
            continue
        if options.verbose or outcome.path in named or reason in ("unreadable", "gone"):
            say("note", texts.text(f"check.note-{reason}", english[reason], options.locale, path=path))
    return status


def _skipped(outcomes: list[work.Outcome]) -> dict[sources.Reason, list[str]]:
    skipped: dict[sources.Reason, list[str]] = {}
    for outcome in outcomes:
        if outcome.skipped is not None:
            skipped.setdefault(outcome.skipped, []).append(outcome.path)
    return skipped


def _print(result: Result, options: Options, *, err: bool = False) -> None:
    click.echo(reports.renderer(options.format)(result), nl=False, err=err, color=result.colour)


def _status(result: Result, options: Options) -> int:
    worst = result.worst
    return FINDINGS if worst is not None and worst >= Severity.WARNING and not options.exit_zero else CLEAN


def _rule_names(option: str, value: str | None, locale: str) -> frozenset[str]:
    """The rules that an option lists; an unknown one is wrong use."""
    if value is None:
        return frozenset()
    from wsclose.rules.registry import by_name

    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    known = by_name()
    for name in sorted(names - known.keys()):
        near = difflib.get_close_matches(name, known, n=3)
        if near:
            english = "{option}: there is no rule {name}. Did you mean {near}?"
            said = texts.text("check.near-rule", english, locale, option=option, name=name, near=", ".join(near))
        else:
            english = "{option}: there is no rule {name}. `wsclose rules` lists them."
            said = texts.text("check.no-rule", english, locale, option=option, name=name)
        raise click.UsageError(said)
    return names
