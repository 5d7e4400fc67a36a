"""Reads an in-house library model: the format of the models that come with the package, and its mistakes.

`language` says whose model it is; all else is as in `knowledge/library.py`.
"""

import re
from collections.abc import Iterator
from posixpath import basename
from typing import Any

from wsclose.knowledge import codeset, model_reader
from wsclose.knowledge.library import AFTERMATHS, EARLY, FAILURES, REASON_LIMITS, STRING_CODES, Library
from wsclose.knowledge.texts import text
from wsclose.project.settings import RUNTIMES
from wsclose.project.toml_file import Problem, TomlFile
from wsclose.syntax import languages

STRINGS = ("title", "language", "runtime", "evidence", "reconnects")
LISTS = ("modules", "code_members", "endings")
TABLES = ("closing", "constants", "exports", "exports_of", "globals", "received", "types", "builders", "builder_keywords", "variants", "predicates", "decorators", "closes_with_code", "sides", "runs", "arguments")  # fmt: skip
MODEL = (*STRINGS, *LISTS, *TABLES, "frames", "differs", "reconnects_when_asked", "general")
TYPE = ("connection", "side", "base", "closes", "closes_with_code", "fields", "methods", "registers", "events", "event_objects", "event_properties", "overrides", "decorators", "items", "entered", "opened_by", "reconnects_after", "fields_when", "raised_after", "schemes")  # fmt: skip
SIGNATURE = ("returns", "handlers", "handlers_when", "receiver", "extends", "delay")
RECEIVED = ("delivers", "empty_as", "dropped_as", "local_codes", "answered_by")
CODES = ("accepts", "no_status", "no_frame", "no_status_constants")
CHOICES = {
    "sends": ("frame", "nothing"),
    "aftermath": AFTERMATHS,
    "fails": FAILURES,
    "reason_limit": REASON_LIMITS,
    "string_code": STRING_CODES,
    "early": EARLY,
    "reason_without_code": ("", "sends", "drops", "throws", "garbles", "undefined"),
}
FLAGS = ("awaited", "only_with_code", "task")
CLOSING = (*CHOICES, *CODES, *FLAGS, "parameters", "keywords", "without_code", "error", "reason_error", "string_error", "when", "note", "rewrites", "close_frame")  # fmt: skip
ROLES = ("code", "reason", "frame", "_")
ATOMS = ("_", "code", "reason", "same", "foreign")
REFERENCE = re.compile(r"(?:class )?(?:(?P<home>[\w-]+):)?(?P<name>[A-Z]\w*)(?:@(?:client|server))?")


def read_model(path: str, content: str, locale: str) -> tuple[Library | None, list[Problem]]:
    """The model of a file, None when something is wrong with it."""
    file = TomlFile(path, content, locale)
    if not file.problems:
        _Check(file).run()
    if file.problems:
        return None, file.problems
    family = languages.by_name(file.table["language"]).family
    try:
        return model_reader.read_library(family, basename(path).removesuffix(".toml"), file.table), []
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        said = text("settings.bad-model", "this model can't be read: {error}", locale, error=repr(error))
        file.wrong((), said)
        return None, file.problems


