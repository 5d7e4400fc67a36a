"""Calls that close nothing, but have close codes among their arguments."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, Code, CodeUse, Connection, ErrorPredicate
from wsclose.analysis.finding.comparisons import constants_in, written
from wsclose.analysis.finding.handed_on import HandedOn
from wsclose.analysis.finding.mocks import MATCHERS, had, matched, spied
from wsclose.analysis.finding.notes import is_status_of_close, numbers_in
from wsclose.analysis.finding.surroundings import items_of
from wsclose.analysis.finding.tested_with import EXPECTING
from wsclose.analysis.finding.two_bytes import packed_in_close, packs, written_into_close
from wsclose.analysis.resolving.calling import MAPPING
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ModuleOf, Received, Several
from wsclose.analysis.sending.frames import role_of
from wsclose.analysis.sending.lookups import KEYED
from wsclose.knowledge import codeset
from wsclose.knowledge.library import Library
from wsclose.syntax import outline as o

MEMBERSHIP = frozenset(
    "includes has contains indexOf Contains include? containsKey in_array member? cover? in? between? eql?".split()
)
ASSERTING = frozenset({"assert", "expect", "equal", "equals", "same", "require", "should", "eql", "verify"})
PACKING = frozenset({"pack", "to_be_bytes"})
CALLERS = frozenset({"run_in_executor", "to_thread", "call_soon", "call_soon_threadsafe", "call_later", "call_at", "add_timeout", "partial", "start_soon", "async", "async_to_sync", "submit", "callback", "push_async_callback", "defer", "futureTick", "go"})  # fmt: skip
DEFAULTING = frozenset({"unwrap_or", "map_or"})
"""Methods that are given what to take where there is nothing."""
NOTING = frozenset({"as", "describedAs", "withFailMessage", "overridingErrorMessage", "isNotNull"})
"""Methods of an assertion that say what it is about, or that there is something, before it says what it should be."""
ADAPTERS = frozenset({"async_to_sync", "sync_to_async"})
"""Functions that make of a function another one, which takes the same: `async_to_sync(consumer.disconnect)(1001)`."""


class Arguments(HandedOn):
    """Calls that close nothing, but have close codes among their arguments."""

    def other_call(self, node: o.Call, name: str, scope: Scope) -> None:
        """Calls that close nothing, but have close codes among their arguments."""
        if isinstance(node.callee, o.Call) and o.name_of(node.callee.callee) in ADAPTERS and node.callee.arguments:
            self.adapted(node, node.callee.arguments[0].value, scope)
            return
        self.given_away(node, name, scope)
        if name in DEFAULTING and node.arguments:
            self.standing_in(node, name, node.arguments[0].value, scope)
        if name in MEMBERSHIP and node.arguments:
            given = [argument.value for argument in node.arguments]
            held = o.holder_of(node.callee)
            values = given if held is None else [held, *given]
            for subject in (
                given[-1],
                *values[:2],
            ):  # set.has(code), in_array($code, $list, true), code.between?(4000, 4999)
                code = self.is_code(subject, scope)
                if code is None:
                    continue
                for value in values:
                    if value is not subject:
                        self.compared(value, scope, code)
                return
            if self.tested_against_registry(node, given):
                return
            if held is not None and self.told_by_others(given[0], held, scope):
                self.compared(held, scope, Received(None, False))
                return
        if name in KEYED and node.arguments and (held := o.holder_of(node.callee)) is not None:
            self.looked_up_in(held, node.arguments[0].value, scope)  # REASONS.get(event.code)
        if name == "matches" and len(node.arguments) > 1:  # matches!(code, A | B)
            code = self.is_code(node.arguments[0].value, scope)
            for argument in node.arguments[1:] if code is not None else ():
                self.compared(argument.value, scope, code or Received(None, False))
        if name in CALLERS and self.called_elsewhere(node, scope):
            return
        for number in numbers_in(said) if (said := had(node)) is not None else ():
            self.plausible(number)
        if name == "bind" and isinstance(node.callee, o.Path) and len(node.callee.parts) > 2:
            self.bound(node, node.callee, scope)
            return
        if name in PACKING and self.packed(node, scope):
            return
        if name in self.libraries.predicate_names and self.predicate(node, name, scope):
            return
        if name in self.libraries.builder_names and self.built(node, scope):
            return
        if self.closing.mentions:
            around = scope.function.body if scope.function is not None else ()
            for number in (*packed_in_close(node), *written_into_close(node, around)):
                self.plausible(number)
        framed = code_of_named_frame(node) if self.closing.mentions else None
        if framed is not None and self.numeric(framed, scope) is not None:
            self.mention(framed, scope)
            return
        lowered = set(words.words(name))
        if isinstance(node.callee, o.Path) and node.callee.parts[0] == "Assert":
            lowered.add("assert")  # Assert.That(code, Is.EqualTo(4001))
        chained = isinstance(node.callee, o.Member) or (
            isinstance(node.callee, o.Path) and "t" in node.callee.parts[:-1]
        )
        if "should" in lowered and len(lowered) > 1 and lowered.isdisjoint(EXPECTING):
            lowered.remove("should")  # shouldReconnect(closeCode)
        if lowered & ASSERTING or (chained and lowered & {"be", "is", "to", "eq", "one", "contains"}):
            self.asserted(node, scope)
            return
        self.handed_on(node, name, scope)

    def tested_against_registry(self, node: o.Call, given: list[o.Value]) -> bool:
        """`[1000, 1001, 1002, 1003, 1007].include?(code)`: nobody else has this list of something that is called a code."""
        held = o.holder_of(node.callee)
        values = [*given, held] if held is not None else given
        lists = [value for value in values if isinstance(value, o.Sequence)]
        subjects = [value for value in values if isinstance(value, o.Path) and value.parts != ("true",)]
        if len(lists) != 1 or len(subjects) != 1 or not self.closing.mentions:
            return False
        numbers = [item for item in lists[0].items if isinstance(item, o.Number) and words.plausible(item.value)]
        protocol = [item for item in numbers if (item.value or 0) < 1016]
        if not {"code", "status"}.intersection(words.words(subjects[0].parts[-1])) or len(protocol) < 4:
            return False
        for number in numbers:
            self.use(number, "compared", Certainty.LIKELY)
        return True

    def called_elsewhere(self, node: o.Call, scope: Scope) -> bool:
        """`run_in_executor(None, ws.close, 1001)`: the call that another function will make."""
        for place, argument in enumerate(node.arguments):
            callee = argument.value
            if isinstance(callee, o.Path | o.Member) and o.name_of(callee) in self.libraries.close_names:
                call = o.Call(callee.start, callee.end, callee, node.arguments[place + 1 :])
                described = self.closing.describe(call, scope)
                if described is not None and described.code is not None:
                    self.close_call(call, scope, True, described)
                    return True
        return False

    def standing_in(self, node: o.Call, name: str, default: o.Value, scope: Scope) -> None:
        """`frame.map(|frame| frame.code.into()).unwrap_or(1005)`: a number where there is no code."""
        there = self.resolver.thing(node, scope) if name in MAPPING else self.resolver.receiver(node.callee, scope)
        holder = o.holder_of(node.callee)
        if there is None and holder is not None:
            there = self.is_code(holder, scope)  # close.code.unwrap_or(1000)
        parts = zip(default.items, there.items, strict=False) if isinstance(default, o.Sequence) and isinstance(there, Several) else ((default, there),)  # fmt: skip
        for number, thing in parts:
            if isinstance(number, o.Number) and words.plausible(number.value) and isinstance(thing, Received):
                self.use(number, "mentioned", Certainty.LIKELY)

    def adapted(self, node: o.Call, callee: o.Value, scope: Scope) -> None:
        """A call of what another function has been made of: it is that function's call."""
        if not isinstance(callee, o.Path | o.Member):
            return
        call = o.Call(node.start, node.end, callee, node.arguments)
        described = self.closing.describe(call, scope)
        if described is not None:
            self.close_call(call, scope, True, described)
        else:
            self.other_call(call, o.name_of(callee), scope)

    def bound(self, node: o.Call, bind: o.Path, scope: Scope) -> None:
        """`this.refuse.bind(this, 1003)`: whoever calls what comes of it makes the call with these arguments."""
        call = o.Call(node.start, node.end, o.without_last(bind), node.arguments[1:])
        if self.closing.describe(call, scope) is None:
            self.other_call(call, bind.parts[-2], scope)

    def packed(self, node: o.Call, scope: Scope) -> bool:
        """The two bytes of a close frame: `pack("n", 1000)`, `struct.pack("!H", 1000)`, `[1000].pack("n")`, and
        `1000_u16.to_be_bytes()` in a function that is called after a close."""
        if not self.closing.mentions:
            return False
        held = o.holder_of(node.callee)
        given: list[o.Value] = []
        if o.name_of(node.callee) != "pack":
            called = scope.function.name if scope.function is not None else ""
            given = [held] if isinstance(held, o.Number) and words.is_closing_name(called) else []
        elif packs(node):
            given = [*(held.items if isinstance(held, o.Sequence) else ()), *(one.value for one in node.arguments)]
        coded = False
        for value in given:
            for one in written(value):
                number = self.numeric(one, scope) if may_be_packed(one) else None
                if number is not None and (number < 3000 or self.in_closing(scope)):
                    self.mention(one, scope)
                    coded = True
        return coded

    def predicate(self, node: o.Call, name: str, scope: Scope) -> bool:
        module = self.resolver.receiver(node.callee, scope)
        for library in self.libraries.by_id.values():
            if name in library.predicates and isinstance(module, ModuleOf) and library in module.libraries:
                first, negated = library.predicates[name]
                codes: list[Code] = []
                connection = Connection(library, None, "", library.runtime, Certainty.SURE)
                for argument in node.arguments[first:]:
                    found = self.closing.codes(argument.value, scope)
                    codes.extend(found.codes)
                    self.sent_names.update(found.names)
                    for code in found.codes:
                        form = "compared" if argument.value.start <= code.start <= argument.value.end else "defined"
                        self.put(
                            CodeUse(
                                code.number,
                                code.start,
                                code.end,
                                code.form,
                                form,
                                code.name,
                                Certainty.SURE,
                                connection,
                                operator="not in" if negated else "in",
                            )
                        )
                asked = node.arguments[0].value if node.arguments else None
                self.facts.append(
                    ErrorPredicate(
                        name, node.start, node.end, tuple(codes), negated, self.source_of_error(asked, scope)
                    )
                )
                return True
        return False

    def source_of_error(self, value: o.Value | None, scope: Scope) -> Connection | None:
        """The connection whose read gave an error: `_, _, err := conn.ReadMessage()`."""
        if not isinstance(value, o.Path) or len(value.parts) != 1:
            return None
        for one in scope.find(value.parts[0]) or ():
            call = one.value.of if isinstance(one.value, o.Part) else one.value
            if isinstance(call, o.Call):
                found = self.handlers.read_by(call, one.scope)
                if found is not None:
                    return found
        return None

    def built(self, node: o.Call, scope: Scope) -> bool:
        """A close frame that is built here; where it is sent is another matter."""
        built = self.closing.built_by(node.callee, scope, len(node.arguments))
        if built is None:
            return False
        library, _ = built
        for place, argument in enumerate(node.arguments):
            if role_of(argument, place, node.callee, built) == "code":
                self.frame_code(argument.value, scope, library, o.name_of(node.callee))
        return True

    def frame_code(self, value: o.Value, scope: Scope, library: Library | None, built: str) -> None:
        """The code of a close frame that is built here.

        What a library also hands to who hears of a close may be built for that, with a code that never travels.
        """
        certainty = Certainty.SURE if library is not None else Certainty.LIKELY
        connection = Connection(library, None, "", library.runtime if library is not None else "", certainty)
        types = library.types.values() if library is not None else ()
        method = next((m for kind in types for m in kind.closes.values() if "frame" in m.parameters), None)
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        told = library is not None and library.tells_by(built)
        for code in found.codes:
            if told and code.number in codeset.NEVER_SENT:
                self.put(
                    CodeUse(code.number, code.start, code.end, code.form, "mentioned", code.name, certainty, connection)
                )
            else:
                self.send(code, connection, method, None)

    def asserted(self, node: o.Call, scope: Scope) -> None:
        """`assertEqual(close_code, 4401)`, `expect(event.code).toBe(1000)`."""
        given = [argument.value for argument in node.arguments]
        subjects = [*given, *asked_of(node.callee)]
        coded = any(self.is_code(value, scope) is not None for value in subjects)
        for value in given:
            for pair in compared_whole(value):
                self.remembered(subjects, pair, scope)
        given = [one for value in given for one in matched(value)]
        for value in given:
            self.remembered(subjects, value, scope)
        named = [self.constant_held(one, scope) for value in subjects for one in constants_in(value)]
        numbers = {found[0] for found in named if found is not None}
        for value in given if numbers else ():  # assert_tokens(CloseCode::A, [Token(4001)])
            for number in numbers_in(value):
                if number.value in numbers:
                    self.use(number, "mentioned", Certainty.LIKELY)
        listed = [item for value in subjects for item in items_of(value)]
        for value in (
            one for each in (*given, *listed) for one in written(each)
        ):  # expect([1006, 4001]).toContain(event.code)
            if coded or (self.closing.mentions and any(is_status_of_close(each, value) for each in subjects)):
                self.plausible(value)
            if isinstance(value, o.Path) and value.parts[0] == "." and coded:
                self.mention(value, scope)  # XCTAssertEqual(task.closeCode, .goingAway)
        if self.closing.mentions and any(closed_as(value) for value in subjects):
            for value in given:  # expect(await waitForClose(line)).toMatchObject({ code: 4001 })
                self.event_given(value, scope)
                for code in codes_of_pairs(value):  # assert_eq!(told.unwrap_close(), (1011, "too late"))
                    self.plausible(code)
                if waits(node.callee) or any(isinstance(one, o.Awaited) for one in subjects):
                    # expect(await closed(line)).toBe(1008)
                    self.plausible(value)
        if not coded:
            self.handed_on(node, o.name_of(node.callee), scope)


