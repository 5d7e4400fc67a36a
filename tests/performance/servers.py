"""What is measured of language servers: a keystroke, the start, the memory.

The servers take turns, one keystroke or one start each, so that a busy moment of the machine hits all of them alike.
"""

import os
import random
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.performance.client import Client, NoAnswerError
from tests.performance.sources import CODE, Language, Shape, Source, make
from tests.performance.subjects import EMPTY_SERVER, RUFF_SERVER, WSCLOSE, installed
from tests.performance.table import beside, head, milliseconds, p50, p95, row

WARM_UP = 20
SHAPES: dict[Shape, str] = {"functions": "180 functions", "class": "a class of 180 methods"}
SERVERS: dict[str, list[str]] = {
    "wsclose": [*WSCLOSE, "server"],
    "ruff": installed(RUFF_SERVER) or RUFF_SERVER,
    "empty server": EMPTY_SERVER,
}
START_FUNCTIONS = {"60 lines": 5, "2,000 lines": 180}


@dataclass
class Session:
    """One server with one open file into which someone types.

    A name grows by two letters, shrinks by one, and then a close code changes. So most texts are new to the server: a
    cache of what it has already seen helps it as much as it would in life.
    """

    subject: str
    client: Client
    path: Path
    source: Source
    times: list[float] = field(default_factory=list)
    findings: dict[str, int] = field(default_factory=dict)
    lost: str = ""
    _steps: int = 0
    _typed: int = 0
    _code: str = CODE
    _letters: random.Random = field(default_factory=lambda: random.Random(1))

    def step(self) -> None:
        """One keystroke; `times` gets the seconds until its diagnostics were there."""
        if self.lost:
            return
        try:
            self.times.append(self._keystroke())
        except NoAnswerError as error:
            self.lost = str(error)
        self._steps += 1

    def _keystroke(self) -> float:
        if self._steps % 4 == 3:
            return self._change_code()
        line, name_end = self.source.identifier_end
        at = (line, name_end + self._typed)
        if self._steps % 4 != 2:
            self._typed += 1
            return self.client.change(self.path, at, at, self._letters.choice("abcdefghijklmnopqrstuvwxyz"))[0]
        # Names end somewhere: at forty letters all of them go.
        self._typed = 0 if self._typed > 40 else self._typed - 1
        return self.client.change(self.path, (line, name_end + self._typed), at, "")[0]

    def _change_code(self) -> float:
        line, start = self.source.code_start
        code = {CODE: "1006", "1006": "4001"}.get(self._code, CODE)
        seconds, found = self.client.change(self.path, (line, start), (line, start + len(CODE)), code)
        self._code = code
        self.findings[code] = len(found)
        return seconds


def start(subject: str, command: Sequence[str], folder: Path, source: Source, *, pull: bool) -> tuple[Session, float]:
    """Start a server and open the file. Returns also the seconds until the first diagnostics."""
    folder = folder / f"{subject} {source.language_id}".replace(" ", "-")
    folder.mkdir(exist_ok=True)
    path = folder / source.name
    path.write_text(source.text, "utf-8")
    began = time.perf_counter()
    client = Client(command, folder, pull=pull)
    try:
        arrived, _ = client.open(path, source.language_id, source.text)
    except NoAnswerError:
        client.close()
        raise
    return Session(subject, client, path, source), arrived - began


def keystrokes(rounds: int, modes: Sequence[bool]) -> None:
    """Keystroke to diagnostics: wsclose beside ruff and beside a server that does nothing."""
    subjects: list[tuple[str, Language]] = [
        ("wsclose", "javascript"),
        ("wsclose", "python"),
        ("ruff", "python"),
        ("empty server", "javascript"),
    ]
    for pull in modes:
        head(f"keystroke to diagnostics, {'pull' if pull else 'push'}", "subject", "p50 ms", "p95 ms", "p95 beside")
        for shape, words in SHAPES.items():
            with TemporaryDirectory() as folder, ExitStack() as stack:
                sessions = []
                for name, language in subjects:
                    source = make(language, shape)
                    subject = f"{name} {'.js' if language == 'javascript' else '.py'}"
                    try:
                        session, _ = start(subject, SERVERS[name], Path(folder).resolve(), source, pull=pull)
                    except (NoAnswerError, OSError) as error:
                        row(words, subject, "-", "-", str(error))
                        continue
                    stack.push(session.client)
                    sessions.append(session)
                _take_turns(sessions, WARM_UP + rounds)
                _report_keystrokes(words, sessions)


