"""Checks many files, in one process or in several: parsing holds the interpreter's lock, so threads would not help."""

import os
import pickle
import re
import select
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wsclose import disk, sources
from wsclose.cli import terminal
from wsclose.garbage import collecting_seldom
from wsclose.knowledge import relevance
from wsclose.knowledge.codeset import PRIVATE
from wsclose.knowledge.texts import text
from wsclose.plain import plain
from wsclose.project.findings import Finding

if TYPE_CHECKING:
    from wsclose.checker import Checked, FileChecker
    from wsclose.project.baseline import Baseline
    from wsclose.project.inventory import Use
    from wsclose.project.workspace import Workspace

WORTH_IT = 400
"""Files. Below this, starting processes takes longer than what they save."""

DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
NUMBER = re.compile(rb"(?<!\w)[1-4]_?\d{3}(?!\w)")
"""Declarations do nothing, so that only numbers in them can be worth a word."""

PORTION = 8  # files that a process takes at a time: few, since one can take as long as a thousand others
_NUMBER = struct.Struct("<I")


@plain
class Outcome:
    """What became of one file. `data` is its bytes where there are findings; `skipped` says why it was not checked."""

    path: str
    relevant: bool = False  # it mentions WebSockets
    findings: tuple[Finding, ...] = ()
    data: bytes = b""
    skipped: sources.Reason | None = None
    invalid: bool = False  # not UTF-8: bytes were replaced
    error: str = ""  # an exception of ours
    known: int = 0  # findings that the baseline has
    uses: "tuple[PlacedUse, ...]" = ()  # where an inventory is taken
    private: "tuple[Use, ...]" = ()  # what it does with private codes, unless it is a test
    sends_anything: frozenset[str] = frozenset()  # sides that close with codes that are decided elsewhere
    numbers: Counter[int] = field(default_factory=Counter)  # private numbers in a file with uses


@plain
class PlacedUse:
    """What a file does with a code, and where, as people count."""

    use: "Use"
    line: int
    column: int
    own_name: str  # what the settings call this code


@plain
class Known:
    """A baseline, and the folder that its paths are relative to."""

    baseline: "Baseline"
    folder: str

    def place(self, path: str) -> str:
        """A file's path as the baseline has it."""
        return os.path.relpath(path, self.folder).replace(os.sep, "/")


def check_file(path: str, settings: disk.SettingsOnDisk, *, named: bool, known: Known | None = None) -> Outcome:
    """Reads and checks one file."""
    data = _read(path, settings, named=named)
    return data if isinstance(data, Outcome) else check_data(path, data, settings, named=named, known=known)


def take_inventory(path: str, settings: disk.SettingsOnDisk, *, named: bool, tests: bool) -> Outcome:
    """Reads one file and lists what it does with codes. `tests`: also if it is a test."""
    from wsclose.project.inventory import private_numbers, sends_anything, uses

    data = _read(path, settings, named=named)
    examined = data if isinstance(data, Outcome) else _examine(path, data, settings, named=named)
    if isinstance(examined, Outcome):
        return examined
    checker, checked = examined
    if checker.in_tests and not tests and not named:
        return Outcome(path)
    own = checker.settings.own_codes
    placed = []
    for use in uses(checked.facts):
        line, column = checker.document.position(use.start, "utf-32")
        placed.append(PlacedUse(use, line + 1, column + 1, own[use.number].name if use.number in own else ""))
    numbers = private_numbers(checker.document.text) if placed else Counter[int]()
    return Outcome(path, True, uses=tuple(placed), numbers=numbers, sends_anything=sends_anything(checked.facts))


def _read(path: str, settings: disk.SettingsOnDisk, *, named: bool) -> bytes | Outcome:
    """A file's bytes, or what became of it instead."""
    if not named and settings.of_file(place := disk.posix(path)).excludes(place):
        return Outcome(path, skipped="excluded")
    data = sources.read(path, named=named)
    if isinstance(data, str):
        return Outcome(path, skipped=data)
    return data


