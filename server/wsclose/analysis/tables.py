"""Groups of names and numbers: which enums, maps and constants define close codes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wsclose.analysis import words
from wsclose.knowledge import platforms
from wsclose.syntax import outline as o

ENUMS = frozenset({"IntEnum", "Enum", "StrEnum", "IntFlag"})

MAPS = frozenset({"mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf", "sortedMapOf"})


class Row(NamedTuple):
    name: str  # of the constant, or the text that belongs to a number that is a key
    number: int
    start: int
    end: int


def rows_of_table(table: o.Table) -> list[Row]:
    """`{ GOING_AWAY: 1001 }`, `{ 1001: "Going Away" }` and `{ GOING_AWAY: { code: 1001, fatal: false } }`."""
    rows = []
    for entry in table.entries:
        if isinstance(entry.value, o.Table) and entry.key:
            within = next((each.value for each in entry.value.entries if each.key == "code"), None)
            if isinstance(within, o.Number) and within.value is not None:
                rows.append(Row(entry.key, within.value, within.start, within.end))
        elif isinstance(entry.value, o.Number) and entry.value.value is not None and entry.key:
            rows.append(Row(entry.key, entry.value.value, entry.value.start, entry.value.end))
        elif isinstance(entry.value, o.Number) and entry.value.value is not None and entry.key_value is not None:
            rows.append(Row(o.name_of(entry.key_value), entry.value.value, entry.value.start, entry.value.end))
        elif isinstance(entry.key_value, o.Number) and entry.key_value.value is not None:
            key = entry.key_value
            rows.append(Row(text_in(entry.value), key.value or 0, key.start, key.end))
    return rows


def table_made(call: o.Call) -> o.Table | None:
    """The map that a call makes of what it is given: `mapOf(1000 to "normal")`, `Map.of(1000, "normal")`,
    `Map.ofEntries(Map.entry(1000, "normal"))`."""
    name, given = o.name_of(call.callee), [argument.value for argument in call.arguments]
    pairs: list[tuple[o.Value, ...]] = []
    if name in MAPS:
        pairs = [one.operands for one in given if isinstance(one, o.Operation) and one.operator == "to"]
    elif name == "ofEntries":
        pairs = [tuple(each.value for each in one.arguments) for one in given if isinstance(one, o.Call)]
    elif name == "of" and o.name_of(o.holder_of(call.callee)) in ("Map", "ImmutableMap"):
        pairs = list(zip(given[::2], given[1::2], strict=False))
    return table_with(call, pairs)


def table_of_pairs(call: o.Call) -> o.Table | None:
    """The same of a list of pairs: `new Map([["full", 4001]])`."""
    given = call.arguments[0].value if len(call.arguments) == 1 and o.name_of(call.callee) == "Map" else None
    pairs = [one.items for one in given.items if isinstance(one, o.Sequence)] if isinstance(given, o.Sequence) else []
    return table_with(call, pairs)


def table_with(call: o.Call, pairs: Iterable[tuple[o.Value, ...]]) -> o.Table | None:
    entries = tuple(
        o.Entry(pair[0].value if isinstance(pair[0], o.String) else "", pair[1], pair[0])
        for pair in pairs
        if len(pair) == 2
    )
    return o.Table(call.start, call.end, entries) if entries else None


def codes_by_type(table: o.Table) -> Iterator[o.Value]:
    """The codes that a table holds by its type: `map[CloseCode]string{4001: "kicked"}`, `[]CloseCode{4001, CloseIdle}`."""
    kind = table.type
    by_key = kind.startswith("map[") and words.is_code_type(kind.removeprefix("map[").partition("]")[0])
    by_value = "]" in kind and words.is_code_type(kind.rpartition("]")[2])
    for entry in table.entries if by_key or by_value else ():
        if by_key and entry.key_value is not None:
            yield entry.key_value
        if by_value and isinstance(entry.value, o.Value):
            yield entry.value


def lists_in(table: o.Table) -> Iterator[o.Value]:
    """The lists in a table of codes by what they call for: `{ fatal: [4004, 4010], again: new Set([4001]) }`."""
    for entry in table.entries:
        given = entry.value.arguments if isinstance(entry.value, o.Call) else ()
        listed = given[0].value if len(given) == 1 else entry.value
        if isinstance(listed, o.Sequence) and not says_time(entry.key):
            yield listed


def says_time(name: str) -> bool:
    """Whether what has this name holds times, sizes or the like: `delays`."""
    said = {form for word in words.words(name) for form in (word, word.removesuffix("s"))}
    return not words.DURATION.isdisjoint(said)


def rows_of_pairs(pairs: o.Sequence) -> list[Row]:
    """`[[1001, "Going Away"], [4001, "Kicked"]]`, also the other way round."""
    rows = []
    for pair in pairs.items:
        values = pair.items if isinstance(pair, o.Sequence) else ()
        number = next((value for value in values[:2] if isinstance(value, o.Number)), None)
        name = next((value.value for value in values[:2] if isinstance(value, o.String)), "")
        if number is not None and number.value is not None and name:
            rows.append(Row(name, number.value, number.start, number.end))
    return rows


def rows_of_assignments(block: o.Block) -> dict[str, list[Row]]:
    """`names[1001] = "Going Away"` and its neighbours, by the table's name."""
    found: dict[str, list[Row]] = {}
    for statement in block:
        if isinstance(statement, o.Bind) and isinstance(statement.target, o.Index) and statement.value is not None:
            key = statement.target.key
            if isinstance(key, o.Number) and key.value is not None:
                rows = found.setdefault(o.name_of(statement.target.of), [])
                rows.append(Row(text_in(statement.value), key.value, key.start, key.end))
    return found


