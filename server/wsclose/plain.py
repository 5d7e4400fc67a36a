"""The decorator for plain data: immutable to the type checker, cheap to create.

`dataclass(frozen=True)` costs three times as much a creation, and an outline of a long file has ten thousand of these.
A dataclass also writes and compiles its methods when it is defined, which for all of the classes here takes as long as
the rest of the start; so only `__init__` is compiled, and the others are shared.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def plain(cls: type[T]) -> type[T]:
    """A slotted dataclass. Instances are never changed after they were made; mypy sees to it."""
    made = _slotted(cls)
    _compare(made)
    return made


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def plain_hashable(cls: type[T]) -> type[T]:
    """Like `plain`, for what goes into sets and dictionary keys."""
    made = _slotted(cls)
    key = _compare(made)
    made.__hash__ = lambda self: hash(key(self))  # type: ignore[method-assign]
    return made


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def unique(cls: type[T]) -> type[T]:
    """Like `plain`, for what there is one of: equal to itself only, and so cheap to compare and to hash."""
    return _slotted(cls)


def _slotted(cls: type[T]) -> type[T]:
    cls.__doc__ = cls.__doc__ or cls.__name__  # or `dataclass` looks for a signature to put there
    make: Callable[[type[T]], type[T]] = dataclass(slots=True, eq=False, repr=False, match_args=False)
    made = make(cls)
    made.__repr__ = _repr  # type: ignore[method-assign]
    return made


def _compare(cls: type[Any]) -> Callable[[object], object]:
    """Gives a class equality by what its fields hold. Returns what is compared."""
    names = [each.name for each in fields(cls) if each.compare]
    key: Callable[[object], object] = attrgetter(*names) if names else lambda _: None

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    cls.__eq__ = equal  # type: ignore[assignment]
    cls.__hash__ = None  # type: ignore[assignment]
    return key


@recursive_repr()
def _repr(self: Any) -> str:
    held = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({held})"
