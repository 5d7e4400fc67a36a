"""`python -m tests.real_code FOLDER`: the checker on repositories that are checked out in a folder, as OWNER+NAME.

Prints a row for each and what differs from `tests/real_code.toml`: findings judged wrong that are still there, findings
judged right that are gone. Nothing of theirs is kept but names, paths and numbers of lines.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

from tests.real_code import book
from tests.real_code.survey import Survey, Told, both, once


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.real_code", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the repositories are checked out")
    parser.add_argument("only", nargs="*", metavar="WORD", help="only repositories whose name contains one of these")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument(
        "--show", metavar="RULES", help="print the findings of these rules with their lines, or of `all`"
    )
    parser.add_argument("--new", action="store_true", help="of those, only findings that nobody has judged")
    parser.add_argument("--verdicts", type=Path, help="a file of `VERDICT OWNER/NAME RULE PATH:LINE`, to be entered")
    parser.add_argument("--update", action="store_true", help=f"write tests/{book.FILE.name}")
    parser.add_argument(
        "--byte-test", action="store_true", help="check again with the cheap test switched off, and compare"
    )
    options = parser.parse_args()
    kept = book.read()
    judged = book.judgements(options.verdicts.read_text("utf-8").splitlines()) if options.verdicts else {}
    folders = sorted(
        (one for one in options.folder.resolve().iterdir() if one.is_dir()), key=lambda one: one.name.lower()
    )
    names = [str(one) for one in folders if not options.only or any(word in one.name for word in options.only)]
    shown = frozenset((options.show or "").split(","))
    total: Counter[str] = Counter()
    lost = 0
    _row("repository", "files", "of them", "findings", "right", "wrong", "arguable", "seconds")
    check = both if options.byte_test else once
    for now, without in _each(check, names, options.jobs):
        verdicts = {**kept.verdicts(now.name), **judged.get(now.name, {})}
        said = Counter(verdicts.get(one.key, "") for one in now.told)
        figures = (now.files, sum(now.speaking.values()), len(now.told), *(said[verdict] for verdict in book.VERDICTS))
        _row(now.name, *map(str, figures), f"{now.seconds:.1f}")
        total.update(dict(zip(("files", "speaking", "told", *book.VERDICTS), figures, strict=True)), repositories=1)
        total.update({f"rule {rule}": count for rule, count in now.counts().items()})
        _print_remarks(now, verdicts)
        lost += _print_differences(now, without) if without else 0
        for one in now.told:
            if (one.rule in shown or "all" in shown) and not (options.new and one.key in verdicts):
                print(
                    f"    {verdicts.get(one.key, '?'):<9}{one.severity:<12}{one.key}\n        {one.text[:150]}\n        {one.message}"
                )
        kept.take(now, judged.get(now.name, {}))
    _row(
        f"{total['repositories']} repositories",
        *(str(total[key]) for key in ("files", "speaking", "told", *book.VERDICTS)),
    )
    for key, count in sorted(total.items()):
        if key.startswith("rule "):
            print(f"    {count:>5}  {key.removeprefix('rule ')}")
    if options.byte_test:
        print(f"{lost} findings differ when the cheap test is switched off.")
    if options.update:
        kept.write()


Check = Callable[[str], tuple[Survey, Survey | None]]


def _each(check: Check, names: list[str], jobs: int) -> Iterator[tuple[Survey, Survey | None]]:
    """In processes of their own, a few repositories each: what one leaves in memory does not slow the next."""
    with get_context("spawn").Pool(jobs, maxtasksperchild=10) as pool:
        yield from pool.imap(check, names)


def _print_remarks(now: Survey, verdicts: book.Verdicts) -> None:
    for error in now.errors:
        print(f"    ERROR {error}")
    for seconds, path in now.slow:
        print(f"    SLOW {seconds:.2f} s {path}")
    keys = {one.key for one in now.told}
    for key, verdict in sorted(verdicts.items()):
        if verdict == "wrong" and key in keys:
            print(f"    WRONG {key}")
        if verdict == "right" and key not in keys:
            print(f"    GONE {key}")


def _print_differences(now: Survey, without: Survey) -> int:
    """How many findings there are with only one of the two."""
    here, there = Counter(now.told), Counter(without.told)
    for sign, ones in (("only with it", here - there), ("only without it", there - here)):
        for one in ones:
            print(f"    {sign}: {one.key}\n        {_words(one)}")
    return sum((here - there).values()) + sum((there - here).values())


def _words(one: Told) -> str:
    return f"{one.text[:150]}  |  {one.message[:120]}"


def _row(name: str, *cells: str) -> None:
    print(f"{name:<44}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
