"""How a library's constants are written in a file: with the names that its imports have there."""

from collections.abc import Iterator

from wsclose.analysis.facts import CodeUse, Connection
from wsclose.knowledge.library import Library
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.hover import facts_at
from wsclose.syntax import outline as o


def of(document: OpenDocument, connection: Connection | None, start: int, end: int) -> dict[int, tuple[str, ...]]:
    """The constants for each code, as they can be written between two bytes of a file without another import."""
    library = connection.library if connection is not None else None
    if library is None or document.checker is None:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for name, number in library.constants.items():
        written = _written(document, library, name)
        if written and number not in found:
            found[number] = (written,)
    if not found:
        return {}
    # One is tried for all: a name that the file gives to something else says nothing of a code.
    number, [tried] = next(iter(found.items()))
    checked = document.supposing(start, end, tried)
    known = [fact for fact, _ in facts_at(checked, start + len(tried.encode()) - 1) if isinstance(fact, CodeUse)]
    return found if any(fact.number == number for fact in known) else {}


def _written(document: OpenDocument, library: Library, name: str) -> str:
    """A constant as this file can write it, "" when it is not imported."""
    assert document.checker is not None
    libraries, separator = document.checker.analysis.libraries, document.checker.analysis.libraries.separator
    group, _, last = name.rpartition(".")
    root, _, rest = name.partition(".")
    for each in _imports(document):
        if library not in libraries.of_module(each.module):
            continue
        if each.name == root:
            return separator.join(part for part in (each.alias or each.name, rest.replace(".", separator)) if part)
        if each.name == "*":
            return name.replace(".", separator)
        if not each.name and (not group or document.checker.source.support.family == "go"):
            module = each.alias or each.module.replace("\\", "/").rpartition("/")[2]
            return f"{module}{separator}{name.replace('.', separator)}" if last else ""
    return ""


def _imports(document: OpenDocument) -> Iterator[o.Import]:
    assert document.checker is not None
    for placed in document.checker.source.outline.units:
        yield from (each for each in placed.unit.statements if isinstance(each, o.Import))
