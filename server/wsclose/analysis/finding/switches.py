"""What the arms of a switch or match ask of a received code, or of what holds one."""

from collections.abc import Iterator

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty
from wsclose.analysis.finding.comparisons import Comparisons
from wsclose.analysis.finding.narrowing import Narrowed, holds_value
from wsclose.analysis.finding.registry_tests import numbers_told, tells_codes_apart
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Own, Received
from wsclose.analysis.sending.sent_numbers import is_failure
from wsclose.knowledge import platforms
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type
from wsclose.syntax.reading import apart


class Switches(Comparisons):
    """What the arms of a switch or match ask."""

    def switch(self, node: o.Switch, scope: Scope) -> None:
        if node.subject is not None:
            self.visit(node.subject, scope)
            self.walked.add((node.subject.start, node.subject.end))  # the arms take it apart
        code = self.is_code(node.subject, scope) if node.subject is not None else None
        converts = self.closing.mentions and self.converts(node, scope)
        if code is None and (converts or (self.closing.mentions and self.tells_of_codes(node, scope))):
            code = Received(None, False)
        if code is not None:
            for arm in node.arms:
                for pattern in arm.patterns:
                    self.compared(pattern, scope, code)
            self.named_as_by_platform(node)
            for one in tables.conversions(node):  # Away => 1001, where Away is known to be that
                told = self.uses.get(one.member.start) if one.member is not None else None
                if told is not None and told.number == one.number.value:
                    self.use(one.number, "defined", Certainty.LIKELY)
        for arm in node.arms:
            before = len(self.narrowed)
            if node.subject is not None and len(arm.patterns) == 1:
                for field, value in fields_asked(node.subject, arm.patterns[0]):
                    self.narrowed.extend(holds_value(field, value))
                self.narrowed.extend(self.of_type(node, arm.patterns[0]))
            self.asked_of_parts(node.subject, arm.patterns, scope)
            for pattern in arm.patterns:
                self.visit(pattern, scope)
            if arm.guard is not None:
                self.visit(arm.guard, scope)
            failed = any(isinstance(one, o.Bind) and is_failure(one.value) for one in arm.body)
            self.inside("error", arm.body, scope) if failed else self.block(arm.body, scope)
            del self.narrowed[before:]

    def asked_of_parts(self, of: o.Value | None, patterns: tuple[o.Value, ...], scope: Scope, depth: int = 0) -> None:
        """What is asked of the parts of something: `in {code: 1000}`, `case .disconnected(_, 1012)`, `case (1000, _)`."""
        if isinstance(of, o.Sequence) and len(of.items) == len(patterns):
            for item, asked in zip(of.items, patterns, strict=True):
                self.asked_of(item, asked, scope, depth)
            return
        for pattern in patterns if of is not None else ():
            if isinstance(pattern, o.Sequence):
                self.asked_of_parts(of, pattern.items, scope, depth + 1) if depth < 4 else None
            elif isinstance(pattern, o.Table) and of is not None:
                held = o.Typed(of.start, of.end, of, pattern.type) if pattern.type else of
                for entry in pattern.entries:
                    key = apart.place_of(entry)
                    part: o.Value = o.Part(of.start, of.end, held, key)
                    if isinstance(of, o.Path) and self.is_code(part, scope) is None:
                        part = o.Path(of.start, of.end, (*of.parts, str(key)), of.end)
                    self.asked_of(part, entry.value, scope, depth + 1)

    def asked_of(self, part: o.Value, asked: o.Value, scope: Scope, depth: int) -> None:
        code = self.is_code(part, scope)
        if code is not None:
            self.compared(asked, scope, code)
        elif depth < 4:
            self.asked_of_parts(part, (asked,), scope, depth + 1)

    def of_type(self, node: o.Switch, pattern: o.Value) -> Iterator[Narrowed]:
        """What an arm for one type finds the subject to be: `case *websocket.CloseError:`, `is Event.Closed ->`."""
        typed = isinstance(pattern, o.Typed | o.Table)
        kind = bare_type(pattern.type) if isinstance(pattern, o.Typed | o.Table) else o.name_of(pattern)
        if not words.is_closing_name(kind):
            return
        if node.alias:
            yield (node.alias,), "", ""
        elif typed and isinstance(node.subject, o.Path) and self.closing.mentions:
            yield node.subject.parts, "", ""

    def named_as_by_platform(self, node: o.Switch) -> None:
        """Members of an enum that is not seen here, when three of them go by the names that one platform gives its codes."""
        unknown = [
            pattern
            for arm in node.arms
            for pattern in arm.patterns
            if isinstance(pattern, o.Path) and pattern.start not in self.uses
        ]
        if len(unknown) < 3:
            return
        by_platform: dict[str, list[tuple[o.Path, int]]] = {}
        for pattern in unknown:
            for platform, number in platforms.by_code_name(" ".join(words.words(pattern.parts[-1]))):
                by_platform.setdefault(platform.id, []).append((pattern, number))
        best = max(by_platform.values(), key=len, default=[])
        for pattern, number in best if len(best) >= 3 else ():
            self.use(pattern, "compared", Certainty.LIKELY, None, number, pattern.parts[-1])

    def tells_of_codes(self, node: o.Switch, scope: Scope) -> bool:
        """Whether the arms say of the subject that it is a close code: `case .goingAway: ... case .normalClosure: ...`,
        `case 1004, 1005, 1006, 1015:`."""
        if isinstance(node.subject, o.Path) and tells_codes_apart(node.subject.parts, list(numbers_told(node))):
            return True
        asked = self.resolver.thing(node.subject, scope) if node.subject is not None else None
        if isinstance(asked, Own) and words.is_own_reason(asked.name):
            return False
        named = [o.name_of(pattern) for arm in node.arms for pattern in arm.patterns]
        known = [
            name for name in named if name in self.libraries.constant_names and words.normal(name) in words.BY_NAME
        ]
        return len(known) > 1 and any({"away", "closure"} & set(words.words(name)) for name in known)

    def converts(self, node: o.Switch, scope: Scope) -> bool:
        """Whether the arms turn numbers into the names of codes, or names into numbers: `1001 => Away`, `Away => 1001`."""
        arms = list(tables.conversions(node))
        rows = [tables.Row(one.name, one.number.value or 0, one.number.start, one.number.end) for one in arms]
        owner = next((outer.owner for outer in scope.functions() if outer.owner), "")
        group = owner if words.is_code_group(owner) else self.functions[-1] if self.functions else ""
        if self.gives_time() or len(rows) < 2 or not tables.are_codes(group, rows):
            return False
        for one in arms:
            if one.member is not None and words.plausible(one.number.value):
                self.use(one.number, "defined", Certainty.LIKELY)
        return True


def fields_asked(subject: o.Value, pattern: o.Value) -> Iterator[tuple[o.Value, o.Value]]:
    """What a pattern asks a subject, or its fields, to be: `case {"type": "websocket.disconnect"}:`"""
    yield subject, pattern
    for entry in pattern.entries if isinstance(pattern, o.Table) else ():
        if isinstance(subject, o.Path) and isinstance(entry.value, o.String):
            yield o.Path(subject.start, subject.end, (*subject.parts, entry.key), subject.end), entry.value
