"""Small workspaces in memory, written as one text: `--- path` starts a file."""

import re
from collections.abc import Iterator
from posixpath import basename, dirname

from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.project.workspace import Workspace
from wsclose.syntax import languages
from wsclose.syntax.document import Document

ROOT = "/project"
FILE = re.compile(r"^--- (\S+)\n", re.MULTILINE)


def files_in(text: str) -> dict[str, str]:
    """Path -> text."""
    _, *pieces = FILE.split(text)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


class InMemory:
    """Files that were never on a disk, and what was read of them."""

    def __init__(self, files: dict[str, str]) -> None:
        self.content = {f"{ROOT}/{path}": text.encode() for path, text in files.items()}
        self.reads: list[str] = []

    def read(self, path: str) -> bytes | None:
        self.reads.append(path.removeprefix(f"{ROOT}/"))
        return self.content.get(path)

    def folder(self, path: str) -> list[str]:
        return sorted(one for one in self.content if dirname(one) == path)

    def called(self, name: str) -> list[str]:
        return sorted(one for one in self.content if basename(one) == name)

    def places(self, ending: str) -> list[str]:
        return sorted({folder for one in self.content if (folder := dirname(one)).endswith(f"/{ending}")})

    def roots(self) -> list[str]:
        return [ROOT]


def checker(path: str, text: str, workspace: Workspace) -> FileChecker:
    language = languages.for_path(path)
    assert language is not None
    return FileChecker(f"{ROOT}/{path}", language, Document.from_str(text), Settings(), workspace)


def without_marks(text: str) -> str:
    return re.sub("«(.*?)(?:→.*?)?»", r"\1", text)


def split(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(title, files) of each workspace in a table."""
    for case in re.split(r"^=== ", table, flags=re.MULTILINE)[1:]:
        title, _, text = case.partition("\n")
        yield title, files_in(text)