def check_data(
    path: str, data: bytes, settings: disk.SettingsOnDisk, *, named: bool, known: Known | None = None
) -> Outcome:
    """Checks a file whose bytes are known. What `known` has is left out."""
    examined = _examine(path, data, settings, named=named)
    if isinstance(examined, Outcome):
        return examined
    checker, checked = examined
    findings, old = checked.findings, 0
    if known is not None and findings:
        findings, old = known.baseline.split(known.place(path), findings, checker.document)
    invalid = checker.document.had_invalid_utf8
    outcome = Outcome(path, True, findings, data if findings else b"", invalid=invalid, known=old)
    if checker.in_tests or not any(placed.facts.facts for placed in checked.facts):
        return outcome
    from wsclose.project.inventory import private_numbers, sends_anything, uses

    private = tuple(use for use in uses(checked.facts) if use.number in PRIVATE)
    numbers = private_numbers(checker.document.text)
    return replace(outcome, private=private, numbers=numbers, sends_anything=sends_anything(checked.facts))


def look_across(outcomes: list[Outcome], settings: disk.SettingsOnDisk, again: "Check") -> list[Outcome]:
    """Looks again at files with private codes that only one side of all these files knows."""
    from wsclose.project.inventory import Files

    places = {outcome.path: disk.posix(outcome.path) for outcome in outcomes if outcome.private or outcome.numbers}
    uses = [(places[outcome.path], use) for outcome in outcomes for use in outcome.private]
    if not uses:
        return outcomes
    numbers = {places[outcome.path]: outcome.numbers for outcome in outcomes if outcome.path in places}
    send_anything = frozenset[str]().union(*(outcome.sends_anything for outcome in outcomes))
    unmatched = Files(uses, numbers, send_anything).unmatched()
    if not unmatched:
        return outcomes
    _workspace(settings).compared(unmatched)
    return [again(outcome.path) if places.get(outcome.path) in unmatched else outcome for outcome in outcomes]


def _examine(
    path: str, data: bytes, settings: disk.SettingsOnDisk, *, named: bool
) -> "Outcome | tuple[FileChecker, Checked]":
    """What there is to say of a file, or why there is nothing."""
    from wsclose.syntax.languages import by_name, for_path

    language = for_path(path)
    if language is None:
        return Outcome(path, skipped="unknown")
    wide = data.startswith(sources.UTF_16)
    place = disk.posix(path)
    chosen = settings.of_file(place)
    if not wide and not relevance.worth_reading(data, by_name(language).family, chosen.libraries):
        return Outcome(path)
    if path.endswith(DECLARATIONS) and not NUMBER.search(data):
        return Outcome(path)
    if not named and (reason := sources.not_by_hand(path, data)):
        return Outcome(path, relevant=True, skipped=reason)
    # Here and not above: most files end before this, and small projects without WebSockets never need it.
    from wsclose import checker
    from wsclose.syntax.document import Document

    try:
        others = _workspace(settings)
        file = checker.FileChecker(place, language, Document.from_bytes(data), chosen, others, others.units)
        checked = file.checked()
        written = tuple(replace(finding, fixes=tuple(finding.fixes)) for finding in checked.findings)
        return file, replace(checked, findings=written)
    except Exception as error:  # it must never happen; when it does, the other files are still checked
        return Outcome(path, relevant=True, error=f"{type(error).__name__}: {error}")


@cache
def _workspace(settings: disk.SettingsOnDisk) -> "Workspace":
    """What the files of this run can ask of each other. Each process has its own."""
    from wsclose.project.workspace import Workspace

    workspace = Workspace(disk.DiskFiles([str(Path.cwd())]))
    workspace.models = lambda family, path, text: settings.of_file(path).models(family, path, text)
    return workspace


Check = Callable[[str], Outcome]


class Unfinished(Exception):
    """A process ended early: how many files were not looked at."""


