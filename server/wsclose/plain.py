"""The decorator for plain data: immutable to the type checker, cheap to create.

`dataclass(frozen=True)` costs three times as much a creation, and an outline of a long file has ten thousand of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def plain(cls: type[T]) -> type[T]:
    """A slotted dataclass. Instances are never changed after they were made; mypy sees to it."""
    make: Callable[[type[T]], type[T]] = dataclass(slots=True)
    return make(cls)
