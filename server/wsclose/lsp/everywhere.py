"""The files of the open folders, whether the editor shows them or not: for questions that go beyond a document.

What a file that is not open has to say is kept until it, its settings, or a file that it asked about changes.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from wsclose import sources
from wsclose.disk import posix
from wsclose.knowledge import relevance
from wsclose.lsp import occurrences
from wsclose.lsp.client import Client
from wsclose.lsp.documents import Documents, OpenDocument
from wsclose.lsp.occurrences import Place
from wsclose.plain import plain
from wsclose.project.settings import Settings
from wsclose.syntax import languages

log = logging.getLogger(__name__)

Stamp = tuple[int, int]


@plain
class Seen:
    """What was found in a file, and what it depended on."""

    stamp: Stamp
    settings: Settings
    revision: int
    places: tuple[Place, ...]


class Everywhere:
    """Looks into every file. `settings_of` gives the settings of one at a path."""

    def __init__(self, documents: Documents, settings_of: Callable[[str], Settings]) -> None:
        self._documents, self.settings_of = documents, settings_of
        self._seen: dict[str, Seen] = {}

    def compared(self, unmatched: Mapping[str, frozenset[tuple[str, int]]]) -> set[str]:
        """Lets files say which of their codes only one side knows. Returns the paths of which that is news."""
        workspace = self._documents.workspace
        paths = {*unmatched, *workspace.with_unmatched()}
        if not workspace.compared(unmatched):
            return set()
        self._documents.changed.update((each.uri, None) for each in self._documents if posix(each.path) in paths)
        return paths

    def places(self, client: Client) -> Iterator[Place]:
        """Every code in every file: first in the documents that are open, then in the others by their paths."""
        for document in self._documents:
            for each in occurrences.all_in(document):
                yield occurrences.place(document, each, client)
        for path in self.closed(client):
            yield from self._in_closed(path, client)

    def open(self) -> list[OpenDocument]:
        return list(self._documents)

    def closed(self, client: Client) -> list[str]:
        """The paths of the files that are not open, sorted."""
        shown = {posix(document.path) for document in self._documents}
        found: dict[str, None] = {}
        for root in client.roots:
            found.update(dict.fromkeys(map(posix, sources.walk(root, tuple(languages.suffixes()), gitignore=True))))
        return [path for path in found if path not in shown]

    def look(self, path: str) -> OpenDocument | None:
        """A file as if it were open; None when nothing can be said of it."""
        settings = self.settings_of(path)
        language = languages.for_path(path)
        if language is None or settings.excludes(path):
            return None
        data = sources.read(path, named=False)
        if isinstance(data, str) or not relevance.worth_reading(
            data, languages.by_name(language).family, settings.libraries
        ):
            return None
        if sources.not_by_hand(path, data):
            return None
        text = data.decode("utf-8-sig", "replace")
        return OpenDocument(Path(path).as_uri(), "", 0, text, settings, self._documents.workspace)

    def _in_closed(self, path: str, client: Client) -> tuple[Place, ...]:
        stamp = _stamp(path)
        if stamp is None:
            self._seen.pop(path, None)
            return ()
        settings, revision = self.settings_of(path), self._documents.workspace.revision
        seen = self._seen.get(path)
        if seen is not None and seen.stamp == stamp and seen.settings is settings and seen.revision == revision:
            return seen.places
        document = self.look(path)
        places: tuple[Place, ...] = ()
        if document is not None:
            found = (occurrences.place(document, each, client) for each in occurrences.all_in(document))
            places = tuple(_not_open(each) for each in found)
        # Looking into a file can lead to others, and what is known of those is not newer than this.
        self._seen[path] = Seen(stamp, settings, self._documents.workspace.revision, places)
        return places


def _not_open(place: Place) -> Place:
    return Place(place.uri, None, place.range, place.written, place.occurrence)


def _stamp(path: str) -> Stamp | None:
    """What changes when a file is written."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
