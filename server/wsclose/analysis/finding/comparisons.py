"""The numbers that received codes are compared with."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, CodeUse, Connection
from wsclose.analysis.finding.notes import codes_listed, is_status_of_close, names_listed
from wsclose.analysis.finding.received_codes import ReceivedCodes
from wsclose.analysis.finding.registry_tests import COMPARISONS, comparisons_in, subjects_in, tells_codes_apart
from wsclose.analysis.finding.surroundings import items_of
from wsclose.analysis.resolving.callers import ITERATORS
from wsclose.analysis.resolving.conversions import converted
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Int, Received
from wsclose.analysis.walks import tails
from wsclose.knowledge import platforms
from wsclose.syntax import outline as o

EQUAL = frozenset({"==", "===", "!=", "!=="})
STATING = frozenset({"shouldBe", "shouldNotBe", "shouldBeEqualTo", "shouldEqual"})
"""What tests say of a value, written between the two: `code shouldBe 1001`."""


class Comparisons(ReceivedCodes):
    """The numbers that received codes are compared with."""

    def operation(self, node: o.Operation, scope: Scope) -> None:
        if node.operator in ("&&", "||", "and", "or", "&"):
            self.range_test(node, scope)
        operands = node.operands
        if node.operator in STATING and len(operands) == 2 and self.is_code(operands[0], scope) is not None:
            for number in (*written(operands[1]), *items_of(operands[1])):
                if isinstance(number, o.Number) and words.plausible(number.value):
                    self.use(number, "mentioned", Certainty.LIKELY)
        if node.operator not in COMPARISONS or len(operands) < 2:
            return
        for place, operand in enumerate(operands):
            code = self.is_code(operand, scope)
            if code is None:
                continue
            for other in (*operands[:place], *operands[place + 1 :]):
                self.compared(other, scope, code, node.operator)
            if node.operator in ("in", "not in") and isinstance(operand, o.Path) and scope.find(operand.parts[0]):
                self.compared(operand, scope, code, node.operator)  # what it was given itself: status = 1000
            return
        if node.operator in ("in", "not in") and self.told_by_others(operands[0], operands[-1], scope):
            self.compared(operands[-1], scope, Received(None, False))
        elif node.operator in EQUAL and len(operands) == 2:
            self.stated(operands[0], operands[1], scope)
            self.stated(operands[1], operands[0], scope)
            self.remembered(operands[:1], operands[1], scope)
            self.called_with(operands[0], operands[1], scope)
            self.distinct(operands[0], scope, node.operator)
            self.distinct(operands[1], scope, node.operator)

    def distinct(self, constant: o.Value, scope: Scope, operator: str) -> None:
        """`status != wsCloseStatusNoStatus`, where nobody saw what the status is: the constant's own name says so."""
        name = constant.parts[-1] if isinstance(constant, o.Path) else ""
        if isinstance(constant, o.Path) and words.is_closing_name(name) and self.closing.mentions:
            known = self.constant(constant, scope)
            if known is not None and words.names_code(name, known[0]):
                self.use(constant, "compared", Certainty.LIKELY, None, known[0], known[1], operator)

    def stated(self, constant: o.Value, number: o.Value, scope: Scope) -> None:
        """`assert CLOSE_GOING_AWAY == 1001`: what a constant is said to be, and is."""
        if not isinstance(number, o.Number) or not words.plausible(number.value):
            return
        known = [self.constant_held(one, scope) for one in constants_in(constant)]
        if any(one is not None and one[0] == number.value for one in known):
            self.use(number, "mentioned", Certainty.LIKELY)
        elif self.closing.mentions and is_status_of_close(constant, number):
            self.use(number, "compared", Certainty.LIKELY)

    def range_test(self, node: o.Statement, scope: Scope) -> None:
        """`code !== 1000 && (code < 3000 || code > 4999)`: nobody else tests for these numbers together."""
        named: dict[tuple[str, ...], list[o.Path]] = {}
        for test in comparisons_in(node):
            left, right = test.operands[0], test.operands[-1]
            if isinstance(left, o.Path) and isinstance(right, o.Path):
                named.setdefault(left.parts, []).append(right)
        for subject, numbers in subjects_in(node).items():
            if any(self.constant(one, scope) is not None for one in named.get(subject, ())):
                for number in numbers:  # code === CloseCodes.IDLE || code === 4403
                    if words.plausible(number.value):
                        self.use(number, "compared", Certainty.LIKELY)
                continue
            if tells_codes_apart(subject, numbers):
                for number in numbers:
                    if words.plausible(number.value):
                        self.use(number, "compared", Certainty.LIKELY)

    def compared(self, value: o.Value, scope: Scope, code: Received, operator: str = "===") -> None:
        """Notes the numbers that a received code is compared with."""
        certainty = Certainty.SURE if code.sure else Certainty.LIKELY
        connection = self.closing.connection(code.connection) if code.connection is not None else None
        match value:
            case o.Number() if value.value:  # 0 and -1 stand for no code
                if code.sure or words.plausible(value.value):
                    self.use(value, "compared", certainty, connection, operator=operator)
            case o.String() if value.exact and value.value.isdigit() and len(value.value) < 6:
                if words.plausible(int(value.value)):
                    self.use(value, "compared", certainty, connection, int(value.value), operator=operator)
            case o.Sequence():
                for item in value.items:
                    self.compared(item, scope, code)
            case o.Either():
                for option in value.options:
                    self.compared(option, scope, code, operator)
            case o.Operation() if len(value.operands) > 1 or value.operator != "-":
                for item in value.operands:
                    if not (isinstance(item, o.Operation) and item.operator in COMPARISONS):
                        self.compared(item, scope, code, operator)
            case o.Call() if not value.arguments:
                of = self.closing.same_code(value.callee)  # 1006.toShort(), Codes.IDLE.getCode()
                if of is not None:
                    self.compared(of, scope, code, operator)
            case o.Call():
                for argument in value.arguments:
                    self.compared(argument.value, scope, code, operator)
            case o.Opaque():
                for inside in value.inside:
                    if isinstance(inside, o.Value):
                        self.compared(inside, scope, code, operator)
            case o.Typed() | o.Awaited():
                self.compared(value.of, scope, code, operator)
            case o.Table():  # a pattern that takes a code apart: CloseCode::Library(4001)
                for entry in value.entries:
                    self.compared(entry.value, scope, code, operator)
            case o.Path():
                self.compared_path(value, scope, code, certainty, connection, operator)

    def compared_path(
        self,
        path: o.Path,
        scope: Scope,
        received: Received,
        certainty: Certainty,
        connection: Connection | None,
        operator: str,
    ) -> None:
        member = self.resolver.member(received.group, path.parts[-1]) if received.group is not None else None
        if isinstance(member, Int):  # a bare member in an arm: `case NORMAL:`
            self.use(path, "compared", certainty, connection, member.value, path.parts[-1], operator)
            return
        found = self.closing.codes(path, scope)
        for code in found.codes:
            if not received.sure and not words.plausible(code.number):
                continue  # `case .ping:` of something that is called a code
            if code.start == path.start:
                self.use(path, "compared", certainty, connection, code.number, code.name, operator)
            elif not code.elsewhere:
                self.put(
                    CodeUse(
                        code.number, code.start, code.end, "literal", "defined", path.parts[-1], certainty, connection
                    )
                )
        self.sent_names.update(found.names)
        bare = words.is_bare_constant(path.parts) or (
            len(path.parts) == 1 and path.parts[0][:1].isupper() and path.parts[0] in self.libraries.constant_names
        )
        written_here = scope.find(path.parts[0]) or self.resolver.lookup(("name", "", path.parts[0]))
        if not found.codes and bare and not written_here and self.resolver.thing(path, scope) is None:
            number = words.BY_NAME.get(words.normal(path.parts[0]))  # `case GOING_AWAY:` of an enum that is not at hand
            self.use(path, "compared", Certainty.LIKELY, connection, number, path.parts[0], operator)
            return
        if not found.codes and len(path.parts) > 1 and words.is_code_group(path.parts[-2]):
            said = words.words(path.parts[-1])  # CloseCode.DISALLOWED_INTENTS, of a library that is not at hand
            numbers = {number for _, number in platforms.by_code_name(" ".join(said))} if len(said) > 1 else set()
            if len(numbers) == 1:
                self.use(path, "compared", Certainty.LIKELY, connection, numbers.pop(), path.parts[-1], operator)
                return
        if not found.codes and (listed := one_of(path, scope)) is not None:
            self.compared(listed[0], listed[1], received, operator)
        elif not found.codes:
            self.defined_elsewhere(path, scope, certainty)

    def defined_elsewhere(self, path: o.Path, scope: Scope, certainty: Certainty) -> None:
        """A set or list of codes that has a name: its numbers are codes where it is written."""
        if len(path.parts) > 2:
            return
        local = scope.find(path.parts[0]) if len(path.parts) == 1 else None
        if local is None:
            self.sent_names.add(self.closing.key_of(path, scope))
            return
        for one in local:
            if isinstance(one.value, o.Value):
                for number in codes_listed(one.value):
                    if words.plausible(number.value):
                        self.use(number, "defined", certainty)
                for name in names_listed(one.value):
                    found = self.closing.codes(name, one.scope)
                    self.sent_names.update(found.names)
                    for code in found.codes:
                        if code.start == name.start and words.plausible(code.number):
                            self.use(name, "mentioned", certainty, None, code.number, code.name)

    def either(self, node: o.Either, scope: Scope) -> None:
        """`event.code || 1006`: a number that stands in for a received code."""
        if len(node.options) > 1 and any(self.is_code(option, scope) for option in node.options):
            for option in node.options:
                if isinstance(option, o.Number) and words.plausible(option.value):
                    self.use(option, "mentioned", Certainty.LIKELY)

    def alternatives(self, value: o.Value | None, scope: Scope) -> None:
        """`match frame { Some(f) => f.code.into(), None => 1005 }`: the same, in an arm of its own."""
        if (
            not isinstance(value, o.Opaque)
            or len(value.inside) != 1
            or not isinstance(value.inside[0], o.Switch | o.If)
        ):
            return
        options = list(tails(value.inside))
        numbers = [one for one in options if isinstance(one, o.Number) and words.plausible(one.value)]
        if numbers and any(self.is_code(one, scope) for one in options if not isinstance(one, o.Number)):
            for number in numbers:
                self.use(number, "mentioned", Certainty.LIKELY)

    def index(self, node: o.Index, scope: Scope) -> None:
        """`NAMES[1001]` where NAMES is a table of codes."""
        if (
            isinstance(node.key, o.Number)
            and words.plausible(node.key.value)
            and words.is_code_group(o.name_of(node.of))
        ):
            self.use(node.key, "mentioned", Certainty.LIKELY)
        elif words.words(o.name_of(node.key))[-1:] in (("code",), ("status",)):
            self.looked_up_in(node.of, node.key, scope)  # REASONS[event.code]

    def looked_up_in(self, table: o.Value, key: o.Value, scope: Scope) -> None:
        """A table that is asked for what belongs to a received code: its keys are codes."""
        while isinstance(table, o.Typed):
            table = table.of
        keys = [one.key_value for one in table.entries] if isinstance(table, o.Table) else []
        code = self.is_code(key, scope) if keys or isinstance(table, o.Path) else None
        if code is not None:
            if isinstance(table, o.Path):
                self.compared(table, scope, code)
            for one in keys:
                if isinstance(one, o.Number):  # { 1000: "done", 1006: "lost" }[event.code]
                    self.compared(one, scope, code)


