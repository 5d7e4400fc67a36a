"""Texts in the reader's language.

The English text stands where it is used; `locales/<locale>.toml` holds the others by key. A key is a table and a name
in it (`words.when`, `rules.browser-code.message`). What is missing in a locale is said in English.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from wsclose.knowledge import data, particles

ENGLISH = "en"

FINISH: Mapping[str, Callable[[str], str]] = {"ko": particles.choose}
"""What is done with a sentence once its values are in it, in languages where words depend on them."""


def text(key: str, english: str, locale: str, /, **values: object) -> str:
    """A message in `locale`. With values it is a template for `str.format`; without, its braces are left alone."""
    template = english if locale == ENGLISH else _translated(key, locale) or english
    if not values:
        return template
    said = template.format(**values)
    finish = FINISH.get(locale)
    return finish(said) if finish is not None else said


def table(locale: str, *path: str) -> dict[str, Any]:
    """One table of a locale's texts, such as `table("ko", "codes", "1001")`. Empty when it isn't translated."""
    if locale == ENGLISH:
        return {}
    here: Any = data.load(f"locales/{locale}").get(locale, {})
    for step in path:
        here = here.get(step) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}


@cache
def available_locales() -> tuple[str, ...]:
    """English first, then every locale that has texts."""
    sources = {path.stem for path in data.HERE.glob("locales/*.toml")}
    compiled = {path.stem for path in data.COMPILED.glob("locales/*.json")}
    return (ENGLISH, *sorted((sources | compiled) - {ENGLISH}))


def choose_locale(explicit: str | None, environ: Mapping[str, str]) -> str:
    """The locale to speak: an explicit one ("ko", "ko-KR"), else the environment's, else English.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as POSIX has it. A language without texts is English.
    """
    wanted = explicit or next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    language = wanted.replace("_", "-").split(".")[0].split("@")[0].split("-")[0].lower()
    return language if language in available_locales() else ENGLISH


@cache
def _translated(key: str, locale: str) -> str | None:
    *path, last = key.split(".")
    found = table(locale, *path).get(last)
    return found if isinstance(found, str) else None
