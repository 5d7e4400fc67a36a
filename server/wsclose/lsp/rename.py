"""Renames a code of the application: its number, wherever it stands, and its table in the project's settings.

Nothing is renamed on trust: the files are looked at again with the new number in them. Every place has to say the new
number where it said the old one, and what it said before everywhere else; an enum that counts up would not. Where a
constant gets its number is found in the same way: by a look at what it says then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lsprotocol import types

from wsclose.checker import FileChecker
from wsclose.disk import DiskFiles, posix
from wsclose.knowledge.codeset import PRIVATE
from wsclose.knowledge.names import last_part
from wsclose.knowledge.platforms import entry
from wsclose.knowledge.protocol import REGISTERED, code
from wsclose.knowledge.texts import text
from wsclose.lsp import occurrences, settings_edits
from wsclose.lsp.around import Around
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.everywhere import Everywhere
from wsclose.lsp.occurrences import Occurrence
from wsclose.lsp.positions import to_range
from wsclose.lsp.protocol import Refusal
from wsclose.plain import plain
from wsclose.project.findings import Edit
from wsclose.project.fixing import replaced
from wsclose.project.workspace import Workspace
from wsclose.syntax.document import Document

RANGES = frozenset(("<", "<=", ">", ">="))
"""A number in such a comparison is the end of a range, and no code that has a name."""

MOST_CANDIDATES = 8
"""Places where constants of one name seem to get one number. More are no question of a look."""


def prepare(
    document: OpenDocument, position: types.Position, around: Around, client: Client
) -> types.PrepareRenamePlaceholder | Refusal | None:
    """What would be renamed. None where no number of a code stands: names are the business of the language's server."""
    here = _number_at(document, position, client)
    if here is None:
        return None
    refused = _fixed(here.number, around)
    if refused:
        return Refusal(refused)
    start, end = _digits(document, here)
    at = to_range(document.document, start, end, client.encoding)
    return types.PrepareRenamePlaceholder(at, str(here.number))


def rename(
    document: OpenDocument,
    position: types.Position,
    wanted: str,
    around: Around,
    everywhere: Everywhere,
    client: Client,
) -> types.WorkspaceEdit | Refusal | None:
    """The edits of all files and of the settings, or why there are none."""
    here = _number_at(document, position, client)
    if here is None:
        return None
    locale = around.locale
    refused = _fixed(here.number, around) or _unfit(wanted, here.number, around)
    if refused:
        return Refusal(refused)
    old, new = here.number, int(wanted)
    if old == new:
        return types.WorkspaceEdit({})
    project = _Project(document, everywhere, client)
    taken = next((each for each in project.files for use in each.uses if use.number == new), None)
    if taken is not None:
        return Refusal(text("rename.in-use", "{code} is in use already, in {file}.", locale, code=new, file=taken.name))
    changes = project.changes(old, new)
    if isinstance(changes, _File):
        english = "{code} can't be renamed: in {file} it does not stand as a number of its own."
        return Refusal(text("rename.not-alone", english, locale, code=old, file=changes.name))
    edits = {each.uri: (each, _text_edits(each, made, client)) for each, made in changes}
    listed = document.settings.file if old in document.settings.own_codes else ""
    in_settings = settings_edits.rename_code(old, new, listed) if listed else []
    if in_settings is None:
        english = "The table of {code} in {file} can't be renamed."
        return Refusal(text("rename.settings", english, locale, code=old, file=listed))
    return _workspace_edit(edits, listed, in_settings, client)


# ---- what may be renamed, and into what ----


def _number_at(document: OpenDocument, position: types.Position, client: Client) -> Occurrence | None:
    here = occurrences.code_at(document, position, client)
    return here if here is not None and here.form == "literal" and here.operator not in RANGES else None


def _fixed(number: int, around: Around) -> str:
    """Why a code can't get another number, "" when it can."""
    if number in around.codes:
        return ""
    if (known := code(number, around.locale)) is not None:
        english = "{code} {name} is a code of the protocol: its number is fixed."
        return text("rename.protocol", english, around.locale, code=number, name=known.name)
    if platform := _platform(number, around):
        english = "{code} is a code of {platform}: its number is fixed."
        return text("rename.platform", english, around.locale, code=number, platform=platform)
    if number not in PRIVATE:
        english = "{code} is no code of an application: those are 4000 to 4999."
        return text("rename.not-own", english, around.locale, code=number)
    return ""


