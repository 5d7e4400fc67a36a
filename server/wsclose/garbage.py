"""How often Python looks for garbage: what source code is taken apart into stays, and is searched for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 50_000  # made between two searches, instead of 700


def collect_seldom() -> None:
    """From now on. What there is already is never searched again."""
    gc.freeze()
    gc.set_threshold(OBJECTS)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For a while."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
