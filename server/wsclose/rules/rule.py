"""What a rule is, what it finds, and what it may ask."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from wsclose.analysis.facts import Certainty, Connection
from wsclose.analysis.resolving.outside import Outside
from wsclose.knowledge.own_codes import OwnCode
from wsclose.knowledge.platforms import Platform, all_platforms, entry
from wsclose.knowledge.texts import text
from wsclose.plain import plain, unique
from wsclose.project.findings import Edit, Finding, Fix, Later, Related, Severity
from wsclose.syntax.templates import Templates

__all__ = ["Context", "Edit", "Finding", "Fix", "Related", "Rule", "Severity", "Whole"]


@unique
class Rule:
    """What a rule module declares about itself. Its name, documentation and messages are all that the outside sees."""

    name: str
    severity: Severity
    about: type[Any] | tuple[type[Any], ...]  # the fact, or facts, that it looks at
    messages: dict[str, str]  # English, by key; templates for str.format
    check: Callable[[Any, "Context"], Iterator[Finding]]
    likely: str = "lower"  # on a likely connection: "lower" by one level, or "silent"
    order: int = 0  # of the rules about one sent code, the lowest speaks; 0: speaks beside others
    default: bool = True  # whether it is on
    documentation: str = ""  # the module's docstring; filled in by the registry
    tests: bool = True  # whether it speaks in test folders


class Whole:
    """The file around a unit as it is now, for fixes that write beyond the unit, and what they write.

    Only a fix that is written later (see `Context.later`) may look at the text: findings are kept while the file changes.
    """

    __slots__ = ("start", "templates", "text")

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self.text, self.start = b"", 0

    def update(self, text: bytes, start: int) -> None:
        self.text, self.start = text, start


class Project:
    """What is known around a file: the codes that its settings describe, and the platforms that it depends on."""

    __slots__ = ("_outside", "_path", "codes")

    def __init__(self, codes: Mapping[int, OwnCode], outside: Outside, path: str) -> None:
        self.codes, self._outside, self._path = codes, outside, path

    def platforms(self) -> tuple[Platform, ...]:
        """By the manifests of the project: weaker evidence than what a file says itself."""
        return tuple(each for each in all_platforms() if each.id in self._outside.platforms(self._path))

    def server(self, names: Collection[str]) -> str:
        """Which of these servers the project depends on, as it is named here; "" for none, and for more than one."""
        packages = self._outside.packages(self._path)
        found = [name for name in names if name.lower() in packages]
        return found[0] if len(found) == 1 else ""


@plain
class Context:
    """What a check may ask besides the fact itself. `source` is the unit's text, in which facts give their places."""

    rule: Rule
    locale: str
    source: bytes
    severity: Severity
    whole: Whole | None = None
    platforms: tuple[Platform, ...] = ()  # that the file itself speaks to, in the reader's language
    project: Project | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    def say(self, key: str, /, **values: object) -> str:
        """One of the rule's messages in the reader's language."""
        return text(f"rules.{self.rule.name}.{key}", self.rule.messages[key], self.locale, **values)

    def later(self, write: Callable[[], Sequence[Fix]]) -> Sequence[Fix]:
        """Fixes that are written when they are asked for, from the file as it is then."""
        return Later(write) if self.whole is not None else ()

    def defined_elsewhere(self, number: int) -> bool:
        """Whether a platform that may be meant here, or the project itself, says what a code stands for."""
        around = self.project.platforms() if self.project is not None else ()
        own = self.project is not None and number in self.project.codes
        return own or any(entry(each, number) is not None for each in (*self.platforms, *around))

    def finding(
        self,
        fact_start: int,
        fact_end: int,
        message: str,
        help: str = "",  # noqa: A002
        fixes: Sequence[Fix] = (),
        related: tuple[Related, ...] = (),
        connection: Connection | None = None,
        lowered: bool = False,
    ) -> Iterator[Finding]:
        """One finding, a level lower when it rests on a likely connection; none when the rule is then silent.

        `lowered`: another level lower, where the consequence is a mild one.
        """
        severity = self.severity.lowered() if lowered else self.severity
        if connection is not None and connection.certainty == Certainty.LIKELY:
            if self.rule.likely == "silent":
                return
            severity = severity.lowered()
            message = f"{message} {text('words.assumed', 'This takes it for a WebSocket by its name.', self.locale)}"
        yield Finding(self.rule.name, severity, fact_start, fact_end, message, help, fixes, related)
