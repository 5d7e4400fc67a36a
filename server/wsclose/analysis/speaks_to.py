"""Which platforms a file speaks to: by what it imports and by the addresses and subprotocols that it writes."""

from collections.abc import Iterator
from functools import cache

from wsclose.knowledge import platforms
from wsclose.syntax import outline as o


class SpeaksTo:
    """The platforms of one file that is edited. Only units that are new are looked at."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[o.Unit, frozenset[str], frozenset[str]]] = {}  # by id() of the unit
        self._last: tuple[set[str], set[str], frozenset[str]] = (set(), set(), frozenset())

    def platforms(self, outline: o.Outline, text: bytes) -> frozenset[str]:
        """The ids of the platforms."""
        known: dict[int, tuple[o.Unit, frozenset[str], frozenset[str]]] = {}
        imports: set[str] = set()
        strings: set[str] = set()
        # Where all units are new, one look at the whole text spares most of them.
        needles = _needles() if self._known else tuple(needle for needle in _needles() if needle in text)
        for placed in outline.units:
            key = id(placed.unit)
            found = self._known.get(key)
            if found is None:
                source = text[placed.start : placed.start + placed.unit.length]
                found = (placed.unit, *_said(placed.unit, source, needles))
            known[key] = found
            if found[1] or found[2]:
                imports |= found[1]
                strings |= found[2]
        self._known = known
        if (imports, strings) != self._last[:2]:
            self._last = imports, strings, frozenset(each.id for each in platforms.recognise(imports, strings))
        return self._last[2]


LEAVES = (str, int, o.Path, o.Number, type(None))
NOTHING: frozenset[str] = frozenset()


def _said(unit: o.Unit, source: bytes, needles: tuple[bytes, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """(imports, strings) of a unit; nothing where its text names no platform, as hardly any does."""
    if not any(needle in source for needle in needles):
        return NOTHING, NOTHING
    imports: set[str] = set()
    strings: set[str] = set()
    for part in _parts(unit.statements):
        if isinstance(part, o.Import | o.Module):
            imports.add(part.module)
        elif isinstance(part, o.String):
            strings.add(part.value)
    return frozenset(imports), frozenset(strings)


def _parts(part: object) -> Iterator[object]:
    """A piece of an outline and all that is in it, names and numbers left out."""
    pending = [part]
    while pending:
        part = pending.pop()
        if isinstance(part, tuple):
            pending.extend(part)
        elif not isinstance(part, LEAVES):
            yield part
            pending.extend(getattr(part, name) for name in part.__slots__)  # type: ignore[attr-defined]


@cache
def _needles() -> tuple[bytes, ...]:
    """Pieces of text, one of which is there where a platform is named."""
    found: set[str] = set()
    for each in platforms.all_platforms():
        found.update((*each.imports, *each.subprotocols, *each.strings))
        found.update(max(host.split("*"), key=len) for host in each.hosts)
    shortest = [one for one in found if not any(other != one and other in one for other in found)]
    return tuple(name.encode() for name in sorted(shortest))
