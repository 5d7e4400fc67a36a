"""Settings: which rules speak, how loudly, in which language, and what the project says about itself."""

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from wsclose.knowledge.own_codes import OwnCode
from wsclose.plain import plain
from wsclose.project.findings import Severity

if TYPE_CHECKING:
    from wsclose.knowledge.library import Libraries, Library

FILES = ("wsclose.toml", "pyproject.toml")
"""Where a project says what it wants: the first of a folder counts; `pyproject.toml` only with a [tool.wsclose]."""

RUNTIMES = ("browser", "node", "deno", "bun", "workers", "react-native")


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
    own_codes: dict[int, OwnCode] = field(default_factory=dict)
    libraries: "tuple[Library, ...]" = ()  # in-house models
    runtimes: tuple[tuple[str, str], ...] = ()  # (pattern, where the files that it stands for run)
    exclude: tuple[str, ...] = ()  # patterns
    folder: str = ""  # what patterns are relative to; absolute, with forward slashes
    file: str = ""  # where all this was read, "" when it comes from an editor or a command line

    def is_on(self, rule: SwitchableRule) -> bool:
        if rule.name in self.ignore:
            return False
        if self.select:
            return rule.name in self.select
        return rule.default or rule.name in self.severity

    def severity_of(self, rule: SwitchableRule) -> Severity:
        return self.severity.get(rule.name, rule.severity)

    def excludes(self, path: str) -> bool:
        """Whether a file is left out. The path is absolute, with forward slashes."""
        return bool(self.exclude) and self._matches(self.exclude, path)

    def runtime_of(self, path: str) -> str:
        """Where a file runs, "" when the settings do not say. The last pattern that fits counts."""
        fitting = (runtime for pattern, runtime in reversed(self.runtimes) if self._matches((pattern,), path))
        return next(fitting, "")

    def models(self, family: str, path: str, text: bytes = b"") -> "Libraries":
        """The library models for a file, in-house ones among them. What it says of itself counts less than where it lies."""
        from wsclose.knowledge import library

        runtime = self.runtime_of(path) if self.runtimes else ""
        for pattern, where in library.places(family, self.libraries) if not runtime else ():
            if self._matches((pattern,), path):
                runtime = where
        if not runtime:  # the first one: what Bun runs has modules of Node's, too
            signs = library.signs(family, self.libraries)
            runtime = next((where for sign, where in signs if sign in text), "")
        return library.of_family(family, self.libraries, runtime)

    def _matches(self, patterns: tuple[str, ...], path: str) -> bool:
        from wsclose.project.globs import matches

        inside = path.removeprefix(f"{self.folder}/") if self.folder else path
        return any(matches(pattern, inside) for pattern in patterns)
