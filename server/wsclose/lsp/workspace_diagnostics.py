"""Diagnostics of files that are not open, for clients that ask for them and users who want them.

The client's question stays open until there is something new to say. Files are looked at while nobody types, a few at
a time, and again when something was saved; what an open document says of itself is told where it is asked for.
"""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from wsclose.disk import posix
from wsclose.knowledge.codeset import PRIVATE
from wsclose.lsp.client import Client, dig
from wsclose.lsp.diagnostics import diagnostics
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.everywhere import Everywhere
from wsclose.plain import plain
from wsclose.project import inventory
from wsclose.project.inventory import Use

OPTION = "workspaceDiagnostics"
SLICE_SECONDS = 0.02  # of work between two looks for a message


@plain
class Report:
    """What was said of a file; `result` is a mark for it."""

    result: str
    items: list[dict[str, Any]]


NOTHING = Report("0", [])


@plain
class Codes:
    """What the files do with private codes, as far as they were looked at."""

    uses: list[tuple[str, Use]]
    numbers: dict[str, Counter[int]]
    send_anything: set[str]

    def add(self, path: str, document: OpenDocument) -> None:
        if document.checker is None or document.checker.in_tests or path in self.numbers:
            return
        facts = document.checked().facts
        self.uses.extend((path, use) for use in inventory.uses(facts) if use.number in PRIVATE)
        self.numbers[path] = inventory.private_numbers(document.document.text)
        self.send_anything.update(inventory.sends_anything(facts))

    def unmatched(self) -> dict[str, frozenset[tuple[inventory.Doing, int]]]:
        return inventory.Files(self.uses, self.numbers, self.send_anything).unmatched()


class WorkspaceDiagnostics:
    """One client's question, and what is known so far."""

    def __init__(self, everywhere: Everywhere) -> None:
        self._everywhere = everywhere
        self._asked: str | int | None = None
        self._previous: dict[str, str] = {}
        self._known: dict[str, Report] = {}  # by address
        self._found: dict[str, Report] = {}
        self._left: list[str] | None = None  # paths to look at; None when a look has to begin
        self._complete = False
        self._has_answered = False
        self._codes = Codes([], {}, set())

    def ask(self, identifier: str | int, previous: object) -> str | int | None:
        """Takes a question; what was told before is in `previous`. Returns a question that this one replaces."""
        replaced, self._asked = self._asked, identifier
        pairs = previous if isinstance(previous, list) else []
        self._previous = {str(dig(each, "uri")): str(dig(each, "value")) for each in pairs}
        return replaced

    def withdraw(self, identifier: object) -> str | int | None:
        """Forgets the question, if it is this one or None is given. Returns the question that waited."""
        if identifier not in (None, self._asked):
            return None
        withdrawn, self._asked = self._asked, None
        return withdrawn

    def changed(self) -> None:
        """Something was saved, opened, closed or configured: what is known may be old."""
        self._left = None
        self._complete = False

    def step(self, client: Client) -> bool:
        """Looks at a few files. Returns whether more are left."""
        if self._asked is None or self._complete:
            return False
        if self._left is None:
            self._left = self._everywhere.closed(client)[::-1]
            self._found, self._codes = {}, Codes([], {}, set())
            return True
        end = time.monotonic() + SLICE_SECONDS
        while self._left and time.monotonic() < end:
            self._look(self._left.pop(), client)
        if self._left:
            return True
        self._compare(client)
        self._known, self._complete = self._found, True
        return False

    def answer(self) -> tuple[str | int, dict[str, Any]] | None:
        """The question and its answer, once there is one: a client that knows everything waits."""
        if self._asked is None or not self._complete:
            return None
        speak_for_themselves = {document.uri for document in self._everywhere.open()}
        gone = {
            uri: NOTHING
            for uri, told in self._previous.items()
            if uri not in self._known and uri not in speak_for_themselves and told != NOTHING.result
        }
        new = {uri: each for uri, each in self._known.items() if self._previous.get(uri) != each.result}
        if not new and not gone and self._has_answered:
            return None
        identifier, self._asked, self._has_answered = self._asked, None, True
        return identifier, {"items": [_item(uri, each) for uri, each in {**new, **gone}.items()]}

    def _compare(self, client: Client) -> None:
        """Tells the workspace which private codes only one side of it knows; what that changes is looked at again."""
        for document in self._everywhere.open():
            self._codes.add(posix(document.path), document)
        changed = self._everywhere.compared(self._codes.unmatched())
        shown = {posix(document.path) for document in self._everywhere.open()}
        for path in sorted(changed - shown):
            self._found.pop(Path(path).as_uri(), None)
            self._look(path, client)

    def _look(self, path: str, client: Client) -> None:
        document = self._everywhere.look(path)
        if document is None:
            return
        self._codes.add(path, document)
        items = diagnostics(document, client)
        if items:
            said = hash(json.dumps(items, sort_keys=True))  # good for this process, as the marks are
            self._found[document.uri] = Report(f"{said:x}", items)


def _item(uri: str, report: Report) -> dict[str, Any]:
    return {"kind": "full", "uri": uri, "version": None, "resultId": report.result, "items": report.items}
