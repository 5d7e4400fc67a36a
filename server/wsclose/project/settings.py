"""Settings: which rules speak, how loudly, and in which language."""

from dataclasses import field
from typing import Protocol

from wsclose.plain import plain
from wsclose.project.findings import Severity


class SwitchableRule(Protocol):
    """What settings need to know of a rule."""

    @property
    def name(self) -> str: ...
    @property
    def default(self) -> bool: ...
    @property
    def severity(self) -> Severity: ...


@plain
class Settings:
    """The settings in force for a file."""

    select: frozenset[str] = frozenset()  # when not empty: only these rules
    ignore: frozenset[str] = frozenset()
    severity: dict[str, Severity] = field(default_factory=dict)
    locale: str = "en"

    def is_on(self, rule: SwitchableRule) -> bool:
        if rule.name in self.ignore:
            return False
        if self.select:
            return rule.name in self.select
        return rule.default or rule.name in self.severity

    def severity_of(self, rule: SwitchableRule) -> Severity:
        return self.severity.get(rule.name, rule.severity)
