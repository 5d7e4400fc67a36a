"""Which rules there are: every module beside this one that declares a `RULE`."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from wsclose.rules.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, those about one sent code in the order in which they speak, then by name."""
    found: list[Rule] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        loaded = importlib.import_module(f"wsclose.rules.{module.name}")
        rule = getattr(loaded, "RULE", None)
        if isinstance(rule, Rule):
            found.append(replace(rule, documentation=loaded.__doc__ or ""))
    return tuple(sorted(found, key=lambda rule: (rule.order or 1000, rule.name)))


@cache
def by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in all_rules()}
