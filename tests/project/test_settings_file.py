"""`wsclose.toml`: what it says, and one clear message for each way to get it wrong."""

import ast
from pathlib import Path

import pytest

from wsclose.knowledge import model_reader
from wsclose.knowledge.own_codes import OwnCode
from wsclose.project import model_file
from wsclose.project.findings import Severity
from wsclose.project.settings_file import Read
from wsclose.project.settings_file import read as read_settings
from wsclose.project.toml_file import line_of

RULES = ("reserved-code", "browser-code", "magic-code")
MODEL = """language = "javascript"
modules = ["@acme/socket"]

[exports]
AcmeSocket = "class Socket"

[types.Socket.closes.hangUp]
parameters = ["code", "reason"]
accepts = "1000, 4000-4999"
"""


def read(content: str, path: str = "/project/wsclose.toml", **others: str) -> Read:
    files = {f"/project/{name}.toml": text for name, text in others.items()}
    found = read_settings(path, content, RULES, files.get, "en")
    assert found is not None
    return found


def said(content: str, **others: str) -> list[str]:
    return [str(each).removeprefix("/project/") for each in read(content, **others).problems]


def test_an_empty_file_changes_nothing() -> None:
    found = read("")
    assert found.problems == ()
    assert found.settings.select == found.settings.ignore == frozenset()


def test_rules_are_switched_and_raised() -> None:
    settings = read('[rules]\nreserved-code = "off"\nmagic-code = "warning"\n').settings
    assert settings.ignore == {"reserved-code"}
    assert settings.severity == {"magic-code": Severity.WARNING}


def test_codes_of_the_project() -> None:
    written = '[codes.4001]\nname = "EXPIRED"\nmeaning = "too old"\nfix = "log in"\nreconnect = "after-fix"\n'
    assert read(written).settings.own_codes == {4001: OwnCode("EXPIRED", "too old", "log in", "after-fix")}


def test_patterns_are_about_the_folder_of_the_file() -> None:
    settings = read('exclude = ["*.gen.js", "old/"]\n[runtime]\n"**" = "browser"\n"api/**" = "node"\n').settings
    assert settings.excludes("/project/web/a.gen.js")
    assert settings.excludes("/project/old/deep/a.js")
    assert not settings.excludes("/project/web/a.js")
    assert settings.runtime_of("/project/api/a.js") == "node"
    assert settings.runtime_of("/project/web/a.js") == "browser"


def test_pyproject_has_a_table_of_its_own() -> None:
    found = read('[tool.wsclose]\nignore = ["reserved-code"]\n', "/project/pyproject.toml")
    assert found.settings.ignore == {"reserved-code"}


def test_a_pyproject_that_says_nothing_counts_as_none() -> None:
    assert read_settings("/project/pyproject.toml", "[project]\n", RULES, lambda _: None, "en") is None


def test_a_model_joins_those_of_its_language() -> None:
    found = read('libraries = ["socket.toml"]\n', socket=MODEL)
    assert found.problems == ()
    assert found.others == ("/project/socket.toml",)
    models = found.settings.models("javascript", "/project/a.js")
    assert [each.id for each in models.of_module("@acme/socket")] == ["socket"]
    assert models.by_id.keys() > {"ws", "browser"}
    assert not found.settings.models("python", "/project/a.py").of_module("@acme/socket")


@pytest.mark.parametrize(
    "content, message",
    [
        ("rules = [", "wsclose.toml: this is not TOML: Invalid value"),
        ("a = 1\nb =\n", "wsclose.toml:2: this is not TOML: Invalid value"),
        ("\nrule = {}\n", "wsclose.toml:2: rule: there is no such key; did you mean rules?"),
        ("zzz = 1\n", "wsclose.toml:1: zzz: there is no such key; there are codes, exclude, ignore, libraries, "),
        ('select = "all"\n', 'wsclose.toml:1: select: this must be a list of strings: ["..."]'),
        ('ignore = ["reserved-cod"]\n', "wsclose.toml:1: ignore: there is no rule reserved-cod; did you mean reserved"),
        ('ignore = ["zzz"]\n', "wsclose.toml:1: ignore: there is no rule zzz; `wsclose rules` lists them"),
        ("rules = 1\n", "wsclose.toml:1: rules: this must be a table"),
        ('[rules]\nnope = "off"\n', "wsclose.toml:2: rules.nope: there is no rule nope"),
        ('[rules]\nmagic-code = "warn"\n', 'wsclose.toml:2: rules.magic-code: "warn" is none of "off", "hint", '),
        ("[rules]\nmagic-code = true\n", "wsclose.toml:2: rules.magic-code: true is none of"),
        ('locale = "xx"\n', 'wsclose.toml:1: locale: "xx" is none of "en", "ko"'),
        ('[codes.1001]\nname = "A"\n', "wsclose.toml:1: codes.1001: a code of your own is a number from 4000 to 4999"),
        ('[codes.gone]\nname = "A"\n', "wsclose.toml:1: codes.gone: a code of your own is a number"),
        ("[codes.4001]\n", 'wsclose.toml:1: codes.4001: it needs a name: name = "SESSION_EXPIRED"'),
        ("[codes.4001]\nname = 1\n", "wsclose.toml:2: codes.4001.name: this must be a string"),
        ('codes.4001 = "A"\n', "wsclose.toml:1: codes.4001: this must be a table"),
        ('[codes.4001]\nname = "A"\nmean = "b"\n', "wsclose.toml:3: codes.4001.mean: there is no such key; did you me"),
        ('[codes.4001]\nname = "A"\nreconnect = "maybe"\n', 'wsclose.toml:3: codes.4001.reconnect: "maybe" is none of'),
        ('[runtime]\n"a/**" = "brwser"\n', 'wsclose.toml:2: runtime."a/**": "brwser" is none of "browser", '),
        ('runtime = {"a/**" = "x"}\n', 'wsclose.toml:1: runtime."a/**": "x" is none of "browser", '),
        ("exclude = [1]\n", "wsclose.toml:1: exclude: this must be a list of strings"),
        ('libraries = ["none.toml"]\n', "wsclose.toml:1: libraries: none.toml: there is no such file; paths are relat"),
    ],
)
def test_a_mistake_has_one_message_that_says_where(content: str, message: str) -> None:
    found = [each for each in said(content) if not each.startswith("wsclose.toml:2: codes.4001: it needs")]
    assert found[0].startswith(message)
    assert len(found) == 1 or "name" in content


