"""The decorator for plain data: immutable to the type checker, cheap to create.

`dataclass(frozen=True)` costs three times as much a creation, and an outline of a long file has ten thousand of these.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def plain(cls: type[T]) -> type[T]:
    """A slotted dataclass. Instances are never changed after they were made; mypy sees to it."""
    make: Callable[[type[T]], type[T]] = dataclass(slots=True)
    return make(cls)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def plain_hashable(cls: type[T]) -> type[T]:
    """Like `plain`, for what goes into sets and dictionary keys."""
    make: Callable[[type[T]], type[T]] = dataclass(slots=True, unsafe_hash=True)
    return make(cls)


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def unique(cls: type[T]) -> type[T]:
    """Like `plain`, for what there is one of: equal to itself only, and so cheap to compare and to hash."""
    make: Callable[[type[T]], type[T]] = dataclass(slots=True, eq=False)
    return make(cls)
