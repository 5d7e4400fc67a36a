"""What is measured of the command line: a whole tree, and the shortest command."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.performance.subjects import CLICK, PATTERNS, SEARCH, SUFFIXES, WSCLOSE, environment, installed
from tests.performance.table import beside, head, milliseconds, p50, p95, row


def version(rounds: int) -> None:
    """`wsclose --version` beside a click program that prints a word."""
    head("the shortest command", "subject", "p50 ms", "p95 ms", "p50 beside")
    times = take_turns({"wsclose --version": [*WSCLOSE, "--version"], "click program": CLICK}, rounds)
    report("--version", times, "wsclose --version", goal=1.3)


def check(tree: Path | None, rounds: int) -> None:
    """`wsclose check` beside ripgrep with one regular expression."""
    head("check of a whole tree", "subject", "p50 ms", "p95 ms", "p50 beside")
    if tree is None or not tree.is_dir():
        row("no tree", "-", "-", "-", "name a folder with --tree, for example an installed node_modules")
        return
    files = [file for file in tree.rglob("*") if file.suffix[1:] in SUFFIXES and file.is_file()]
    size = sum(file.stat().st_size for file in files)
    subjects = {"wsclose check": [*WSCLOSE, "check", str(tree)]}
    if search := installed(SEARCH):
        subjects |= {name: [*search, pattern, str(tree)] for name, pattern in PATTERNS.items()}
    else:
        row(tree.name, "rg", "-", "-", "not installed")
    words = f"{len(files):,} source files, {size / 1e6:.0f} MB"
    report(words, take_turns(subjects, rounds), "wsclose check", goal=3)


def take_turns(subjects: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float] | str]:
    """Run each command once a round. Returns its seconds, or what went wrong."""
    results: dict[str, list[float] | str] = {name: [] for name in subjects}
    for turn in range(rounds + 1):
        for name, command in subjects.items():
            times = results[name]
            if isinstance(times, str):
                continue
            began = time.perf_counter()
            ended = subprocess.run(command, capture_output=True, env=environment())
            seconds = time.perf_counter() - began
            # 1 is "findings" for wsclose and "no match" for rg.
            if ended.returncode not in (0, 1) or b"Traceback" in ended.stderr:
                lines = ended.stderr.decode(errors="replace").strip().splitlines()
                results[name] = lines[-1] if lines else f"exit status {ended.returncode}"
            elif turn:  # the first run reads from the disk and writes bytecode
                times.append(seconds)
    return results


def report(words: str, results: Mapping[str, list[float] | str], own: str, goal: float) -> None:
    """A row for each command; the one of our own is set beside each of the others."""
    others = {name: p50(times) for name, times in results.items() if name != own and not isinstance(times, str)}
    for name, times in results.items():
        if isinstance(times, str):
            row(words, name, "-", "-", times)
            continue
        notes = [beside(p50(times), other, against, goal) for against, other in others.items()] if name == own else []
        row(words, name, milliseconds(p50(times)), milliseconds(p95(times)), ", ".join(notes))
