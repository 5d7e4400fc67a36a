"""What a test finds out of something where it is true: that it is of a close, or what one of its fields has."""

from collections.abc import Iterator
from typing import TypeGuard

from wsclose.analysis import words
from wsclose.analysis.finding.surroundings import place_of
from wsclose.analysis.handling.outcomes import leaves
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

Narrowed = tuple[tuple[str, ...], str, str]
"""What a test has found out of something: it is of a close (no more is said), or one of its fields has this value."""

OF_KIND = "is of kind"  # in the place of a field: what it is an instance of

FRAME_KINDS = frozenset({"type", "opcode", "opCode", "kind", "frame_type", "Opcode", "OpCode", "Type"})
"""Fields that say what a frame or an event is: `if frame.type == :close`."""

TAGS = frozenset({"_tag", "tag", "name"})
"""Fields that say what an error or an event is: `if (failure._tag === "SocketCloseError")`."""

ASSERTING = frozenset({"assert", "check", "require", "ok", "assertTrue", "XCTAssert", "XCTAssertTrue", "assert_true"})
"""Calls after which what they are given is true."""

OF_TYPE = frozenset(
    """
    isinstance assertIs assertIsInstance assertInstanceOf assertIsType IsType IsInstanceOfType IsAssignableFrom shouldBeInstanceOf
    shouldBeTypeOf toBeInstanceOf assert_instance_of assert_kind_of instanceOf isInstanceOf
    """.split()
)
"""Calls after which a thing is of a type, in the order of each language: `assertIs<Close>(told)`,
`assertInstanceOf(Closed.class, told)`, `expect(told).toBeInstanceOf(CloseEvent)`."""


def looked_up(value: o.Value) -> o.Value:
    """`message.get("code")` is `message["code"]`, with something in its place where there is none; so is
    `getattr(error, "code", None)`, which is `error.code`."""
    callee = value.callee if isinstance(value, o.Call) and value.arguments else None
    if isinstance(value, o.Call) and o.name_of(callee) == "getattr" and len(value.arguments) > 1:
        held, named = value.arguments[0].value, value.arguments[1].value
        if isinstance(held, o.Path) and isinstance(named, o.String) and named.exact:
            return o.Path(value.start, value.end, (*held.parts, named.value), value.start)
    key = value.arguments[0].value if isinstance(value, o.Call) and value.arguments else None
    if isinstance(callee, o.Path) and callee.parts[-1] == "get" and len(callee.parts) > 1 and isinstance(key, o.String):
        return o.Index(value.start, value.end, o.without_last(callee), key)
    return value


def found_closed(test: o.Value, depth: int = 0) -> Iterator[Narrowed]:
    """What a test finds to be of a close: `isinstance(exc, ConnectionClosed)`, `message["type"] == "websocket.disconnect"`."""
    pair: tuple[o.Value, ...] = ()
    if isinstance(test, o.Call) and o.name_of(test.callee) == "isinstance":
        pair = tuple(argument.value for argument in test.arguments)
    elif (
        isinstance(test, o.Call)
        and len(test.arguments) == 1
        and words.words(o.name_of(test.callee))[-2:] == ("close", "event")
    ):
        given = test.arguments[0].value  # isCloseEvent(problem)
        if isinstance(given, o.Path):
            yield given.parts, "", ""
    elif isinstance(test, o.Operation) and test.operator in ("instanceof", "is"):
        pair = test.operands
    elif isinstance(test, o.Typed):  # if (told is Message.Close)
        kind = bare_type(test.type)
        pair = (test.of, o.Path(test.start, test.end, tuple(kind.split(".")), test.start))
    elif isinstance(test, o.Operation) and test.operator in ("&&", "and") and depth < 8:
        for operand in test.operands:
            yield from found_closed(operand, depth + 1)
    elif isinstance(test, o.Operation) and test.operator in ("==", "===") and len(test.operands) == 2:
        yield from holds_value(test.operands[0], test.operands[1])
    kind = o.name_of(pair[1]) if len(pair) == 2 else ""
    if len(pair) == 2 and isinstance(pair[0], o.Path) and (words.is_closing_name(kind) or words.is_close_told(kind)):
        yield pair[0].parts, "", ""
    elif len(pair) == 2:
        yield from holds_value(pair[0], pair[1])
        if isinstance(pair[0], o.Path) and isinstance(pair[1], o.Path):
            yield pair[0].parts, OF_KIND, ".".join(pair[1].parts)


def holds_value(field: o.Value, value: o.Value) -> Iterator[Narrowed]:
    """A field and the value that it turns out to have; a constant goes by its last two names."""
    *held, key = place_of(looked_up(field)) or ("",)
    equals = (
        value.value if isinstance(value, o.String) else ".".join(value.parts[-2:]) if isinstance(value, o.Path) else ""
    )
    if held and equals:
        yield tuple(held), key, equals


def found_otherwise(test: o.Value, depth: int = 0) -> Iterator[Narrowed]:
    """What holds where a test does not: `if (told.type !== "close") return`."""
    if not isinstance(test, o.Operation) or depth > 8:
        return
    if test.operator in ("!", "not"):
        yield from found_closed(test.operands[0])
    elif test.operator in ("||", "or"):
        for operand in test.operands:
            yield from found_otherwise(operand, depth + 1)
    elif test.operator in ("!=", "!==") and len(test.operands) == 2:
        yield from holds_value(test.operands[0], test.operands[1])
    elif test.operator in ("!is", "is!"):
        yield from found_closed(o.Operation(test.start, test.end, "is", test.operands))


def is_class_literal(value: o.Value) -> TypeGuard[o.Path]:
    """`Closed.class`"""
    return isinstance(value, o.Path) and len(value.parts) > 1 and value.parts[-1] == "class"


def made_sure(statement: o.Statement) -> Iterator[Narrowed]:
    """What holds behind a statement, since nothing goes on where it does not: `assert isinstance(event, CloseConnection)`,
    `assertIs<Message.Close>(told)`, `expect(told, isA<CloseReceived>())`, `if (!(told instanceof CloseEvent)) return`."""
    if isinstance(statement, o.Operation):
        yield from found_closed(statement)
    if isinstance(statement, o.If):
        if leaves(statement.then) and not statement.otherwise:
            yield from found_otherwise(statement.test)
        elif leaves(statement.otherwise) and not statement.then:  # Swift's guard
            yield from found_closed(statement.test)
    if not isinstance(statement, o.Call):
        return
    name, _, generic = o.name_of(statement.callee).partition("<")
    given = [argument.value for argument in statement.arguments]
    if name in ASSERTING and given:
        yield from found_closed(given[0])
        return
    held = o.holder_of(statement.callee)
    if isinstance(held, o.Call):  # expect(told).toBeInstanceOf(CloseEvent)
        given.extend(argument.value for argument in held.arguments)
    kinds = [statement.types or generic]
    if name == "expect" and len(given) > 1 and isinstance(given[1], o.Call) and o.name_of(given[1].callee) == "isA":
        kinds = [given[1].types]
    elif name in OF_TYPE:
        kinds.extend(o.name_of(o.without_last(one) if is_class_literal(one) else one) for one in given)
    else:
        return
    if any(words.is_closing_name(kind) or words.is_close_told(kind) for kind in kinds):
        yield from ((one.parts, "", "") for one in given if isinstance(one, o.Path) and one.parts[0][:1].islower())