def run_all(paths: Sequence[str], check: Check, jobs: int | None, locale: str) -> tuple[list[Outcome], bool]:
    """What is worth telling of the files, and whether all of them were looked at; progress is shown meanwhile."""
    outcomes: list[Outcome] = []
    with terminal.progress(len(paths)) as advance:
        try:
            for done, told in run(paths, check, jobs or processes(len(paths))):
                outcomes.extend(told)
                advance(done)
        except Unfinished as error:
            english = "a process ended early: {left} of {total} files were not checked"
            message = text("check.unfinished", english, locale, left=error.args[0], total=len(paths))
            terminal.say("error", message, locale)
            return outcomes, False
    return outcomes, True


def processes(files: int) -> int:
    """How many are worth starting for so many files."""
    if files < WORTH_IT:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


def run(paths: Sequence[str], check: Check, jobs: int) -> Iterator[tuple[int, list[Outcome]]]:
    """Yields how many more files are done and what is worth telling of them. The order is that of finishing."""
    with collecting_seldom():
        yield from _run(paths, check, jobs)


def _run(paths: Sequence[str], check: Check, jobs: int) -> Iterator[tuple[int, list[Outcome]]]:
    jobs = min(jobs, -(-len(paths) // PORTION))
    if jobs < 2 or not hasattr(os, "fork"):
        for start in range(0, len(paths), PORTION):
            yield _portion(paths, start, check)
        return
    yield from _forked(paths, check, jobs)


def _portion(paths: Sequence[str], start: int, check: Check) -> tuple[int, list[Outcome]]:
    portion = paths[start : start + PORTION]
    outcomes = [check(path) for path in portion]
    return len(portion), [each for each in outcomes if each.relevant or each.skipped or each.error]


def _forked(paths: Sequence[str], check: Check, jobs: int) -> Iterator[tuple[int, list[Outcome]]]:
    """Each process takes a portion when it is done with the last one, from a pipe that holds where portions start."""
    starts = [_NUMBER.pack(start) for start in range(0, len(paths), PORTION)]
    take, give = os.pipe()
    children: dict[int, int] = {}  # reading end -> process
    for _ in range(jobs):
        results, answer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(give)
            _work(paths, check, take, answer)
        os.close(answer)
        children[results] = child
    os.close(take)
    done = 0
    try:
        poller = select.poll()
        for results in children:
            poller.register(results, select.POLLIN)
        poller.register(give, select.POLLOUT)
        pending = b"".join(starts)
        os.set_blocking(give, False)
        open_ends = set(children)
        while open_ends:
            for handle, _event in poller.poll():
                if handle == give:
                    try:
                        pending = pending[os.write(give, pending[:4096]) :]
                    except BlockingIOError:
                        pass
                    except BrokenPipeError:  # every process has died
                        pending = b""
                    if not pending:
                        poller.unregister(give)
                        os.close(give)
                        give = -1
                    continue
                message = _receive(handle)
                if message is None:
                    poller.unregister(handle)
                    open_ends.discard(handle)
                    continue
                done += message[0]
                yield message
        if done < len(paths):
            raise Unfinished(len(paths) - done)
    finally:
        if give >= 0:
            os.close(give)
        for results, child in children.items():
            os.close(results)
            os.waitpid(child, 0)


def _work(paths: Sequence[str], check: Check, take: int, answer: int) -> None:
    """A process's life. It never returns, so that nothing of the parent's runs twice."""
    try:
        while number := os.read(take, _NUMBER.size):
            message = pickle.dumps(_portion(paths, _NUMBER.unpack(number)[0], check), pickle.HIGHEST_PROTOCOL)
            _send(answer, _NUMBER.pack(len(message)) + message)
        os._exit(0)
    except BaseException:
        os._exit(1)


def _send(handle: int, message: bytes) -> None:
    view = memoryview(message)
    while view:
        view = view[os.write(handle, view) :]


def _receive(handle: int) -> tuple[int, list[Outcome]] | None:
    """One message of a process, or None when it has ended."""
    head = _exactly(handle, _NUMBER.size)
    if head is None:
        return None
    body = _exactly(handle, _NUMBER.unpack(head)[0])
    return None if body is None else pickle.loads(body)


def _exactly(handle: int, size: int) -> bytes | None:
    parts = b""
    while len(parts) < size:
        more = os.read(handle, size - len(parts))
        if not more:
            return None
        parts += more
    return parts
