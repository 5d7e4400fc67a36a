"""Settings as an editor gives them: in `initializationOptions`, or in its section `wsclose`."""

import os
from typing import Any

from wsclose.knowledge.texts import choose_locale
from wsclose.project.findings import Severity
from wsclose.project.settings import Settings
from wsclose.rules.registry import by_name

SECTION = "wsclose"

_SEVERITIES = {each.label: each for each in Severity} | {"info": Severity.INFORMATION}


def read(given: object, locale: str | None) -> tuple[Settings, list[str]]:
    """Settings, and what is wrong with what was given. `locale` is the editor's own; the settings' wins over it."""
    problems: list[str] = []
    if given is not None and not isinstance(given, dict):
        problems.append("settings: not an object")
    options: dict[str, Any] = given if isinstance(given, dict) else {}
    wanted = options.get("locale")
    severity: dict[str, Severity] = {}
    for rule, level in _object(options, "severity", problems).items():
        if level not in _SEVERITIES:
            problems.append(f"severity.{rule}: {level!r} is not one of {', '.join(_SEVERITIES)}")
        elif _known(rule, "severity", problems):
            severity[rule] = _SEVERITIES[level]
    settings = Settings(
        select=_rules(options, "select", problems),
        ignore=_rules(options, "ignore", problems),
        severity=severity,
        locale=choose_locale(wanted if isinstance(wanted, str) and wanted else locale, os.environ),
    )
    return settings, problems


def _rules(options: dict[str, Any], key: str, problems: list[str]) -> frozenset[str]:
    found = options.get(key)
    if found is None:
        return frozenset()
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        problems.append(f"{key}: not a list of rules")
        return frozenset()
    return frozenset(rule for rule in found if _known(rule, key, problems))


def _object(options: dict[str, Any], key: str, problems: list[str]) -> dict[str, Any]:
    found = options.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        problems.append(f"{key}: not an object")
        return {}
    return found


def _known(rule: str, key: str, problems: list[str]) -> bool:
    if rule in by_name():
        return True
    problems.append(f"{key}: there is no rule {rule!r}")
    return False
