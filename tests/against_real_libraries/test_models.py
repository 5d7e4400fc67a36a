"""The library models say what was seen: no more, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from wsclose.knowledge.library import Library
from wsclose.knowledge.library_page import all_libraries

from .models import CHECKED, CLAIMS, Claim, contradictions, model_of, speaks_of
from .observed import observed
from .table import Row, read

ROWS = read()
CHECKED_PART = re.compile(r"checked with (.+)")
NAMED = re.compile(r"(?:(?P<name>\S+(?: \D\S*)*) )?(?P<version>\d[\w.]*)(?: \(client\))?")


def test_no_model_claims_otherwise_than_the_table() -> None:
    assert list(map(str, contradictions(ROWS))) == []


@pytest.mark.parametrize(
    ("row", "values", "said"),
    [
        (("ws", "8.23.0", "server", "close(1001)"), {"call": "refused", "error": "TypeError: no"}, "codes 1001"),
        (("ws", "8.23.0", "server", "close(1005)"), {"call": "accepted", "frame": "03ed"}, "codes 1005"),
        (("ws", "8.23.0", "server", "close()"), {"call": "accepted", "frame": "03e8"}, "without a code"),
        (("ws", "8.23.0", "server", "receive 1012"), {"own": {"code": 1006}}, "received 1012"),
        (
            ("sockette", "2.0.6", "client", "receive 4000"),
            {"own": {"code": 4000, "connects again": False}},
            "reconnects",
        ),
        (("aiohttp", "3.14.5", "client", "receive 5000"), {"own": {"code": 77}}, "local_codes"),
        (("starlette", "1.10.0", "server", "close(4000) early"), {"call": "accepted", "frame": "0fa0"}, "early"),
        (("websockets", "17.4", "client", "close(4000) not awaited"), {"call": "accepted", "frame": "0fa0"}, "awaited"),
        (("ws", "8.23.0", "client", "close(1000, 124 bytes)"), {"call": "accepted", "frame": "03e8"}, "reason_limit"),
        (
            ("ws", "8.23.0", "client", "close(reason: 'why')"),
            {"call": "refused", "error": "E: n"},
            "reason_without_code",
        ),
        (("ws", "8.23.0", "client", "close(4999)"), {"call": "refused", "error": "Other: no"}, "codes 4999"),
        (("ws", "8.23.0", "client", "receive an empty close frame"), {"own": {"code": 1000}}, "empty_as"),
        (("ws", "8.23.0", "client", "lost connection (FIN)"), {"own": {"code": 1000}}, "dropped_as"),
        (("okhttp", "3.13.1", "client", "close(1013)"), {"call": "accepted", "frame": "03f5"}, "codes 1013"),
        (("channels", "4.3.2", "server", "close(1001)"), {"call": "accepted", "frame": "03e9"}, "codes 1001"),
    ],
)
def test_a_row_that_is_otherwise_is_noticed(
    row: tuple[str, str, str, str], values: dict[str, object], said: str
) -> None:
    changed = [replace(each, values=values) if _is(each, row) else each for each in ROWS]
    assert changed != ROWS
    assert any(said in str(each) for each in contradictions(changed))


@pytest.mark.parametrize(
    "claim", CLAIMS, ids=lambda claim: f"{claim.model}, {claim.library} {claim.role} {claim.variant}".strip()
)
def test_each_claim_names_a_model_and_rows_that_exist(claim: Claim) -> None:
    library, name = model_of(claim)
    assert name in library.types
    assert any(speaks_of(claim, what) for what in observed(ROWS).values())


def test_every_library_of_the_table_is_a_models() -> None:
    assert {row.library for row in ROWS} == set(CHECKED)


@pytest.mark.parametrize("model", list(all_libraries()), ids=lambda model: f"{model.family}/{model.id}")
def test_checked_says_who_is_in_the_table_in_which_version(model: Library) -> None:
    labels = {label for label, key in CHECKED.items() if key == f"{model.family}/{model.id}"}
    parts = [match[1] for part in model.evidence.split("; ") if (match := CHECKED_PART.fullmatch(part))]
    assert len(parts) == bool(labels), "checked says what is in the table, and what is in the table says so"
    said = _named(parts[0]) if parts else set()
    rows = [row for row in ROWS if row.library in labels]
    known = _known(rows, model)
    assert said <= known | _known_servers(), f"not in the table: {said - known}"
    assert {version for _, version in known} <= {version for _, version in said}, "a version is not named"


def _is(row: Row, wanted: tuple[str, str, str, str]) -> bool:
    return (row.library, row.version, row.role, row.input) == wanted


def _named(checked: str) -> set[tuple[str, str]]:
    """`ws 8.18.0, 8.23.0` -> name and version of each."""
    found: set[tuple[str, str]] = set()
    name = ""
    for part in checked.split(", "):
        match = NAMED.fullmatch(part)
        assert match, part
        name = (match["name"] or name).lower()
        found.add((name, match["version"]))
    return found


def _known(rows: list[Row], model: Library) -> set[tuple[str, str]]:
    """Name and version of what was run: a version may say of what it is, as in `Node 22.23.3`."""
    found: set[tuple[str, str]] = set()
    for row in rows:
        name, _, version = row.version.rpartition(" ")
        own = row.library.removesuffix(" (Ruby)")
        if row.library == "asgi":  # the version of an interface, which nobody runs
            continue
        label = name.lower() or (model.title.lower() if own.lower() in _alike(model) else own.lower())
        found.add((label, version))
    return found


def _alike(model: Library) -> set[str]:
    """What the table calls a library."""
    return {model.title.lower(), model.id.lower(), model.id.replace("_", "-").lower()}


def _known_servers() -> set[tuple[str, str]]:
    """Servers, runtimes and libraries below that a variant names: `uvicorn 0.54.0, websockets`."""
    found = re.findall(
        r"([A-Za-z][\w.-]*) (\d[\w.]*)", "; ".join(f"{row.variant}; {row.library} {row.version}" for row in ROWS)
    )
    return {(name.lower(), version) for name, version in found}