def _take_turns(sessions: Sequence[Session], rounds: int) -> None:
    turns = list(sessions)
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(turns)
        for session in turns:
            session.step()


def _report_keystrokes(words: str, sessions: Sequence[Session]) -> None:
    slowest = {session.subject.split()[0]: p95(session.times[WARM_UP:]) for session in sessions if not session.lost}
    for session in sessions:
        if session.lost:
            row(words, session.subject, "-", "-", session.lost)
            continue
        times = session.times[WARM_UP:]
        notes = []
        if session.subject.startswith("wsclose"):
            notes += [
                beside(p95(times), slowest.get("ruff"), "ruff", goal=1),
                beside(p95(times), slowest.get("empty"), "empty"),
            ]
            # The figure means something only if the server looks at what is typed.
            if session.findings.get("1006", 0) <= session.findings.get(CODE, 0):
                notes.append("1006 NOT FOUND")
        row(words, session.subject, milliseconds(p50(times)), milliseconds(p95(times)), ", ".join(filter(None, notes)))


def starts(rounds: int) -> None:
    """From starting the process to the first diagnostics."""
    head("start to first diagnostics", "subject", "p50 ms", "p95 ms", "p50 beside")
    for words, functions in START_FUNCTIONS.items():
        times: dict[str, list[float]] = {name: [] for name in SERVERS}
        lost: dict[str, str] = {}
        with TemporaryDirectory() as folder:
            for turn in range(rounds + 1):
                for name, command in SERVERS.items():
                    if name in lost:
                        continue
                    source = make("python" if name == "ruff" else "javascript", "functions", functions)
                    try:
                        session, seconds = start(name, command, Path(folder).resolve(), source, pull=False)
                    except (NoAnswerError, OSError) as error:
                        lost[name] = str(error)
                        continue
                    session.client.close()
                    if turn:  # the first start reads from the disk and writes bytecode
                        times[name].append(seconds)
        for name, found in times.items():
            if name in lost:
                row(words, name, "-", "-", lost[name])
                continue
            empty = p50(times["empty server"]) if name == "wsclose" and times["empty server"] else None
            row(
                words,
                name,
                milliseconds(p50(found)),
                milliseconds(p95(found)),
                beside(p50(found), empty, "empty", goal=1.25),
            )


def memory(edits: int) -> None:
    """Resident memory with one file of 2,000 lines open, and after many edits to it."""
    head("resident memory", "subject", "open MB", "then MB", "then beside")
    words = f"2,000 lines, then {edits:,} edits"
    if resident(os.getpid()) is None:
        row(words, "-", "-", "-", "not known how to ask for it here")
        return
    with TemporaryDirectory() as folder, ExitStack() as stack:
        sessions, before = [], []
        for name, command in SERVERS.items():
            source = make("python" if name == "ruff" else "javascript", "functions")
            try:
                session, _ = start(name, command, Path(folder).resolve(), source, pull=False)
            except (NoAnswerError, OSError) as error:
                row(words, name, "-", "-", str(error))
                continue
            stack.push(session.client)
            sessions.append(session)
            before.append(resident(session.client.process.pid) or 0)
        _take_turns(sessions, edits)
        after = {session.subject: resident(session.client.process.pid) or 0 for session in sessions}
        for session, first in zip(sessions, before, strict=True):
            last = after[session.subject]
            empty = after.get("empty server") if session.subject == "wsclose" else None
            cells = (f"{first / 1e6:.1f}", f"{last / 1e6:.1f}", session.lost or beside(last, empty, "empty", goal=1.6))
            row(words, session.subject, *cells)


def resident(pid: int) -> int | None:
    """Bytes of memory that a process holds, or None where there is no `/proc` and no `ps`."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        return next(
            (int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS")), None
        )
    try:
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(told.stdout) * 1024