class Conversion(NamedTuple):
    """One arm that turns a number into a name, or a name into a number."""

    name: str
    number: o.Number
    member: o.Path | None  # the name, where the number is the result


def conversions(node: o.Switch) -> Iterator[Conversion]:
    """`1001 => Away` and `Away => 1001`, also where the arm assigns it: `case 1001: self = .goingAway`."""
    for arm in node.arms:
        body = arm.body[:-1] if arm.body and isinstance(arm.body[-1], o.Jump) else arm.body
        result = body[-1] if body else None
        result = result.value if isinstance(result, o.Return | o.Bind) else result
        for pattern in arm.patterns:
            if isinstance(pattern, o.Number) and pattern.value is not None and isinstance(result, o.Value):
                yield Conversion(text_in(result), pattern, None)
            elif isinstance(pattern, o.Path) and isinstance(result, o.Number) and result.value is not None:
                yield Conversion(pattern.parts[-1], result, pattern)


def conversions_in_table(table: o.Table) -> Iterator[Conversion]:
    """The same, where a table is asked: `{CloseCode.away: 1001}`."""
    for entry in table.entries:
        key, value = entry.key_value, entry.value
        if isinstance(key, o.Path) and isinstance(value, o.Number) and value.value is not None:
            yield Conversion(key.parts[-1], value, key)


def text_in(value: o.Value) -> str:
    """The name or text that an entry gives a number."""
    if isinstance(value, o.String):
        return value.value
    if isinstance(value, o.Path):
        return value.parts[-1]
    if isinstance(value, o.Table):
        for entry in value.entries:
            if entry.key.lower() in ("name", "title", "label", "description", "text", "message", "meaning"):
                return text_in(entry.value)
    if isinstance(value, o.Sequence) and value.items:
        return text_in(value.items[0])
    return ""


def is_enum(node: o.Class) -> bool:
    """Whether a class is an enum, by its kind or by what it extends."""
    return node.kind == "enum" or any(base.rpartition(".")[2] in ENUMS for base in node.bases)


def rows_of_enum(enum: o.Class) -> list[Row]:
    """An enum's members, also those that count on from the one before."""
    rows, following = [], None
    for statement in enum.body:
        if isinstance(statement, o.Bind) and isinstance(statement.target, o.Path):
            value = statement.value
            while isinstance(value, o.Call) and len(value.arguments) >= 1:
                value = value.arguments[0].value
            if isinstance(value, o.Sequence) and value.items:
                value = value.items[0]
            if isinstance(value, o.Number) and value.value is not None:
                rows.append(Row(statement.target.parts[-1], value.value, value.start, value.end))
                following = value.value + 1
            elif statement.value is None and following is not None and not statement.type:
                rows.append(Row(statement.target.parts[-1], following, statement.target.start, statement.target.end))
                following += 1
    return rows


def are_codes(group: str, rows: Iterable[Row]) -> bool:
    """Whether a group defines close codes: by its name, or because several members go by the registry's names; one that
    hardly anything else has is enough where the group says that it has codes, and all its numbers can be close codes."""
    every = list(rows)
    if not any(words.plausible(row.number) for row in every):
        return False
    if words.is_code_group(group):
        return True
    named = {row.number for row in every if row.number <= 1015 and words.names_code(row.name, row.number)}
    if len(named) >= 2 and (len(named) >= 3 or len(named) * 2 >= len(every)):
        return True
    lone = any(words.is_unmistakable(row.name) for row in every if row.number in named)
    lone = lone and "code" in words.words(group) and not any(says_time(row.name) for row in every)
    return (lone and all(words.plausible(row.number) for row in every)) or are_of_a_platform(every)


def are_of_a_platform(rows: Iterable[Row]) -> bool:
    """Whether three members have both the name and the number of codes of one platform."""
    private = [row for row in rows if 3000 <= row.number <= 4999]
    if len(private) < 3:
        return False
    same = Counter(
        platform.id for row in private for platform, number in platforms.by_code_name(row.name) if number == row.number
    )
    return max(same.values(), default=0) >= 3


def all_say_close(rows: Iterable[Row]) -> bool:
    """Whether all members of a group say that they are closes of the registry: CLOSE_PROTOCOL_ERROR is 1002."""
    return all(
        {"close", "closure", "ws", "websocket"}.intersection(words.words(row.name))
        and words.names_code(row.name, row.number)
        for row in rows
    )


def is_constant(name: str, number: int, kind: str = "") -> bool:
    """Whether a single constant is a close code, by its name."""
    if not words.plausible(number):
        return False
    if words.is_code_name(name) or (kind and words.is_code_group(kind)):
        return True
    if words.mirrors_http(name, number) or words.says_number(name, number):
        return True
    found = set(words.words(name))
    return bool(found & {"close", "closure", "ws", "websocket", "status"}) and words.names_code(name, number)


def lists_only(value: o.Value) -> bool:
    """Whether this is a list, lists by name, or a call that makes a list of what it is given: `Set.of(4001, 4004)`."""
    if isinstance(value, o.Call):
        return all(isinstance(argument.value, o.Number | o.Sequence | o.Call) for argument in value.arguments)
    if isinstance(value, o.Table):
        return value.type.startswith("[") or all(isinstance(entry.value, o.Sequence) for entry in value.entries)
    return isinstance(value, o.Sequence)


def assigned_member(target: o.Value) -> str:
    """The member that a group of codes is given by itself: `CloseCode.IDLE = 4000`, `CloseCode["IDLE"] = 4000`."""
    if isinstance(target, o.Index) and isinstance(target.key, o.String):
        group, member = o.name_of(target.of), target.key.value
    elif isinstance(target, o.Path) and len(target.parts) == 2:
        group, member = target.parts
    else:
        return ""
    return member if group[:1].isupper() and words.is_code_group(group) and not says_time(member) else ""