def codes_of_pairs(value: o.Value) -> Iterator[o.Value]:
    """What stands before a text in what a test expects: `(1011, "too late")`, `Some((1011, reason))`."""
    while isinstance(value, o.Call) and len(value.arguments) == 1:
        value = value.arguments[0].value
    if isinstance(value, o.Sequence) and len(value.items) == 2 and not isinstance(value.items[1], o.Number):
        yield value.items[0]


def may_be_packed(value: o.Value) -> bool:
    """Whether two bytes can be a close code by what they are called: `length` and `port` are packed in the same way."""
    if not isinstance(value, o.Path) or len(value.parts) > 1 or value.parts[-1].isupper():
        return True
    return bool({"code", "status", "close", "reason"}.intersection(words.words(value.parts[-1])))


def closed_as(value: o.Value) -> bool:
    """Whether what a test asks about tells of a close, by its name: `closeEvent`, `await waitForClose(line)`."""
    while isinstance(value, o.Awaited | o.Typed):
        value = value.of
    value = spied(value)
    return words.is_closing_name(o.name_of(value.callee if isinstance(value, o.Call) else value))


def waits(callee: o.Value) -> bool:
    """Whether an assertion is one of what a promise comes to: `expect(closed(line)).resolves.toBe(1008)`."""
    while isinstance(callee, o.Member):
        if callee.name in ("resolves", "eventually"):
            return True
        callee = callee.of
    return False


