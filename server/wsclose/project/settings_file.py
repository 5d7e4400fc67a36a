"""Reads `wsclose.toml`, and [tool.wsclose] of `pyproject.toml`: text in, settings and problems out."""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from posixpath import basename, dirname, join, normpath
from typing import Any

from wsclose.knowledge import texts
from wsclose.knowledge.library import Library
from wsclose.knowledge.own_codes import ANSWERS, OwnCode, Reconnect
from wsclose.knowledge.texts import text
from wsclose.plain import plain
from wsclose.project.findings import Severity
from wsclose.project.model_file import read_model
from wsclose.project.settings import RUNTIMES, Settings
from wsclose.project.toml_file import Problem, TomlFile

KEYS = ("select", "ignore", "rules", "locale", "libraries", "codes", "runtime", "exclude")
CODE_KEYS = ("name", "meaning", "fix", "reconnect")
LEVELS: Mapping[str, Severity | None] = {"off": None, **{each.label: each for each in Severity}}

Open = Callable[[str], str | None]
"""Gives a file's text, None when there is no such file."""


@plain
class Read:
    """Settings, what is wrong with the file, and which other files were read for them."""

    settings: Settings
    problems: tuple[Problem, ...]
    others: tuple[str, ...]
    locale: str = ""  # what the file asks for


def read(path: str, content: str, rules: Collection[str], open_file: Open, locale: str) -> Read | None:
    """Reads a file at an absolute path. What is wrong is left out. None for a pyproject.toml that says nothing."""
    file = TomlFile(path, content, locale)
    above: tuple[str, ...] = ()
    table: Any = file.table
    if basename(path) == "pyproject.toml":
        above = ("tool", "wsclose")
        for key in above:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    table = file.subtable(above, table)
    for key in table:
        if key not in KEYS:
            file.unknown((*above, key), KEYS)

    def given(key: str, take: Callable[[tuple[str, ...], Any], Any], nothing: Any) -> Any:
        return take((*above, key), table[key]) if key in table else nothing

    ignore: set[str] = set()
    severity: dict[str, Severity] = {}
    for rule, level in given("rules", file.subtable, {}).items():
        keys = (*above, "rules", rule)
        chosen = file.one_of(keys, level, LEVELS) if _is_rule(file, keys, rule, rules) else ""
        if chosen:
            found = LEVELS[chosen]
            ignore.update([rule] if found is None else [])
            severity.update({} if found is None else {rule: found})
    select, more = (
        {each for each in given(key, file.strings, ()) if _is_rule(file, (*above, key), each, rules)}
        for key in ("select", "ignore")
    )
    models, others = _models(file, (*above, "libraries"), given("libraries", file.strings, ()), open_file)
    settings = Settings(
        select=frozenset(select),
        ignore=frozenset(ignore | more),
        severity=severity,
        own_codes=_codes(file, (*above, "codes"), given("codes", file.subtable, {})),
        libraries=models,
        runtimes=_runtimes(file, (*above, "runtime"), given("runtime", file.subtable, {})),
        exclude=given("exclude", file.strings, ()),
        folder=dirname(path),
        file=path,
    )
    wanted = table.get("locale")
    speaks = "" if wanted is None else file.one_of((*above, "locale"), wanted, texts.available_locales())
    return Read(settings, tuple(file.problems), others, speaks)


def _is_rule(file: TomlFile, keys: tuple[str, ...], name: str, rules: Collection[str]) -> bool:
    if name in rules:
        return True
    near = get_close_matches(name, list(rules), n=1)
    if near:
        english = "there is no rule {name}; did you mean {near}?"
        file.wrong(keys, text("settings.near-rule", english, file.locale, name=name, near=near[0]))
    else:
        english = "there is no rule {name}; `wsclose rules` lists them"
        file.wrong(keys, text("settings.no-rule", english, file.locale, name=name))
    return False


def _codes(file: TomlFile, keys: tuple[str, ...], tables: dict[str, Any]) -> dict[int, OwnCode]:
    found: dict[int, OwnCode] = {}
    for key, value in tables.items():
        here = (*keys, key)
        if not key.isdigit() or not 3000 <= int(key) <= 4999:
            english = "a code of your own is a number from 4000 to 4999 (3000 to 3999 if IANA knows it): [codes.4001]"
            file.wrong(here, text("settings.not-own", english, file.locale))
            continue
        table = file.subtable(here, value)
        if not isinstance(value, dict):
            continue
        for each in table:
            if each not in CODE_KEYS:
                file.unknown((*here, each), CODE_KEYS)
        said = {each: file.string((*here, each), table[each]) for each in CODE_KEYS[:3] if each in table}
        if not said.get("name", "").strip() and ("name" not in table or isinstance(table["name"], str)):
            file.wrong(here, text("settings.no-name", 'it needs a name: name = "SESSION_EXPIRED"', file.locale))
        wanted = file.one_of((*here, "reconnect"), table["reconnect"], ANSWERS) if "reconnect" in table else ""
        reconnect: Reconnect = next((answer for answer in ANSWERS if answer == wanted), "")
        if said.get("name", "").strip():
            found[int(key)] = OwnCode(said["name"], said.get("meaning", ""), said.get("fix", ""), reconnect)
    return found


def _runtimes(file: TomlFile, keys: tuple[str, ...], table: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = ((pattern, file.one_of((*keys, pattern), wanted, RUNTIMES)) for pattern, wanted in table.items())
    return tuple((pattern, runtime) for pattern, runtime in pairs if runtime)


def _models(
    file: TomlFile, keys: tuple[str, ...], paths: tuple[str, ...], open_file: Open
) -> tuple[tuple[Library, ...], tuple[str, ...]]:
    """The in-house models, and the files that were looked for."""
    found: list[Library] = []
    others = [normpath(join(dirname(file.name), path)) for path in paths]
    for path, place in zip(paths, others, strict=True):
        content = open_file(place)
        if content is None:
            english = "{path}: there is no such file; paths are relative to the folder of this one"
            file.wrong(keys, text("settings.no-file", english, file.locale, path=path))
            continue
        model, problems = read_model(place, content, file.locale)
        file.problems += problems
        if model is not None:
            found.append(model)
    return tuple(found), tuple(others)
