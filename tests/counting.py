"""How often something is called: what is done for each part of a source must not go through all the others."""

from collections.abc import Callable

import pytest


def count_calls(monkeypatch: pytest.MonkeyPatch, owner: type, method: str) -> Callable[[], int]:
    """From now on counts the calls of a method, which does what it did. Ask what this returns for their number."""
    called = 0
    original = getattr(owner, method)

    def counted(*arguments: object) -> object:
        nonlocal called
        called += 1
        return original(*arguments)

    monkeypatch.setattr(owner, method, counted)
    return lambda: called
