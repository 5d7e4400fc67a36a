"""Reads a workspace from disk: the one place where other files than those being checked are opened."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from wsclose.project.settings import FILES, Settings

if TYPE_CHECKING:
    from wsclose.project.settings_file import Read
    from wsclose.project.toml_file import Problem

LARGEST = 400_000  # bytes
MOST_FILES = 60_000  # that are indexed by name
SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "dist", "build", "target", "vendor", "bin", "obj"})


class DiskFiles:
    """The files below some folders. `overlay` holds the texts that are open in an editor, by path."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = tuple(posix(root) for root in roots)
        self.overlay: dict[str, bytes] = {}
        self._folders: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, list[str]] | None = None
        self._places: dict[str, list[str]] = {}  # folders by their names

    def roots(self) -> Sequence[str]:
        return self._roots

    def forget(self) -> None:
        """Drops what is known of which files there are."""
        self._folders.clear()
        self._named = None

    def read(self, path: str) -> bytes | None:
        if path in self.overlay:
            return self.overlay[path]
        try:
            if os.stat(path).st_size > LARGEST:
                return None
            return Path(path).read_bytes()
        except OSError:
            return None

    def folder(self, path: str) -> Sequence[str]:
        found = self._folders.get(path)
        if found is None:
            try:
                with os.scandir(path) as entries:
                    found = tuple(sorted(posix(entry.path) for entry in entries if entry.is_file()))
            except OSError:
                found = ()
            self._folders[path] = found
        return found

    def called(self, name: str) -> Sequence[str]:
        return self._index().get(name, ())

    def places(self, ending: str) -> Sequence[str]:
        self._index()
        return [one for one in self._places.get(basename(ending), ()) if one.endswith(f"/{ending}")]

    def _index(self) -> dict[str, list[str]]:
        if self._named is None:
            self._places = {}
            self._named = self._walk(self._places)
        return self._named

    def _walk(self, places: dict[str, list[str]]) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        count = 0
        for root in self._roots:
            for folder, folders, files in os.walk(root):
                folders[:] = sorted(one for one in folders if one not in SKIPPED and not one.startswith("."))
                places.setdefault(os.path.basename(folder), []).append(posix(folder))
                for file in files:
                    named.setdefault(file, []).append(posix(os.path.join(folder, file)))
                count += len(files)
                if count > MOST_FILES:
                    return named
        return named


class SettingsOnDisk:
    """The settings of every file: those of the nearest `wsclose.toml` upward, else the ones given.

    `overrides`: what is given counts before a file's settings, as options of a command line do; else where the file
    says nothing, as an editor's settings do. A locale that somebody chose counts before the file's.
    """

    def __init__(self, given: Settings, *, locale_is_chosen: bool, overrides: bool) -> None:
        self._given, self._locale_is_chosen, self._overrides = given, locale_is_chosen, overrides
        self._file_of: dict[str, str] = {}  # folder -> its settings file, "" for none
        self._read: dict[str, Settings | None] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._stamps: dict[str, tuple[int, int] | None] = {}  # of every file that was read or looked for

    def of_file(self, path: str) -> Settings:
        """The settings of a file at an absolute path with forward slashes."""
        found = self._nearest(dirname(path))
        return (self._settings(found) if found else None) or self._given

    def of_files(self, paths: Iterable[str]) -> "tuple[Problem, ...]":
        """Reads the settings of many files; returns what is wrong with them."""
        for folder in {dirname(path) for path in paths}:
            self.of_file(f"{folder}/-")
        return tuple(problem for told in self._problems.values() for problem in told)

    def refresh(self) -> bool:
        """Looks again at every file that matters. Whether something changed, so that settings must be asked for anew."""
        before = dict(self._file_of)
        stale = any(_stamp(path) != stamp for path, stamp in self._stamps.items())
        self._file_of.clear()
        if stale:
            self._read.clear()
            self._problems.clear()
            self._stamps.clear()
        for folder in before:
            self._nearest(folder)
        return stale or any(self._file_of[folder] != file for folder, file in before.items())

    def _nearest(self, folder: str) -> str:
        found = self._file_of.get(folder)
        if found is None:
            found = next((path for name in FILES if self._has_settings(path := f"{folder.rstrip('/')}/{name}")), "")
            above = dirname(folder)
            if not found and above != folder:
                found = self._nearest(above)
            self._file_of[folder] = found
        return found

    def _has_settings(self, path: str) -> bool:
        if not path.endswith("pyproject.toml"):
            return Path(path).is_file()
        return b"tool.wsclose" in (_bytes(path) or b"")  # TOML may write it otherwise, but nobody does

    def _settings(self, path: str) -> Settings | None:
        if path not in self._read:
            self._read[path] = self._from_file(path)
        return self._read[path]

    def _from_file(self, path: str) -> Settings | None:
        from wsclose.project import settings_file  # imports tomllib, which takes as long as all the rest
        from wsclose.rules.registry import by_name

        self._stamps[path] = _stamp(path)
        content = read_text(path)
        read = settings_file.read(path, content or "", by_name().keys(), read_text, self._given.locale)
        if read is None:
            return None
        self._stamps.update((other, _stamp(other)) for other in read.others)
        self._problems[path] = read.problems
        return self._joined(read)

    def _joined(self, read: "Read") -> Settings:
        given, found = self._given, read.settings
        locale = given.locale if self._locale_is_chosen else read.locale or given.locale
        if not self._overrides:
            # What the file says nothing about is as the editor has it.
            severity = {rule: level for rule, level in given.severity.items() if rule not in found.ignore}
            return replace(
                found,
                select=found.select or given.select,
                ignore=found.ignore | (given.ignore - found.severity.keys() - found.select),
                severity=severity | found.severity,
                locale=locale,
            )
        ignore = (found.ignore - given.select) | given.ignore
        return replace(found, select=given.select or found.select, ignore=ignore, locale=locale)


def read_text(path: str) -> str | None:
    """A small text file; None when there is none that can be read."""
    found = _bytes(path)
    return None if found is None else found.decode("utf-8-sig", "replace")


def _bytes(path: str) -> bytes | None:
    try:
        file = Path(path)
        return file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError:
        return None


def _stamp(path: str) -> tuple[int, int] | None:
    """What changes when a file is written."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def posix(path: str) -> str:
    """An absolute path with forward slashes, on every system."""
    return os.path.abspath(path).replace(os.sep, "/")
