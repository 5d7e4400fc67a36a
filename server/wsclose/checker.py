"""The pipeline in one page: text -> outline -> facts -> findings -> filtered findings."""

import re
from collections.abc import Iterator
from dataclasses import field

from wsclose.analysis.facts import UnitFacts
from wsclose.analysis.file import FileAnalysis, PlacedFacts
from wsclose.analysis.hearing import Hearing
from wsclose.analysis.resolving.outside import Nothing, Outside
from wsclose.analysis.speaks_to import SpeaksTo
from wsclose.knowledge.library import Libraries
from wsclose.knowledge.platforms import Platform, all_platforms, entry
from wsclose.plain import plain
from wsclose.project import inventory, suppressions
from wsclose.project.findings import Finding, Severity
from wsclose.project.settings import Settings
from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Context, Project, Rule, Whole
from wsclose.syntax import languages, templates
from wsclose.syntax.document import Document, Edit
from wsclose.syntax.source import Source
from wsclose.syntax.units import Units


@plain
class Checked:
    """What there is to say of a file: its facts for hovers, its findings for everything else."""

    facts: tuple[PlacedFacts, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = field(default=())
    platforms: frozenset[str] = frozenset()  # that the file speaks to


class FileChecker:
    """Checks one file, again and again while it is edited. What an edit did not touch is not looked at again."""

    def __init__(
        self,
        path: str,
        language: str,
        document: Document,
        settings: Settings,
        outside: Outside | None = None,
        units: Units | None = None,
    ) -> None:
        self.path, self.settings, self.document = path, settings, document
        self.source = Source(language, document, path, units)
        self.analysis = FileAnalysis(self._models(), outside, self.path)
        self._found: dict[int, tuple[UnitFacts, tuple[Finding, ...], Whole]] = {}
        self._checked: Checked | None = None
        self._hearing, self._speaks_to, self._platforms = Hearing(), SpeaksTo(), frozenset[str]()
        self.in_tests = is_test(path) or uses_test_tool(document.text)
        self.outside: Outside = outside or Nothing()
        self._seen = self.outside.revision  # what was known of other files when this one was checked

    def edited(self, edits: list[Edit] | None) -> None:
        """Call after the document was changed; None stands for a new text."""
        if edits is None:
            self.source.replaced()
        else:
            self.source.edited(edits)
        self._checked = None

    def settle(self) -> bool:
        """Looks at broken text as if it had just been opened. Returns whether it may now be seen otherwise."""
        differs = self.source.settle()
        if differs:
            self._checked = None
        return differs

    def reconfigured(self, settings: Settings) -> None:
        if settings is not self.settings:
            self.settings = settings
            self._found.clear()
            self._checked = None

    def _models(self) -> Libraries:
        return self.settings.models(self.source.support.family, self.path, self.document.text)

    def checked(self) -> Checked:
        """The file's facts and findings as it is now. Findings are sorted by place."""
        if self._checked is None or self.outside.revision != self._seen:
            self._seen = self.outside.revision
            self._checked = self._check()
        return self._checked

    def _check(self) -> Checked:
        text = self.document.text
        spoken = self._hearing.of(text, self.source.support.family, self.settings.libraries)
        if (models := self._models()) is not self.analysis.libraries:
            self.analysis = FileAnalysis(models, self.outside, self.path)
            self._found.clear()
        facts = self.analysis.facts(self.source.outline, spoken)
        platforms = self._speaks_to.platforms(self.source.outline, text)
        if platforms != self._platforms:
            self._found.clear()
            self._platforms = platforms
        found: dict[int, tuple[UnitFacts, tuple[Finding, ...], Whole]] = {}
        findings: list[Finding] = []
        for placed, unit in zip(facts, self.source.outline.units, strict=True):
            key = id(placed.facts)
            known = found.get(key) or self._found.get(key)
            if known is None:
                source = text[placed.start : placed.start + unit.unit.length]
                whole = Whole(templates.of(unit.unit.language))
                known = (placed.facts, tuple(self._judge(placed.facts, source, whole)), whole)
            found[key] = known
            if known[1]:
                known[2].update(text, placed.start)
                findings.extend(finding.placed(placed.start) for finding in known[1])
        self._found = found
        findings.extend(self._across(facts))
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        kept, suppressed, unused = suppressions.apply(findings, self.document, self.settings)
        kept.extend(self._idle(unused))
        return Checked(facts, tuple(kept), tuple(suppressed), platforms)

    def _across(self, facts: tuple[PlacedFacts, ...]) -> Iterator[Finding]:
        """What the rules say of codes that only one side of the workspace knows, once somebody has looked."""
        known = self.outside.unmatched(self.path)
        if isinstance(self.outside, Nothing):
            known = inventory.of_file(self.path, facts, self.document.text).unmatched().get(self.path)
        if not known:
            return
        project = Project(self.settings.own_codes, self.outside, self.path)
        platforms = (*named(self._platforms, self.settings.locale), *project.platforms())
        known = frozenset(each for each in known if all(entry(one, each[1]) is None for one in platforms))
        for rule in active(self.settings):
            if rule.about is not inventory.Unmatched or (self.in_tests and not rule.tests):
                continue
            severity = self.settings.severity_of(rule)
            context = Context(rule, self.settings.locale, self.document.text, severity)
            for use in inventory.uses(facts):
                if (use.doing, use.number) in known:
                    yield from rule.check(inventory.Unmatched(use), context)

    def _idle(self, unused: list[suppressions.Unused]) -> list[Finding]:
        """What the rules say of comments that silenced nothing; that is known only when every rule has spoken."""
        if self.settings.select:
            return []
        if self.outside.unmatched(self.path) is None:
            silent = {rule.name for rule in all_rules() if rule.about is inventory.Unmatched}
            unused = [one for one in unused if silent.isdisjoint(one.names)]
        if off := self.settings.ignore:
            unused = [one for one in unused if one.names and off.isdisjoint(one.names)]
        return [
            finding
            for rule in active(self.settings)
            if rule.about is suppressions.Unused
            for one in unused
            for finding in rule.check(
                one, Context(rule, self.settings.locale, self.document.text, self.settings.severity_of(rule))
            )
        ]

    def _judge(self, facts: UnitFacts, source: bytes, whole: Whole) -> list[Finding]:
        """What the rules say of one unit; of the rules about one sent code the first speaks alone."""
        findings: list[Finding] = []
        if not facts.facts:
            return findings
        taken: set[int] = set()
        said: set[tuple[str, int, int]] = set()  # a handler and the loop around it may come to the same call
        speaks_to = named(self._platforms, self.settings.locale)
        project = Project(self.settings.own_codes, self.outside, self.path)
        for rule in active(self.settings):
            if not rule.tests and self.in_tests:
                continue
            concerned = [fact for fact in facts.facts if isinstance(fact, rule.about)]
            if not concerned:
                continue
            context = Context(
                rule, self.settings.locale, source, self.settings.severity_of(rule), whole, speaks_to, project
            )
            for fact in concerned:
                for finding in rule.check(fact, context):
                    if (finding.rule, finding.start, finding.end) in said:
                        continue
                    said.add((finding.rule, finding.start, finding.end))
                    if rule.order:
                        if finding.start in taken:
                            continue
                        taken.add(finding.start)
                    findings.append(finding)
        return findings


def named(ids: frozenset[str], locale: str) -> tuple[Platform, ...]:
    """Platforms by their ids, in the reader's language."""
    return tuple(each for each in all_platforms(locale) if each.id in ids) if ids else ()


TEST_FOLDERS = frozenset({"test", "tests", "__tests__", "spec", "specs", "e2e", "testdata", "mocks", "__mocks__"})
NOT_TESTS = frozenset(
    {"resources", "static", "public", "samples", "sample", "examples"}
)  # what lies with tests and is none
TEST_FILES = re.compile(
    r"^(?:test_.*|.*_test|.*[.-](?:test|spec)|conftest)\.\w+$|^test-.*\.[cm]?[jt]s$|.*Tests?\.(?!(?:vue|svelte|html?|[jt]sx)$)\w+$"
)  # a page with which to try a socket, SocketTest.vue, is no test


def is_test(path: str) -> bool:
    """Whether a file is a test: by its name, or by a folder around it. What tests serve as resources is none."""
    *folders, name = path.replace("\\", "/").split("/")
    if TEST_FILES.match(name):
        return True
    inside = [place for place, folder in enumerate(folders) if folder.lower() in TEST_FOLDERS]
    return bool(inside) and not NOT_TESTS.intersection(folders[inside[-1] :])


TEST_TOOL = re.compile(
    rb"""\b(?:from|import|require\()\s?["'](?:k6(?:/[\w./-]++)?|vitest|@jest/globals|@playwright/test|(?:node|bun):test|mocha|ava)["']"""
    rb"""|^(?:import|from) (?:pytest|unittest)\b"""
    rb"""|^import (?:(?:static )?org\.junit|kotlin\.test|XCTest)\b"""
    rb"""|^using (?:Xunit|NUnit\.Framework|Microsoft\.VisualStudio\.TestTools)\b""",
    re.MULTILINE,
)
HEAD = 6_000  # bytes of a file in which its imports stand


def uses_test_tool(text: bytes) -> bool:
    """Whether a file is a test, or makes load for one, by what it imports: `import { WebSocket } from "k6/websockets"`"""
    return TEST_TOOL.search(text, 0, HEAD) is not None


def active(settings: Settings) -> tuple[Rule, ...]:
    """The rules that are switched on."""
    return tuple(rule for rule in all_rules() if settings.is_on(rule))


def check_text(path: str, data: bytes, settings: Settings, language: str | None = None) -> Checked:
    """Checks a whole file once. A file of an unknown language has nothing to say."""
    name = language or languages.for_path(path)
    if name is None:
        return Checked((), ())
    return FileChecker(path, name, Document.from_bytes(data), settings).checked()


__all__ = ["Checked", "FileChecker", "Severity", "active", "check_text"]