def _unfit(wanted: str, old: int, around: Around) -> str:
    """Why a code can't get this number, "" when it can."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else 0
    if not (4000 if old >= 4000 else 3000) <= number <= 4999 or number in REGISTERED:
        return text("rename.range", "A code of an application is a number from 4000 to 4999.", around.locale)
    if number != old and number in around.codes:
        english = "{code} is {name} already."
        return text("rename.taken", english, around.locale, code=number, name=around.codes[number].name)
    if platform := _platform(number, around):
        english = "{code} is a code of {platform}."
        return text("rename.of-platform", english, around.locale, code=number, platform=platform)
    return ""


def _platform(number: int, around: Around) -> str:
    """The platform that lists a code here. That a band of numbers contains it makes it no code of the platform."""
    said = ((each, entry(each, number)) for each in around.platforms)
    return next((platform.title for platform, found in said if found is not None and not found.band), "")


# ---- the files of the project ----


@plain
class _File:
    """A file as it is now, and the codes in it."""

    path: str
    uri: str
    language: str
    document: OpenDocument | None  # that is open
    text: bytes
    uses: tuple[Occurrence, ...]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


Changes = list[tuple[_File, list[Edit]]]


class _Project:
    """The files that the same settings are for."""

    def __init__(self, document: OpenDocument, everywhere: Everywhere, client: Client) -> None:
        self.everywhere, self.client = everywhere, client
        self.models = document.outside.models
        chosen = document.settings.file
        self.open = {posix(each.path): each for each in everywhere.open() if each.settings.file == chosen}
        self.closed = [path for path in everywhere.closed(client) if everywhere.settings_of(path).file == chosen]
        self.files = list(self._files())

    def changes(self, old: int, new: int) -> Changes | _File:
        """The edits that give a code its new number; a file in which that can't be done."""
        plain_edits = {each.path: list(_literals(each, old, new)) for each in self.files}
        wrong = self._disagreeing(plain_edits, old, new)
        if wrong is None:
            return [(each, plain_edits[each.path]) for each in self.files if plain_edits[each.path]]
        names = {last_part(use.name) for each in self.files for use in each.uses if use.number == old and use.name}
        candidates = list(self._definitions(names, old, new, plain_edits))
        if not candidates or len(candidates) > MOST_CANDIDATES:
            return wrong
        chosen = candidates
        wrong = self._disagreeing(_with(plain_edits, chosen), old, new)
        if wrong is not None:
            return wrong
        for each in candidates:  # what may stay as it is has nothing to do with this code
            without = [other for other in chosen if other is not each]
            if self._disagreeing(_with(plain_edits, without), old, new) is None:
                chosen = without
        known = {each.path: each for each in self.files} | {file.path: file for file, _ in chosen}
        edits = _with(plain_edits, chosen)
        return [(known[path], made) for path, made in edits.items() if made]

    def _files(self) -> Iterator[_File]:
        for path, document in self.open.items():
            uses = occurrences.all_in(document)
            yield _File(path, document.uri, document.language or "", document, document.document.text, uses)
        for path in self.closed:
            document_now = self.everywhere.look(path)
            if document_now is not None and (uses := occurrences.all_in(document_now)):
                language = document_now.language or ""
                yield _File(path, document_now.uri, language, None, document_now.document.text, uses)

    def _disagreeing(self, edits: Mapping[str, list[Edit]], old: int, new: int) -> _File | None:
        """A file that says something else after these edits than it should."""
        files = DiskFiles(self.client.roots)
        texts = {each.path: each.text for each in self.files}
        files.overlay.update(texts)
        files.overlay.update(
            (path, replaced(texts.get(path) or self._text(path), made)) for path, made in edits.items() if made
        )
        workspace = Workspace(files)
        workspace.models = self.models
        for each in self.files:
            if not any(3000 <= use.number <= 4999 for use in each.uses):
                continue
            now = Document(files.overlay[each.path])
            checker = FileChecker(each.path, each.language, now, self.everywhere.settings_of(each.path), workspace)
            said = [(use.use, use.number) for use in occurrences.all_of(checker.checked())]
            if said != [(use.use, _expected(use, old, new)) for use in each.uses]:
                return each
        return None

    def _definitions(
        self, names: set[str], old: int, new: int, edits: Mapping[str, list[Edit]]
    ) -> Iterator[tuple[_File, Edit]]:
        """Where constants of these names seem to get this number, and no edit is made yet."""
        if not names:
            return
        digits = "_?".join(str(old)).encode()
        defines = re.compile(
            rb"\b(?:%s)\b[^\n=:(,;]{0,40}(?::[^\n=,;]{0,40})?[:=(]\s*(%s)(?!\w)"
            % (b"|".join(re.escape(name).encode() for name in sorted(names)), digits)
        )
        known = {each.path: each for each in self.files}
        for path in (*self.open, *self.closed):
            file = known.get(path) or self._other(path)
            for match in defines.finditer(file.text):
                edit = Edit(match.start(1), match.end(1), str(new))
                if all(edit.start != other.start for other in edits.get(path, ())):
                    yield file, edit

    def _other(self, path: str) -> _File:
        document = self.open.get(path)
        uri = document.uri if document is not None else Path(path).as_uri()
        return _File(path, uri, "", document, self._text(path), ())

    def _text(self, path: str) -> bytes:
        document = self.open.get(path)
        if document is not None:
            return document.document.text
        return DiskFiles(()).read(path) or b""


