"""Reads a workspace from disk: the one place where other files than those being checked are opened."""

import os
from collections.abc import Sequence
from pathlib import Path

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
        if self._named is None:
            self._named = self._index()
        return self._named.get(name, ())

    def _index(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        count = 0
        for root in self._roots:
            for folder, folders, files in os.walk(root):
                folders[:] = sorted(one for one in folders if one not in SKIPPED and not one.startswith("."))
                for file in files:
                    named.setdefault(file, []).append(posix(os.path.join(folder, file)))
                count += len(files)
                if count > MOST_FILES:
                    return named
        return named


def posix(path: str) -> str:
    """An absolute path with forward slashes, on every system."""
    return os.path.abspath(path).replace(os.sep, "/")
