"""What all tests share."""

from importlib.util import find_spec

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Dart's grammar has no wheels; where it could not be compiled, its tests are left out."""
    if find_spec("tree_sitter_dart_orchard") is None:
        for item in items:
            if "dart" in item.nodeid.lower():
                item.add_marker(pytest.mark.skip(reason="Dart's grammar is not installed: it needs a C compiler"))