def _with(edits: Mapping[str, list[Edit]], more: Iterable[tuple[_File, Edit]]) -> dict[str, list[Edit]]:
    found = {path: list(made) for path, made in edits.items()}
    for file, edit in more:
        found.setdefault(file.path, []).append(edit)
    return found


def _expected(use: Occurrence, old: int, new: int) -> int:
    stays = use.form == "literal" and use.operator in RANGES
    return new if use.number == old and not stays else use.number


def _literals(file: _File, old: int, new: int) -> Iterator[Edit]:
    """The edits of the places where the number itself stands."""
    for use in file.uses:
        if use.number != old or use.form != "literal" or use.operator in RANGES:
            continue
        found = _in_digits(file.text, use)
        if found is not None:
            yield Edit(*found, str(new))


def _digits(document: OpenDocument, use: Occurrence) -> tuple[int, int]:
    """Where the digits stand: without quotes around them, or a type behind them."""
    return _in_digits(document.document.text, use) or (use.start, use.end)


def _in_digits(content: bytes, use: Occurrence) -> tuple[int, int] | None:
    written = content[use.start : use.end]
    if (match := re.search(rb"\d[\d_]*", written)) and match[0].replace(b"_", b"") == b"%d" % use.number:
        return use.start + match.start(), use.start + match.end()
    return (use.start, use.end) if re.fullmatch(rb"0[xXoObB][\da-fA-F_]+|\d[\d_]*[eE]\d", written) else None


# ---- as the protocol writes it ----


def _text_edits(file: _File, edits: Iterable[Edit], client: Client) -> list[types.TextEdit]:
    document = Document(file.text)
    return [types.TextEdit(to_range(document, each.start, each.end, client.encoding), each.text) for each in edits]


def _workspace_edit(
    edits: Mapping[str, tuple[_File, list[types.TextEdit]]],
    settings: str,
    in_settings: list[types.TextEdit],
    client: Client,
) -> types.WorkspaceEdit:
    made = {uri: found for uri, (_, found) in edits.items()}
    if in_settings:
        made[Path(settings).as_uri()] = in_settings
    if not client.versioned_edits:
        return types.WorkspaceEdit(made)
    changes = []
    for uri, found in made.items():
        document = edits[uri][0].document if uri in edits else None
        version = document.version if document is not None else None
        identifier = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        changes.append(types.TextDocumentEdit(identifier, list(found)))
    return types.WorkspaceEdit(document_changes=changes)
