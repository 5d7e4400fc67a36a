"""The open documents, each with its checker.

The texts are held here and not in pygls' workspace: that one splits lines where the protocol does not, and reads the
whole text again at every change.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pygls.uris import to_fs_path

from wsclose import sources
from wsclose.checker import Checked, FileChecker
from wsclose.disk import DiskFiles, posix
from wsclose.project.findings import Finding, Fix
from wsclose.project.settings import Settings
from wsclose.project.workspace import Workspace
from wsclose.syntax import languages
from wsclose.syntax.document import Change, Document, Encoding

log = logging.getLogger(__name__)

NOTHING = Checked((), ())


class OpenDocument:
    """A text that is open in the editor. `checker` is None when its language is not one of ours."""

    def __init__(
        self, uri: str, language_id: str, version: int, text: str, settings: Settings, outside: Workspace
    ) -> None:
        self.uri, self.version = uri, version
        self.outside = outside
        self.document = Document.from_str(text)
        self.path = path_of(uri, language_id)
        self.language = language_of(language_id, self.path)
        self.settings = settings
        self._failed = self._was_large = False
        self.checker: FileChecker | None = self._new_checker()

    def change(self, changes: list[Change], encoding: Encoding, version: int) -> None:
        edits = self.document.apply(changes, encoding)
        self.version = version
        if self.checker is None or self._is_large():
            self.checker = None
            if self.language is not None:
                self.checker = self._new_checker()
            return
        try:
            self.checker.edited(edits)
        except Exception:
            log.exception("An edit of %s could not be followed; it is read again.", self.path)
            self.checker = self._new_checker()

    @property
    def is_settled(self) -> bool:
        """Whether what is said of the text depends on nothing that stood there before."""
        return self.checker is None or self.checker.source.settled

    def settle(self) -> bool:
        """Looks at a broken text as if it had just been opened. Returns whether it may now be seen otherwise."""
        try:
            return self.checker is not None and self.checker.settle()
        except Exception:
            log.exception("%s could not be looked at anew; it is read again.", self.path)
            self.checker = self._new_checker()
            return True

    def configure(self, settings: Settings) -> None:
        self.settings = settings
        if self.checker is not None:
            self.checker.reconfigured(settings)

    def checked(self) -> Checked:
        """What there is to say of the text as it is now. Nothing, with a word in the log, when the checker fails."""
        if self.checker is None:
            return NOTHING
        try:
            found = self.checker.checked()
        except Exception:
            if not self._failed:  # once, not at every keystroke until it is mended
                log.exception("%s could not be checked.", self.path)
            self._failed = True
            return NOTHING
        self._failed = False
        return replace(found, findings=()) if self.settings.excludes(posix(self.path)) else found

    def fixes(self, finding: Finding) -> tuple[Fix, ...]:
        """The repairs of a finding, which are only written here. None, with a word in the log, when that fails."""
        try:
            return tuple(finding.fixes)
        except Exception:
            log.exception("A repair of %s in %s could not be written.", finding.rule, self.path)
            return ()

    def supposing(self, start: int, end: int, text: str) -> Checked:
        """What there would be to say if this text stood between two bytes of a line. The document stays as it is."""
        if self.checker is None:
            return NOTHING
        document, before = self.document, self.document.text[start:end].decode("utf-8", "replace")
        places = document.position(start, "utf-8"), document.position(end, "utf-8")
        edits = document.apply([(places, text)], "utf-8")
        try:
            self.checker.edited(edits)
            return self.checker.checked()
        except Exception:
            log.exception("%s could not be checked with “%s” in it.", self.path, text)
            return NOTHING
        finally:
            line, column = places[0]
            back = (line, column), (line, column + len(text.encode()))
            self.checker.edited(document.apply([(back, before)], "utf-8"))

    @property
    def comment(self) -> str:
        """What begins a comment to the end of the line."""
        return str(self.checker.source.support.adapter.comment[0]) if self.checker is not None else "//"

    def _is_large(self) -> bool:
        """Whether the text is longer than anybody writes, so that a keystroke would take seconds. That is said once."""
        large = len(self.document.text) > sources.LARGEST
        if large and not self._was_large:
            log.warning("%s is larger than %d kB and is not checked.", self.path, sources.LARGEST // 1000)
        self._was_large = large
        return large

    def _new_checker(self) -> FileChecker | None:
        if self.language is None or self._is_large():
            return None
        try:
            return FileChecker(self.path, self.language, self.document, self.settings, self.outside, self.outside.units)
        except Exception:
            log.exception("%s could not be read.", self.path)
            return None


class Documents:
    """All open documents, by their address as the client writes it."""

    def __init__(self) -> None:
        self._open: dict[str, OpenDocument] = {}
        self.files = DiskFiles(())
        self.workspace = Workspace(self.files)
        self.changed: dict[str, None] = {}
        """Addresses of documents whose findings the client has not got yet, the oldest first."""

    def use_roots(self, roots: Sequence[str]) -> None:
        """The folders that the client has open."""
        overlay = self.files.overlay
        self.files = DiskFiles(roots)
        self.files.overlay.update(overlay)
        self.workspace.files = self.files

    def changed_on_disk(self, path: str) -> None:
        """A file that is not open was written, made or removed."""
        self.files.forget()
        if self.workspace.changed(posix(path)):
            self.changed.update(dict.fromkeys(self._open))

    def _follow(self, document: OpenDocument) -> None:
        """Lets other files see the text as it is in the editor, and looks again at those that asked for it."""
        if document.language is None:
            return
        path = posix(document.path)
        self.files.overlay[path] = document.document.text
        if self.workspace.changed(path):
            self.changed.update(dict.fromkeys(self._open))

    def open(self, uri: str, language_id: str, version: int, text: str, settings: Settings) -> None:
        if uri in self._open:
            log.warning("%s was opened twice; the newer text counts.", uri)
        opened = self._open[uri] = OpenDocument(uri, language_id, version, text, settings, self.workspace)
        self.changed[uri] = None
        self._follow(opened)

    def change(self, uri: str, changes: list[Change], encoding: Encoding, version: int) -> None:
        document = self._open.get(uri)
        if document is None:
            log.warning("%s was changed but is not open.", uri)
            return
        document.change(changes, encoding, version)
        self.changed[uri] = None
        self._follow(document)

    def settle(self, uri: str) -> bool:
        """Looks anew at a text that was broken when it was last edited. Returns whether that changed anything."""
        document = self._open.get(uri)
        differs = document is not None and document.settle()
        if differs:
            self.changed[uri] = None
        return differs

    def unsettled(self) -> list[str]:
        """Addresses of documents of which more could be said than was while they were typed."""
        return [uri for uri, document in self._open.items() if not document.is_settled]

    def close(self, uri: str) -> bool:
        """Returns whether it was open."""
        self.changed.pop(uri, None)
        closed = self._open.pop(uri, None)
        if closed is not None:
            self.files.overlay.pop(posix(closed.path), None)
            self.changed_on_disk(closed.path)
        return closed is not None

    def get(self, uri: str) -> OpenDocument | None:
        return self._open.get(uri)

    def take_changed(self) -> list[OpenDocument]:
        """The documents whose findings the client has not got yet; from now on it counts as having them."""
        found = [self._open[uri] for uri in self.changed if uri in self._open]
        self.changed.clear()
        return found

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(list(self._open.values()))


def path_of(uri: str, language_id: str) -> str:
    """A file's path; for a text that is no file, a name that ends as files of its language do."""
    path = (to_fs_path(uri) if uri.startswith("file:") else None) or uri
    if languages.for_path(path) is not None:
        return path
    # Grammars differ for JSX; the suffix says which one is meant.
    return f"{path}.{language_id}x" if language_id.endswith("react") else path


def language_of(language_id: str, path: str) -> str | None:
    """What the editor says, and where it has a word of its own for the language (`js`, `golang`), the suffix."""
    if language_id == "plaintext":
        return None
    return languages.for_language_id(language_id.split(".")[0]) or languages.for_path(path)
