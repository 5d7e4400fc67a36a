"""Which source files there are, and what is read of them: for a command, and for a workspace that is open."""

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from wsclose.plain import plain
from wsclose.syntax.minified import is_minified

LARGEST = 500_000
"""Bytes. What is longer was not written by hand, and takes seconds to analyse."""

Reason = Literal["large", "minified", "generated", "binary", "unreadable", "gone", "folder", "unknown", "excluded"]
"""Why a file is not checked. `folder`: it only has a file's name; `unknown`: it is in no language that is read."""

GENERATED = re.compile(
    rb"@generated\b|\bgenerated\b[^\n]{0,100}\bdo not (?:edit|modify)|\bdo not (?:edit|modify)\b[^\n]{0,100}\bgenerated\b",
    re.IGNORECASE,
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@plain
class Found:
    """What the paths of a command line stand for: files, in the order of their names, and paths that do not exist."""

    files: tuple[str, ...]
    named: frozenset[str]  # those that were named themselves, rather than found in a folder
    missing: tuple[str, ...]


def find(paths: Sequence[str], suffixes: Collection[str], *, gitignore: bool = True) -> Found:
    """Every file of a known suffix in the folders among `paths`, and every path that is a file, whatever its suffix."""
    files: dict[str, None] = {}
    named: list[str] = []
    missing: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            files.update(dict.fromkeys(walk(path, tuple(suffixes), gitignore)))
        elif os.path.lexists(path):
            named.append(path)
        else:
            missing.append(path)
    files.update(dict.fromkeys(named))
    return Found(tuple(files), frozenset(named), tuple(missing))


def walk(folder: str, suffixes: tuple[str, ...], gitignore: bool) -> list[str]:
    """Hidden files and what .gitignore and .ignore name are left out; links are not followed."""
    from ignore import WalkBuilder

    builder = WalkBuilder(Path(folder)).require_git(False)
    if not gitignore:
        builder.git_ignore(False).git_global(False).git_exclude(False).ignore(False).parents(False)
    found: list[str] = []
    walk = builder.build()
    while True:
        try:
            for entry in walk:
                path = str(entry.path())
                if path.lower().endswith(suffixes):
                    found.append(path)
        except Exception:  # a folder that may not be read; the walk goes on behind it
            continue
        break
    here = f".{os.sep}"
    return sorted(path.removeprefix(here) for path in found)


def read(path: str, *, named: bool) -> bytes | Reason:
    """A file's bytes, or why there are none. A link is followed only when it was named."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | (0 if named else getattr(os, "O_NOFOLLOW", 0))
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return "gone"
    except OSError:
        return "folder" if Path(path).is_symlink() and not named else "unreadable"
    try:
        expected = os.fstat(handle).st_size  # most files come in one piece, and no more room is made than they need
        data = os.read(handle, min(expected, LARGEST) + 1)
        while len(data) != expected and 0 < len(data) <= LARGEST and (more := os.read(handle, LARGEST + 1 - len(data))):
            data += more
    except IsADirectoryError:
        return "folder"
    except OSError:
        return "unreadable"
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        return "large"
    if b"\0" in data[:1024] and not data.startswith(UTF_16):
        return "binary"
    return data


def not_by_hand(path: str, data: bytes) -> Reason | None:
    """Whether nobody wrote this: it is minified or says that it is generated."""
    if is_minified(path, data):
        return "minified"
    return "generated" if ".generated." in path or GENERATED.search(data, 0, 2000) else None