def one_of(path: o.Path, scope: Scope) -> tuple[o.Value, Scope] | None:
    """The list that a name stands for each member of: `FATAL.some((each) => each === event.code)`."""
    for one in scope.find(path.parts[0]) or () if len(path.parts) == 1 else ():
        site = one.scope.site if isinstance(one.value, o.Parameter) and one.place == 0 else None
        if site is not None and site.call is not None and o.name_of(site.call.callee) in ITERATORS:
            held = o.holder_of(site.call.callee)
            return (held, site.scope) if held is not None else None
    return None


def written(value: o.Value, depth: int = 0) -> Iterator[o.Value]:
    """The numbers and constants that an argument is: `1001`, `code or 1005`, `.unknown(4001)`, `UInt16(Codes.idle)`."""
    if isinstance(value, o.Either) and depth < 6:
        for option in value.options:
            yield from written(option, depth + 1)
    elif isinstance(value, o.Typed) and depth < 6:
        yield from written(value.of, depth + 1)  # (short) 1001
    elif isinstance(value, o.Call) and (len(value.arguments) == 1 or converted(value) is not None) and depth < 6:
        if (inner := converted(value)) is not None:
            yield from written(inner, depth + 1)
    elif isinstance(value, o.Call) and is_look_up(value) and depth < 6:
        yield from written(value.arguments[1].value, depth + 1)
    else:
        yield value


def constants_in(value: o.Value) -> Iterator[o.Path]:
    """The constants whose number an expression may give: `Codes.IDLE`, `Codes.IDLE.value`, `Codes.IDLE.getCode()`."""
    for one in written(value):
        asked = o.holder_of(one.callee) if isinstance(one, o.Call) and not one.arguments else one
        if isinstance(asked, o.Path):
            yield asked
            if asked is one and asked.parts[-1] in ("value", "rawValue", "code") and len(asked.parts) > 1:
                yield o.without_last(asked)


def is_look_up(value: o.Call) -> bool:
    """Whether a call looks a code up and says what it is where there is none: `message.get("code", 1000)`"""
    key = value.arguments[0].value if len(value.arguments) == 2 and o.name_of(value.callee) == "get" else None
    return isinstance(key, o.String) and key.value in ("code", "close_code", "closeCode")


def receiver_parts(scope: Scope) -> tuple[str, ...]:
    """The name of what a function is registered on as a handler."""
    site = scope.site
    if site is None:
        return ()
    holder = site.call.callee if site.call is not None else site.target
    return holder.parts[:-1] if isinstance(holder, o.Path) else ()
