"""What makes a number of something: of one, or a text; of members that have none written beside them, the enum's conversions."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.idioms import CONSTRUCTORS
from wsclose.analysis.resolving.scopes import function_of
from wsclose.analysis.resolving.things import Int
from wsclose.analysis.tables import Conversion, conversions, conversions_in_table, says_time
from wsclose.syntax import outline as o

CONVERSIONS = frozenset(
    """
    int uint16 uint32 int32 int64 uint Number parseInt u16 Uint16 UInt16 UInt Int toInt ushort str
    toShort toUShort toUInt toLong convert shortValue intValue into eq
    """.split()
)
"""What makes a number, or a text, of a number; in tests, what looks for one: `verify(line).close(eq(1001), any())`."""

CONVERTING = ("from", "into", "try_from", "code", "as_u16", "to_u16", "value", "from_u16", "from_code", "rawValue")
"""Functions of an enum that turn its members into numbers, or numbers into members."""


def number_by_conversion(resolver: Evaluator, enum: str, member: str) -> Int | None:
    """`CloseCode::Away` is 1001 where `CloseCode::from` has an arm `1001 => Away`, or a getter of the enum a table that
    says so: `{CloseCode.away: 1001}[this]`."""
    if not words.is_code_group(enum):
        return None
    for function in conversions_of(resolver, enum):
        for each in converted_in(function.body):
            if each.name == member and each.number.value and words.plausible(each.number.value):
                return Int(each.number.value, f"{enum}.{member}")
    return None


def conversions_of(resolver: Evaluator, enum: str) -> Iterator[o.Function]:
    """The functions of an enum that may say which numbers its members stand for."""
    found = (one.value for one in resolver.lookup(("class", "", enum)))
    enums = [one for one in found if isinstance(one, o.Class) and one.kind == "enum"]
    yield from (function for one in enums for name, function in functions_in(one) if not says_time(name))
    for name in CONVERTING if enums else ():
        functions = (function_of(one) for one in resolver.lookup(("method", enum, name)))
        yield from (one for one in functions if one is not None)


def functions_in(enum: o.Class) -> Iterator[tuple[str, o.Function]]:
    """Its functions by their names, those of its properties, too: `var code: Int { switch self { ... } }`."""
    for member in enum.body:
        if isinstance(member, o.Function):
            yield member.name, member
        elif isinstance(member, o.Bind) and isinstance(member.value, o.Function):
            yield o.name_of(member.target), member.value


def converted_in(block: o.Block, depth: int = 0) -> Iterator[Conversion]:
    """The members and their numbers in what a block chooses by: in a switch, in a table; not inside each other."""
    for statement in block:
        if isinstance(statement, o.Switch):
            yield from conversions(statement)
        elif isinstance(statement, o.Table):
            yield from conversions_in_table(statement)
        elif depth < 8 and not isinstance(statement, o.Function | o.Class):
            yield from converted_in(o.children(statement), depth + 1)


def number_held(value: object, owner: str = "") -> int | None:
    """The one number that an object is made of which could be a close code. `owner` may be what makes it without a `new`."""
    made = isinstance(value, o.Call) and (value.new or (bool(owner) and o.name_of(value.callee) == owner))
    given = [argument.value for argument in value.arguments] if isinstance(value, o.Call) and made else []
    found = [one.value for one in given if isinstance(one, o.Number) and words.plausible(one.value)]
    return found[0] if len(found) == 1 else None


def stands_for_closes(resolver: Evaluator, owner: str) -> bool:
    """Whether a class says by its own constants that it stands for closes: what it is made with is a `code` beside a
    `reason`, which can always be a close code, and one goes by its name in the registry: `SERVER_ERROR = Farewell(1011, "")`."""
    for name in (*CONSTRUCTORS, owner):
        for one in resolver.lookup(("method", owner, name)):
            body = function_of(one)
            taken = [parameter.name.lower() for parameter in body.parameters] if body is not None else []
            if body is None or "code" not in taken or "reason" not in taken:
                continue
            place = taken.index("code")
            keys = (str(place), body.parameters[place].name)
            made = [each.value for key in keys for each in resolver.lookup(("raised", owner, key))]
            if len(made) > 2 and all(isinstance(each, o.Number) and words.plausible(each.value) for each in made):
                return any(
                    number_held(each.value, owner) == number
                    for said, number in (*words.neighbours("A"), *words.neighbours("Aa"))
                    for each in resolver.lookup(("field", owner, said))
                )
    return False


def is_conversion(call: o.Call) -> bool:
    """Whether a call makes a number of one: `int(code)`, `u16::from(code)`, `Number.parseInt(code, 10)`."""
    callee = call.callee
    name = o.name_of(callee)
    if not isinstance(callee, o.Path) or len(call.arguments) not in ((1, 2) if name == "parseInt" else (1,)):
        return False
    made_from = name in ("from", "parseInt") or len(callee.parts) == 1
    return made_from and callee.parts[0] in CONVERSIONS


def converted(call: o.Call) -> o.Value | None:
    """What a call makes a code of: `UInt16(Codes.idle)`, `.unknown(4001)`, `4401.toShort()`, `Integer.valueOf(4401)`."""
    name = o.name_of(call.callee)
    if not call.arguments:
        of = o.holder_of(call.callee)
        return of if name in CONVERSIONS and isinstance(of, o.Number) else None
    group = call.callee.parts[-2] if isinstance(call.callee, o.Path) and len(call.callee.parts) > 1 else name
    boxed = name == "valueOf" and group in ("Integer", "Short")
    known = boxed or name in CONVERSIONS or is_conversion(call) or group == "." or words.is_code_group(group)
    return call.arguments[0].value if known and len(call.arguments) == 1 else None
