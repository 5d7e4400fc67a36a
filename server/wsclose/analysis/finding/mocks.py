"""What a test asks for: the arguments that a mock of a close was called with, what a matcher looks for."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.finding.surroundings import before_calls
from wsclose.analysis.resolving.scopes import Scope
from wsclose.syntax import outline as o

MATCHERS = frozenset(
    {
        "equals",
        "eq",
        "eql",
        "equal",
        "equalTo",
        "EqualTo",
        "is",
        "anyOf",
        "allOf",
        "isIn",
        "oneOf",
        "include",
        "contain_exactly",
        "contains",
    }
)
"""What a test says a value to be by: `expect(code, anyOf(1001, 1006))`, `Assert.That(code, Is.EqualTo(4001))`."""
EXPECTING = frozenset(
    """
    verify verifyNever verifyAll verifyOrder verifySequence verifyInOrder coVerify coVerifyAll coVerifyOrder
    coVerifySequence when whenever every coEvery given should
    """.split()
)
"""What says of a mock what it will be called with, or was: `verify { line.close(1000, any()) }`, `when(line.close(1000))`."""
CALLS = frozenset({"call_args", "call_args_list", "mock_calls", "await_args", "await_args_list"})

LISTED = frozenset({"call_args_list", "mock_calls", "await_args_list"})
"""Of these, the ones that hold every call."""

MOST_CHAINED = 6


def closed_with(value: o.Index) -> bool:
    """What a test asks a mock of a close for: `ws.close.call_args.kwargs["code"]`, `ws.close.await_args[0][0]`."""
    inner = value.of if isinstance(value.of, o.Index) else None
    of = inner.of if inner is not None else value.of
    if isinstance(of, o.Member) and of.name == "args" and isinstance(of.of, o.Call):  # ws.close.getCall(0).args[0]
        spy = o.holder_of(of.of.callee) if o.name_of(of.of.callee) == "getCall" else None
        return spy is not None and is_first(value.key) and words.is_closing_name(o.name_of(spy))
    parts = parts_of(of)
    of_last = parts[-2:] == ("mock", "lastCall")
    if parts[-2:] == ("mock", "calls") or of_last or parts[-2:-1] in (("firstCall",), ("lastCall",)):
        name = before_calls(parts)[-1]  # ws.close.mock.calls[0][0], ws.close.firstCall.args[0]
        return is_first(value.key) and words.is_closing_name(name) and (inner is not None) == (parts[-1] == "calls")
    by_place = is_first(inner.key) if inner is not None else parts[-1:] == ("args",)
    if parts[-1:] in (("kwargs",), ("args",)):
        parts = parts[:-1]
    if len(parts) < 3 or parts[-1] not in ("call_args", "await_args") or not words.is_closing_name(parts[-2]):
        return False
    return is_first(value.key) if by_place else isinstance(value.key, o.String) and value.key.value == "code"


def parts_of(value: o.Value, depth: int = 0) -> tuple[str, ...]:
    """The names in what a mock is asked for: `(line.close as Mock).mock.calls`, `vi.mocked(line.close).mock.calls`."""
    if isinstance(value, o.Call) and o.name_of(value.callee) == "mocked" and value.arguments:
        value = value.arguments[0].value
    if isinstance(value, o.Path):
        return value.parts
    if depth > 4 or not isinstance(value, o.Member | o.Typed):
        return ()
    return (*parts_of(value.of, depth + 1), *((value.name,) if isinstance(value, o.Member) else ()))


def spied(value: o.Value) -> o.Value:
    """What was spied on, without what is asked of it: `line.close` of `vi.mocked(line.close).mock.calls[0][0]`."""
    while isinstance(value, o.Index) or (isinstance(value, o.Member) and value.name == "arguments"):
        value = value.of
    if isinstance(value, o.Call) and o.name_of(value.callee) == "at":  # line.close.mock.calls.at(-1)
        value = o.holder_of(value.callee) or value
    parts = parts_of(value)
    return o.Path(value.start, value.end, before_calls(parts), value.start) if parts else value


def spelled_out(value: o.Value, scope: Scope, depth: int = 0) -> o.Value:
    """`kwargs["code"]` after `args, kwargs = ws.close.call_args` is `ws.close.call_args.kwargs["code"]`, and so is
    `told.kwargs["code"]` after `told = ws.close.call_args_list[0]`."""
    if isinstance(value, o.Path):
        return spelled_out_path(value, scope, depth)
    if not isinstance(value, o.Index | o.Member) or depth > MOST_CHAINED:
        return value
    of = spelled_out(value.of, scope, depth + 1)
    if isinstance(value, o.Index) and not (isinstance(of, o.Path) and of.parts[-1] in LISTED):
        return o.Index(value.start, value.end, of, value.key)
    if not isinstance(of, o.Path):
        return value
    parts = (*of.parts, value.name) if isinstance(value, o.Member) else (*of.parts[:-1], "call_args")  # one of several
    return o.Path(value.start, value.end, parts, of.last)


def spelled_out_path(path: o.Path, scope: Scope, depth: int) -> o.Value:
    name, *fields = path.parts
    before = [one.value for one in scope.find(name) or () if isinstance(one.value, o.Path | o.Part | o.Index)]
    given = next((one for one in reversed(before) if one.start < path.start), None)
    of = given.of if isinstance(given, o.Part) else given
    whole = spelled_out(of, scope, depth + 1) if isinstance(of, o.Index) and depth < MOST_CHAINED else of
    if not isinstance(whole, o.Path) or not (CALLS.intersection(whole.parts) or isinstance(given, o.Part)):
        return path
    part = ("args" if given.key == 0 else "kwargs",) if isinstance(given, o.Part) else ()
    return o.Path(path.start, path.end, (*whole.parts, *part, *fields), whole.last)


def subjects(node: o.Call) -> Iterator[o.Value]:
    """What an assertion speaks of: `ws.close` of `ws.close.assert_called()` and of `expect(ws.close).toHaveBeenCalled()`."""
    callee: o.Value = node.callee
    if isinstance(callee, o.Path) and len(callee.parts) > 1:
        yield o.without_last(callee)
        if "should" in callee.parts[1:]:  # ws.close.should.have.been.calledWith(4001)
            yield o.Path(callee.start, callee.end, callee.parts[: callee.parts.index("should", 1)], callee.start)
    while isinstance(callee, o.Member):
        callee = callee.of
    if isinstance(callee, o.Call):
        for argument in callee.arguments:
            yield argument.value


def chained(node: o.Call) -> Iterator[o.Value]:
    """What the calls before one are given: the "close" of `mock.shouldReceive("close").once().with(1011)`."""
    before = o.holder_of(node.callee)
    for _ in range(MOST_CHAINED):
        if not isinstance(before, o.Call):
            return
        yield from (argument.value for argument in before.arguments)
        before = o.holder_of(before.callee)


def expects(node: o.Call) -> bool:
    """Whether what is written in a call is expected of a mock: `verify(() => line.close(1005))`, not `lines.every(...)`."""
    return isinstance(node.callee, o.Path) and len(node.callee.parts) == 1 and node.callee.parts[0] in EXPECTING


def is_expected(node: o.Call) -> bool:
    """Whether a call is one that a mock is told of: `verify(line).close(1005)`, `doNothing().when(line).close(1005)`."""
    mock = o.holder_of(node.callee)
    return isinstance(mock, o.Call) and o.name_of(mock.callee) in EXPECTING


def asked_by_calls(node: o.Call) -> bool:
    """`ws.close.assert_has_calls([call(1000)])`: what it was called with, one after the other"""
    said = words.words(o.name_of(node.callee))
    holder = o.holder_of(node.callee)
    return (
        said[:1] == ("assert",) and said[-1:] in (("calls",), ("awaits",)) and words.is_closing_name(o.name_of(holder))
    )


def of_calls(subject: o.Value) -> bool:
    """What a mock of a close was called with, as a whole: `ws.close.call_args`, `ws.close.mock_calls`"""
    parts = subject.parts if isinstance(subject, o.Path) else ()
    return len(parts) > 2 and parts[-1] in CALLS and words.is_closing_name(parts[-2])


def calls_in(value: o.Value) -> Iterator[o.Call]:
    """`call(1000)`, `[call(1000), call(1001)]`, `mock.call(1000)`"""
    for one in value.items if isinstance(value, o.Sequence) else (value,):
        if isinstance(one, o.Call) and o.name_of(one.callee) == "call":
            yield one


def matched(value: o.Value, depth: int = 0) -> Iterator[o.Value]:
    """What a matcher of a test looks for: `equals(3001)`, `anyOf(1001, 1006)`, `isIn([1001, 1006])`."""
    if isinstance(value, o.Call) and o.name_of(value.callee) in MATCHERS and depth < 4:
        for argument in value.arguments:
            listed = argument.value.items if isinstance(argument.value, o.Sequence) else (argument.value,)
            for one in listed:
                yield from matched(one, depth + 1)
    else:
        yield value


def is_first(key: o.Value) -> bool:
    return isinstance(key, o.Number) and key.value == 0


def had(node: o.Call) -> o.Value | None:
    """What a matcher of Dart's tests says that a close code is: `isA<CloseReceived>().having((e) => e.code, "code", 1003)`."""
    given = [argument.value for argument in node.arguments]
    if o.name_of(node.callee) != "having" or len(given) != 3 or not isinstance(given[1], o.String):
        return None
    of = o.holder_of(node.callee)
    while isinstance(of, o.Call) and not of.types:
        of = o.holder_of(of.callee)
    told = isinstance(of, o.Call) and words.is_closing_name(of.types)
    return given[2] if words.is_code_name(given[1].value) or (told and given[1].value == "code") else None