def code_of_named_frame(call: o.Call) -> o.Value | None:
    """The code of what says of itself that it is a close: `Frame::Outgoing::Client.new(type: :close, code: 1000)`."""
    given = {argument.name: argument.value for argument in call.arguments if argument.name in ("type", "code")}
    kind = given.get("type")
    return given.get("code") if isinstance(kind, o.String) and kind.value == "close" else None


def compared_whole(value: o.Value) -> Iterator[o.Value]:
    """The list that a matcher compares as a whole: `eq([1002, ""])`, in Ruby also `eq [1002, ""]`."""
    if isinstance(value, o.Call) and o.name_of(value.callee) in MATCHERS:
        yield from (argument.value for argument in value.arguments if isinstance(argument.value, o.Sequence))
    elif isinstance(value, o.Index) and o.name_of(value.of) in MATCHERS:
        yield value.key


def asked_of(callee: o.Value) -> Iterator[o.Value]:
    """What a chain of calls is about: the code of `expect(code).toBe(1000)`, `code.should.equal(1000)`, `code.Should().Be(1000)`."""
    if isinstance(callee, o.Path) and words.words(callee.parts[-1])[:1] == ("should",) and len(callee.parts) > 1:
        yield o.without_last(callee)  # code.ShouldBe(1000)
    while isinstance(callee, o.Member):
        if callee.name.startswith(("Should", "should")):
            yield callee.of
        callee = callee.of
        if isinstance(callee, o.Call) and o.name_of(callee.callee) in NOTING:
            callee = callee.callee  # assertThat(code).as("of the kicked").isEqualTo(1000)
    if isinstance(callee, o.Call):
        yield from (argument.value for argument in callee.arguments)
        if o.name_of(callee.callee) == "Should" and (held := o.holder_of(callee.callee)) is not None:
            yield held
    if isinstance(callee, o.Path) and "should" in callee.parts[1:]:
        of = callee.parts[: callee.parts.index("should", 1)]
        yield o.Path(callee.start, callee.end, of, callee.start)
