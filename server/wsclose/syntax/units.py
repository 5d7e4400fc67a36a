"""What was read lately: a file that is checked has often been read for another, and packages come in several builds."""

from collections.abc import Hashable

from wsclose.syntax.outline import Unit

MOST = 1_000_000  # bytes of text whose units are kept, and as many that were not asked for since


class Units:
    """Units by what they were read from. The older half is forgotten when the newer is full."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._new: dict[Hashable, Unit] = {}
        self._old: dict[Hashable, Unit] = {}

    def get(self, key: Hashable) -> Unit | None:
        found = self._new.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.keep(key, found)
        return found

    def keep(self, key: Hashable, unit: Unit) -> None:
        if self._size > self._most:
            self._old, self._new, self._size = self._new, {}, 0
        self._new[key] = unit
        self._size += unit.length
