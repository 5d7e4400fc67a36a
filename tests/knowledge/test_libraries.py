"""Every library model says only what its reader understands, and names only what exists."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wsclose.knowledge import codeset, data, library, model_reader
from wsclose.knowledge.library import AFTERMATHS, FAILURES, REASON_LIMITS, STRING_CODES, CloseMethod, Library, Signature

ROOT = data.HERE / "libraries"
FAMILIES = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
MODELS = sorted(ROOT.glob("*/*.toml"))

ATOMS = {"_", "code", "reason", "same", "foreign"}
REFERENCE = re.compile(r"(?:class )?(?:(?P<home>[\w-]+):)?(?P<name>[A-Z]\w*)(?:@(?:client|server))?")
ARGUMENTS = {"code", "reason", "frame", "_", "options"}


# ---------------------------------------------------------------- the notation of types


def parts(text: str) -> list[str]:
    """What a list in parentheses consists of: `(Conn, _)` -> ["Conn", "_"]."""
    found, depth, piece = [], 0, ""
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            found.append(piece.strip())
            piece = ""
        else:
            piece += character
    return [*found, piece.strip()]


def references(text: str) -> Iterator[tuple[str, str]]:
    """(library or "", type) of every type that a notation names; ValueError for what is no notation."""
    text = text.strip()
    if text in ATOMS:
        return
    if text.startswith("() "):
        yield from references(text[3:])
    elif text.startswith("(") and text.endswith(")"):
        for piece in parts(text[1:-1]):
            yield from references(piece)
    elif text.startswith("[") and text.endswith("]"):
        yield from references(text[1:-1])
    elif found := REFERENCE.fullmatch(text):
        yield found["home"] or "", found["name"]
    else:
        raise ValueError(f"{text!r} is no notation of a type")


def test_the_notation_is_taken_apart_into_the_types_it_names() -> None:
    assert list(references("() (Conn@client, _, [gorilla:Conn])")) == [("", "Conn"), ("gorilla", "Conn")]
    assert list(references("class Socket")) == [("", "Socket")]
    assert list(references("code")) == []
    with pytest.raises(ValueError, match="no notation"):
        list(references("a socket"))


# ---------------------------------------------------------------- what the models say


@cache
def table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def models(family: str) -> dict[str, Library]:
    paths = [path for path in MODELS if path.parent.name == family and path.stem != "not_websockets"]
    return {path.stem: model_reader.read_library(family, path.stem, table(path)) for path in paths}


ALL = [pytest.param(model, id=f"{family}/{stem}") for family in FAMILIES for stem, model in models(family).items()]
each_model = pytest.mark.parametrize("model", ALL)


def signatures(model: Library) -> Iterator[tuple[str, Signature | str]]:
    for name, value in [*model.exports.items(), *model.globals.items()]:
        yield name, value
    for module, names in model.exports_of.items():
        for name, value in names.items():
            yield f"{module}.{name}", value
    for kind in model.types.values():
        for name, method in kind.methods.items():
            yield f"{kind.name}.{name}", method


def notations(model: Library) -> Iterator[tuple[str, str]]:
    """(where it stands, notation) for every notation of types in a model."""
    for name, value in signatures(model):
        if isinstance(value, str):
            yield name, value
            continue
        yield name, value.returns
        for handlers in (value.handlers, *value.handlers_when.values()):
            for argument, handed in handlers.items():
                yield from ((f"{name}({argument})", text) for text in handed)
        if value.receiver:
            yield f"{name}.receiver", value.receiver
    for kind in model.types.values():
        yield from ((f"{kind.name}.{name}", text) for name, text in [*kind.fields.items(), *kind.event_objects.items()])
        yield from ((f"{kind.name}.{name}", text) for name, (_, _, text) in kind.fields_when.items())
        for group in (kind.events, kind.overrides, kind.decorators):
            yield from ((f"{kind.name}.{name}", text) for name, handed in group.items() for text in handed)
        for name in ("base", "items", "entered"):
            if text := getattr(kind, name):
                yield f"{kind.name}.{name}", text
    yield from ((f"variants.{name}", text) for name, content in model.variants.items() for text in content)


def closes(model: Library) -> Iterator[tuple[str, CloseMethod]]:
    """(where it stands, call) for every call that closes, or that closes when it is given a code."""
    for kind in model.types.values():
        for method in kind.closes.values():
            yield f"{kind.name}.{method.name}", method
    yield from model.closes.items()


@each_model
def test_every_type_that_a_model_names_exists(model: Library) -> None:
    family = models(model.family)
    missing = []
    for where, text in notations(model):
        for home, name in references(text):
            owner = family.get(home or model.id)
            if owner is None or name not in owner.types:
                missing.append(f"{where}: {text}")
    assert missing == []


@each_model
def test_every_type_that_a_model_describes_is_reached(model: Library) -> None:
    family = models(model.family).values()
    named = {name for each in family for _, text in notations(each) for _, name in references(text)}
    unreached = [name for name in model.types if name not in named]
    assert unreached == []


@each_model
def test_a_close_call_takes_its_arguments_sanely(model: Library) -> None:
    for where, method in closes(model):
        taken = [*method.parameters, *method.keywords.values()]
        assert set(taken) <= ARGUMENTS, where
        for role in ("code", "reason", "frame"):
            assert method.parameters.count(role) <= 1, where
        assert not {"code", "frame"} <= set(method.parameters), f"{where} takes a code or a frame, not both"
        assert method.sends in {"frame", "nothing"}, where
        known = method.without_code in {"empty", "nothing", "required"}
        assert known or 0 <= int(method.without_code) <= 65535, where
        assert method.aftermath in AFTERMATHS, where
        assert method.fails in FAILURES, where
        assert method.reason_limit in REASON_LIMITS, where
        assert method.reason_without_code in {"", "sends", "drops", "throws", "garbles", "undefined"}, where
        assert method.string_code in STRING_CODES, where
        assert method.close_frame in {"", "empty"} or codeset.SENDABLE.__contains__(int(method.close_frame)), where
        for codes, sent in method.rewrites:
            assert sent in codeset.SENDABLE, where
            assert method.accepts is not None, where
            assert not codes.intersection(method.accepts).intervals, f"{where} accepts what it changes"
        assert not method.error or method.accepts is not None, f"{where} raises an error for which codes?"
        if method.when is not None:
            assert method.parameters[method.when[0]] == "_", where


@each_model
def test_constants_and_accepted_codes_are_numbers_that_fit_into_a_close_frame(model: Library) -> None:
    for name, number in model.constants.items():
        assert type(number) is int, name
        assert 0 <= number <= 65535, name
        assert re.fullmatch(r"\w+(\.\w+)*", name), name
    for where, method in closes(model):
        for codes in (method.accepts, method.no_status):
            for low, high in codes.intervals if codes is not None else ():
                assert 0 <= low <= high <= 65535, where


@each_model
def test_what_a_library_reports_as_received_is_a_code_or_none(model: Library) -> None:
    received = table(ROOT / model.family / f"{model.id}.toml").get("received", {})
    assert received.keys() <= {"delivers", "empty_as", "dropped_as", "local_codes", "answered_by"}
    codeset.parse(received.get("delivers", ""))
    for key in ("empty_as", "dropped_as"):
        assert re.fullmatch(r"-?\d+|none", received.get(key, "none")), key
    assert all(type(code) is int for code in received.get("local_codes", []))


@each_model
def test_a_model_says_what_it_is_of_and_how_its_facts_are_known(model: Library) -> None:
    assert model.title
    assert all(re.match(r"(read in|checked with) \S", part) for part in model.evidence.split("; "))
    assert model.modules or model.globals, "nothing would bring this model into play"


@each_model
def test_what_differs_says_where_and_only_what_a_close_call_or_a_handler_knows(model: Library) -> None:
    for written, differs in zip(
        table(ROOT / model.family / f"{model.id}.toml").get("differs", ()), model.differs, strict=True
    ):
        assert written.keys() <= {"on", "since", "until", "side", "closing", "received"}
        assert differs.on or differs.since or differs.until or differs.side, "differs from what?"
        assert differs.closing or differs.received is not None
        assert differs.side in {"", "client", "server"}
        assert differs.closing.keys() <= read_keys("_close_method")
        assert differs.closing.get("aftermath", "") in AFTERMATHS
        assert differs.closing.get("reason_limit", "") in REASON_LIMITS
        assert differs.closing.get("string_code", "") in STRING_CODES


@each_model
def test_handlers_and_builders_are_written_as_the_reader_takes_them(model: Library) -> None:
    for name, value in signatures(model):
        if isinstance(value, Signature):
            for argument in value.handlers:
                assert re.fullmatch(r"(\d+|[A-Za-z_]\w*|-1)(\.\w+)*", argument), f"{name}({argument})"
    for name, parameters in model.builders.items():
        assert set(parameters) <= ARGUMENTS, name
    for frame in model.frames:
        assert frame.keys() == {"key", "equals", "code", "reason", "direction"}
        assert frame["direction"] in {"sent", "received"}


# ---------------------------------------------------------------- keys


@cache
def read_keys(function: str) -> frozenset[str]:
    """The keys that a function asks a table for."""
    sources = (Path(module.__file__).read_text("utf-8") for module in (model_reader, library))
    for node in (node for source in sources for node in ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
            gets = [each for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr == "get"]
            return frozenset(str(each.args[0].value) for each in gets if isinstance(each.args[0], ast.Constant))
    raise LookupError(function)


READ_BY = {
    "model": "read_library",
    "type": "_type",
    "closing": "_close_method",
    "signature": "_signature",
    "foreign": "index _of_family",
}
FRAME_KEYS = frozenset({"key", "equals", "code", "reason", "direction"})


def unread(path: Path) -> Iterator[tuple[str, str]]:
    """(kind of table, key) for each key that the reader does not look at."""

    def of(kind: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
        functions = READ_BY.get(kind, "").split()
        known = FRAME_KEYS if kind == "frame" else frozenset[str]().union(*map(read_keys, functions))
        yield from ((kind, key) for key in values if key not in known)

    def of_signatures(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for value in values.values():
            if isinstance(value, dict):
                yield from of("signature", value)

    whole = table(path)
    if path.stem == "not_websockets":
        yield from of("foreign", whole)
        return
    yield from of("model", whole)
    yield from of("closing", whole.get("closing", {}))
    yield from of_signatures(whole.get("exports", {}))
    yield from of_signatures(whole.get("globals", {}))
    for names in whole.get("exports_of", {}).values():
        yield from of_signatures(names)
    for frame in whole.get("frames", []):
        yield from of("frame", frame)
    for kind in whole.get("types", {}).values():
        yield from of("type", kind)
        yield from of_signatures(kind.get("methods", {}))
        for method in [*kind.get("closes", {}).values(), *kind.get("closes_with_code", {}).values()]:
            yield from of("closing", method)


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in MODELS])
def test_a_model_says_nothing_that_nobody_reads(path: Path) -> None:
    assert set(unread(path)) == set()


# ---------------------------------------------------------------- families


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_says_what_is_no_websocket(family: str) -> None:
    path = ROOT / family / "not_websockets.toml"
    assert path.exists()
    foreign = table(path)
    assert foreign["modules"]
    words = set(foreign["words"])
    assert all(word == word.lower() for word in words)
    assert not words & {"socket", "sock", "ws", "conn", "connection", "client", "websocket", "wss", "channel"}
    for key in ("modules", "names", "words"):
        assert len(foreign[key]) == len(set(foreign[key])), f"a name stands twice in {key}"


@pytest.mark.parametrize("family", FAMILIES)
def test_no_module_is_a_library_of_websockets_and_none(family: str) -> None:
    known = library.of_family(family)
    assert [module for module in known.foreign_modules if known.of_module(module)] == []
    assert not known.foreign_names & known.globals.keys()


def test_the_models_that_come_with_the_package_are_found() -> None:
    python = library.of_family("python")
    assert [each.id for each in python.of_module("aiohttp.web")] == ["aiohttp"]
    kind = python.type("starlette:WebSocket", "fastapi")
    assert kind is not None
    assert kind.closes["close"].awaited