class _Check:
    """Looks at every key of one model."""

    def __init__(self, file: TomlFile) -> None:
        self.file, self.table = file, file.table
        self.types = file.table.get("types", {})

    def run(self) -> None:
        table, file = self.table, self.file
        self.keys((), table, MODEL)
        for key in (each for each in STRINGS if each in table):
            file.string((key,), table[key])
        for key in (each for each in LISTS if each in table):
            file.strings((key,), table[key])
        for key in (each for each in TABLES if each in table):
            file.subtable((key,), table[key])
        if file.problems:
            return
        known = languages.names()
        file.one_of(("language",), table.get("language"), known)
        if table.get("runtime"):
            file.one_of(("runtime",), table["runtime"], RUNTIMES)
        if not table.get("modules") and not table.get("globals"):
            english = 'nothing brings this model into play: say modules = ["..."], or [globals]'
            file.wrong((), text("settings.no-modules", english, file.locale))
        self.closing(("closing",), table.get("closing", {}))
        for name, number in table.get("constants", {}).items():
            if type(number) is not int or not 0 <= number <= 65535:
                file.expected(("constants", name), text("settings.code", "a number from 0 to 65535", file.locale))
        self.received(table.get("received", {}))
        for name, side in table.get("sides", {}).items():
            file.one_of(("sides", name), side, ("client", "server"))
        for name, method in table.get("closes_with_code", {}).items():
            self.closing(("closes_with_code", name), file.subtable(("closes_with_code", name), method))
        for runtime, facts in table.get("runs", {}).items():
            file.one_of(("runs",), runtime, RUNTIMES)
            here = file.subtable(("runs", runtime), facts)
            self.keys(("runs", runtime), here, ("files", "signs", "closing"))
            file.strings(("runs", runtime, "files"), here.get("files"))
            file.strings(("runs", runtime, "signs"), here.get("signs"))
            self.closing(
                ("runs", runtime, "closing"), file.subtable(("runs", runtime, "closing"), here.get("closing", {}))
            )
        for key in ("decorators", "arguments"):
            for name, kinds in table.get(key, {}).items():
                for notation in file.strings((key, name), kinds):
                    self.notation((key, name), notation)
        for key in ("exports", "globals"):
            self.signatures((key,), table.get(key, {}))
        for module, names in table.get("exports_of", {}).items():
            self.signatures(("exports_of", module), file.subtable(("exports_of", module), names))
        for name, parameters in table.get("builders", {}).items():
            self.roles(("builders", name), parameters)
        for name, kind in self.types.items():
            self.type(("types", name), file.subtable(("types", name), kind))

    def keys(self, at: tuple[str, ...], table: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                self.file.unknown((*at, key), known)

    def type(self, at: tuple[str, ...], kind: dict[str, Any]) -> None:
        self.keys(at, kind, TYPE)
        if "side" in kind:
            self.file.one_of((*at, "side"), kind["side"], ("client", "server", ""))
        for key in ("closes", "closes_with_code"):
            for name, method in self.file.subtable((*at, key), kind.get(key, {})).items():
                self.closing((*at, key, name), self.file.subtable((*at, key, name), method))
        self.signatures((*at, "methods"), self.file.subtable((*at, "methods"), kind.get("methods", {})))
        for key in ("fields", "event_objects"):
            for name, notation in self.file.subtable((*at, key), kind.get(key, {})).items():
                self.notation((*at, key, name), notation)
        for key in ("events", "overrides", "decorators"):
            for name, handed in self.file.subtable((*at, key), kind.get(key, {})).items():
                for notation in self.file.strings((*at, key, name), handed):
                    self.notation((*at, key, name), notation)
        for key in ("base", "items", "entered"):
            if kind.get(key):
                self.notation((*at, key), kind[key])

    def closing(self, at: tuple[str, ...], method: dict[str, Any]) -> None:
        file = self.file
        self.keys(at, method, CLOSING)
        for key in (each for each in CHOICES if each in method):
            file.one_of((*at, key), method[key], CHOICES[key])
        for key in (each for each in CODES if each in method):
            self.codes((*at, key), method[key])
        for key in (each for each in FLAGS if each in method):
            if not isinstance(method[key], bool):
                file.expected((*at, key), text("settings.flag", "true or false", file.locale))
        if "parameters" in method:
            self.roles((*at, "parameters"), method["parameters"])
        if "keywords" in method:
            self.roles((*at, "keywords"), list(file.subtable((*at, "keywords"), method["keywords"]).values()))
        without = method.get("without_code", "empty")
        if without not in ("empty", "nothing", "required") and not str(without).isdigit():
            english = 'a code, or "empty", "nothing" or "required"'
            file.expected((*at, "without_code"), text("settings.without-code", english, file.locale))

    def received(self, facts: dict[str, Any]) -> None:
        self.keys(("received",), facts, RECEIVED)
        if "delivers" in facts:
            self.codes(("received", "delivers"), facts["delivers"])
        for key in ("empty_as", "dropped_as"):
            if not re.fullmatch(r"-?\d+|none", str(facts.get(key, "none"))):
                english = 'a number or "none"'
                self.file.expected(("received", key), text("settings.number-or-none", english, self.file.locale))

    def roles(self, at: tuple[str, ...], roles: object) -> None:
        for role in self.file.strings(at, roles):
            self.file.one_of(at, role, ROLES)

    def codes(self, at: tuple[str, ...], written: object) -> None:
        try:
            codeset.parse(str(written) if isinstance(written, str | int) else "?")
        except ValueError:
            english = 'codes and ranges, such as "1000, 3000-4999"'
            self.file.expected(at, text("settings.codes", english, self.file.locale))

    def signatures(self, at: tuple[str, ...], values: dict[str, Any]) -> None:
        for name, value in values.items():
            here = (*at, name)
            if not isinstance(value, dict):
                self.notation(here, value)
                continue
            self.keys(here, value, SIGNATURE)
            self.notation((*here, "returns"), value.get("returns", "_"))
            if "delay" in value and type(value["delay"]) is not int:
                self.file.expected(
                    (*here, "delay"), text("settings.place", "an argument's place, from 0", self.file.locale)
                )
            handlers = self.file.subtable((*here, "handlers"), value.get("handlers", {}))
            for argument, handed in handlers.items():
                for notation in self.file.strings((*here, "handlers", argument), handed):
                    self.notation((*here, "handlers", argument), notation)

    def notation(self, at: tuple[str, ...], written: object) -> None:
        """Whether something is a type in the notation of models, and whether the types that it names exist."""
        try:
            named = list(_references(written if isinstance(written, str) else ""))
        except ValueError:
            english = 'a type, such as "Socket", "() Socket", "class Socket", "[Socket]", "code" or "_"'
            self.file.expected(at, text("settings.notation", english, self.file.locale))
            return
        for home, name in named:
            if not home and name not in self.types:
                english = "there is no type {name}: add [types.{name}]"
                self.file.wrong(at, text("settings.no-type", english, self.file.locale, name=name))


def _references(written: str) -> Iterator[tuple[str, str]]:
    """(library or "", type) of every type that a notation names; ValueError for what is no notation."""
    written = written.strip()
    if written in ATOMS:
        return
    if written.startswith("() "):
        yield from _references(written[3:])
    elif written.startswith("(") and written.endswith(")"):
        for piece in _pieces(written[1:-1]):
            yield from _references(piece)
    elif written.startswith("[") and written.endswith("]"):
        yield from _references(written[1:-1])
    elif found := REFERENCE.fullmatch(written):
        yield found["home"] or "", found["name"]
    else:
        raise ValueError(written)


def _pieces(written: str) -> Iterator[str]:
    """What a list consists of: `Conn, (A, _)` is two."""
    depth, piece = 0, ""
    for character in written:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            yield piece
            piece = ""
        else:
            piece += character
    yield piece
