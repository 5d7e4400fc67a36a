"""Names the marker of the tests that install and run real libraries."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "real_libraries: installs and runs real WebSocket libraries (minutes, not seconds)"
    )