@pytest.mark.parametrize(
    "old, new, message",
    [
        ('language = "javascript"\n', "", "socket.toml: language: None is none of"),
        ('"javascript"', '"javascipt"', 'socket.toml:1: language: "javascipt" is none of'),
        ('modules = ["@acme/socket"]', "", 'socket.toml: nothing brings this model into play: say modules = ["..."]'),
        (
            'modules = ["@acme/socket"]',
            'modules = "@acme/socket"',
            "socket.toml:2: modules: this must be a list of str",
        ),
        ("[exports]", "[export]", "socket.toml:4: export: there is no such key; did you mean exports?"),
        ("class Socket", "class Sock", "socket.toml:5: exports.AcmeSocket: there is no type Sock: add [types.Sock]"),
        ("class Socket", "a socket", "socket.toml:5: exports.AcmeSocket: this must be a type, such as"),
        (
            "parameters",
            "parameter",
            "socket.toml:8: types.Socket.closes.hangUp.parameter: there is no such key; did yo",
        ),
        ('"reason"]', '"resaon"]', 'socket.toml:8: types.Socket.closes.hangUp.parameters: "resaon" is none of'),
        (
            '"1000, 4000-4999"',
            '"all"',
            "socket.toml:9: types.Socket.closes.hangUp.accepts: this must be codes and rang",
        ),
        ("accepts", 'sends = "bye"\naccepts', 'socket.toml:9: types.Socket.closes.hangUp.sends: "bye" is none of'),
        (
            "[types.Socket.closes.hangUp]",
            '[types.Socket.methods.retry]\ndelay = "0"\n[types.Socket.closes.hangUp]',
            "socket.toml:8: types.Socket.methods.retry.delay: this must be an argument's place, from 0",
        ),
        ("[exports]", "[exports", "socket.toml:4: this is not TOML"),
    ],
)
def test_a_mistake_in_a_model_names_its_file_and_key(old: str, new: str, message: str) -> None:
    found = said('libraries = ["socket.toml"]\n', socket=MODEL.replace(old, new, 1))
    assert found[0].startswith(message)
    assert len(found) == 1


def test_messages_are_in_the_language_of_the_reader() -> None:
    found = read_settings("/p/wsclose.toml", "rule = {}\n", RULES, lambda _: None, "ko")
    assert found is not None
    assert "이런 키는 없습니다" in found.problems[0].message


def test_lines_are_found_in_tables_and_inline() -> None:
    content = '[codes]\n4001 = {name = "A", fix = "b"}\n\n[codes.4002]\nname = "B"\n'
    assert line_of(content, ("codes", "4001", "fix")) == 2
    assert line_of(content, ("codes", "4002", "name")) == 5
    assert line_of(content, ("rules",)) == 0


@pytest.mark.parametrize(
    "function, keys",
    [
        ("read_library", {*model_file.MODEL} - {"language"}),
        ("_type", {*model_file.TYPE}),
        ("_close_method", {*model_file.CLOSING}),
        ("_signature", {*model_file.SIGNATURE}),
        ("_received", {*model_file.RECEIVED}),
    ],
)
def test_every_key_that_is_read_is_allowed(function: str, keys: set[str]) -> None:
    tree = ast.parse(Path(model_reader.__file__).read_text("utf-8"))
    [body] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
    calls = [node for node in ast.walk(body) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    read = {call.args[0].value for call in calls if call.func.attr == "get" and isinstance(call.args[0], ast.Constant)}  # type: ignore[attr-defined]
    assert read <= keys, "project/model_file.py has to allow it in models of users, too"
