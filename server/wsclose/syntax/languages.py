"""Which languages there are: one folder each beside this file, found by looking."""

import importlib
import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from tree_sitter import Parser

from wsclose.syntax.patterns import Patterns, compile_patterns

HERE = Path(__file__).parent
GRAMMAR = re.compile(r"^import (tree_sitter_\w+)", re.MULTILINE)


class LanguageSupport:
    """One language: its adapter, and its parsers and queries, made when they are first needed."""

    def __init__(self, adapter: Any) -> None:
        self.adapter = adapter
        self.name: str = adapter.name
        self.family: str = adapter.family  # what its libraries are filed under
        self.holds_scripts = hasattr(adapter, "scripts")  # whether it may be read for what it holds of another one
        self._parsers: dict[str, tuple[Parser, Patterns]] = {}

    def parser_and_patterns(self, path: str) -> tuple[Parser, Patterns]:
        """For a file of this name: JSX and plain TypeScript have grammars of their own."""
        kind = "x" if path.endswith("x") else ""
        if kind not in self._parsers:
            grammar = self.adapter.language(path)
            text = "\n".join((HERE / name).read_text("utf-8") for name in self.adapter.queries)
            self._parsers[kind] = (Parser(grammar), compile_patterns(grammar, text))
        return self._parsers[kind]


@cache
def _folders() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in HERE.glob("*/adapter.py") if _has_grammar(path)))


def _has_grammar(adapter: Path) -> bool:
    """Whether what an adapter parses with is installed: a grammar without wheels may not be."""
    return all(find_spec(name) is not None for name in GRAMMAR.findall(adapter.read_text("utf-8")))


def names() -> tuple[str, ...]:
    """What the languages are called here."""
    return _folders()


@cache
def by_name(name: str) -> LanguageSupport:
    return LanguageSupport(importlib.import_module(f"wsclose.syntax.{name}.adapter"))


def all_languages() -> list[LanguageSupport]:
    return [by_name(name) for name in _folders()]


@cache
def _suffixes() -> dict[str, str]:
    """File suffix to language. Read from the adapters' text: importing them all would load every grammar."""
    return {suffix: name for name in _folders() for suffix in _declared(name, "suffixes")}


@cache
def _language_ids() -> dict[str, str]:
    return {identifier: name for name in _folders() for identifier in _declared(name, "language_ids")}


def _declared(name: str, what: str) -> tuple[str, ...]:
    import ast

    text = (HERE / name / "adapter.py").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith(f"{what} = "):
            found: tuple[str, ...] = ast.literal_eval(line.partition("=")[2].strip())
            return found
    return ()


def for_path(path: str | PurePath) -> str | None:
    """The name of the language of a file, by its suffix."""
    return _suffixes().get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - of every file; a Path takes ten times as long


def for_language_id(identifier: str) -> str | None:
    """The name of the language that an editor calls by this identifier."""
    return _language_ids().get(identifier)


def suffixes() -> frozenset[str]:
    return frozenset(_suffixes())
