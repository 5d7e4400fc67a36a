"""Codes in lists that are written out and gone through, one after the other: `for (const { code } of CASES)`."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from wsclose.analysis.resolving.meant import in_loop
from wsclose.analysis.resolving.scopes import Definition, Key, Scope, function_of
from wsclose.analysis.resolving.things import OwnFunction
from wsclose.analysis.sending.asking import EXPECTED_DEPTH, Asking
from wsclose.analysis.sending.lookups import code_in, unfrozen
from wsclose.analysis.walks import given_back
from wsclose.syntax import outline as o

ITERATING = frozenset({"forEach", "each", "for_each", "ForEach", "map", "flatMap", "all", "every"})
LISTING = frozenset(
    {"listOf", "setOf", "arrayOf", "intArrayOf", "shortArrayOf", "mutableListOf", "arrayListOf", "sequenceOf"}
    | {"vec", "of", "asList", "stream", "Set"}
)
"""Functions that make a list of what they are given."""

WHOLE = frozenset({"iter", "into_iter", "values", "toList", "to_vec", "list", "tuple", "sorted", "shuffled"})
"""Functions that give what is in a list as it is."""

COUNTED = frozenset({"enumerate", "entries", "withIndex"})
"""Functions that give what is in a list beside its place."""

FIELDS = re.compile(r"(\w+(?:\s*,\s*\w+)*)\s+\S")
"""The names of a field of a struct of Go, and the beginning of its type."""

MOST_HELD = 60
MOST_DEFINITIONS = 8
MOST_STEPS = 400
"""Of one question: names that are taken from each other, `order := order.Inner` in each of eight arms, multiply."""


class Held(NamedTuple):
    """One of the values that an expression goes through."""

    value: o.Value
    scope: Scope
    key: Key | None  # of the list, where another unit writes it


class Listed(Asking):
    """Codes in lists that are gone through."""

    def held(self, value: object, scope: Scope, depth: int = 0) -> Iterator[Held]:
        """What an expression is, one after the other, as far as the file writes it out."""
        value = unfrozen(value)
        self.steps = self.steps + 1 if depth else 0
        if depth > EXPECTED_DEPTH or self.steps > MOST_STEPS:
            return
        match value:
            case o.Element():
                for one in self.held(value.of, scope, depth + 1):
                    yield from (one._replace(value=item) for item in self.items(one.value))
            case o.Part():
                yield from self.parts(self.held(value.of, scope, depth + 1), value.key)
            case o.Index() if isinstance(value.key, o.String | o.Number):
                yield from self.parts(self.held(value.of, scope, depth + 1), value.key.value)
            case o.Path() if len(value.parts) == 1:
                yield from self.named(value, scope, depth)
            case o.Path() if len(value.parts) == 2:
                yield from self.parts(self.named(o.without_last(value), scope, depth), value.parts[1])
            case o.Call() if o.name_of(value.callee) in LISTING and value.arguments:
                given = tuple(argument.value for argument in value.arguments)
                inner = given[0] if len(given) == 1 and isinstance(given[0], o.Sequence) else None  # new Set([1000])
                yield Held(inner or o.Sequence(value.start, value.end, given), scope, None)
            case o.Call() if o.name_of(value.callee) in COUNTED | WHOLE:
                listed = value.arguments[0].value if value.arguments else o.holder_of(value.callee)
                for one in self.held(listed, scope, depth + 1):
                    counted = o.name_of(value.callee) in COUNTED
                    yield one._replace(value=beside_places(one.value)) if counted else one
            case o.Call():
                yield from self.handed_back(value, scope, depth)
            case o.Either():
                for option in value.options:
                    yield from self.held(option, scope, depth + 1)
            case o.Awaited():
                yield from self.held(value.of, scope, depth + 1)
            case o.Sequence() | o.Table() | o.Number() | o.Operation():
                yield Held(value, scope, None)

    def handed_back(self, call: o.Call, scope: Scope, depth: int) -> Iterator[Held]:
        """The same for what a function of the file gives back: `code, reason = refusal(error)`."""
        function, inner, key = self.called(call, scope)
        for given in islice(given_back(function), MOST_DEFINITIONS) if function is not None else ():
            for held in self.held(given, inner, depth + 1):
                yield held if held.key is not None else held._replace(key=key)

    def called(self, call: o.Call, scope: Scope) -> tuple[o.Function | None, Scope, Key | None]:
        """The function of the file that a call runs, and its key where another unit writes it."""
        callee = self.resolver.thing(call.callee, scope)
        if not isinstance(callee, OwnFunction):
            return None, scope, None
        name = o.name_of(call.callee)
        local = next((f for one in scope.find(name) or () if (f := function_of(one)) is not None), None)
        inner = self.resolver.scope_of(local) if local is not None else None
        if local is not None and inner is not None and inner.parent is not None and inner.parent.parent is not None:
            return local, inner, None
        key: Key = ("method", callee.owner, callee.name) if callee.owner else ("name", "", name)
        written = ((f, one.scope) for one in self.resolver.lookup(key) if (f := function_of(one)) is not None)
        return (*next(written, (None, scope)), key)

    def named(self, name: o.Path, scope: Scope, depth: int) -> Iterator[Held]:
        """The same for a variable: a parameter of what a list calls for each of its items is each of them."""
        local = scope.find(name.parts[0])
        local = in_loop(local, name.start) if local else local
        key: Key = ("name", "", name.parts[0])
        for one in islice(self.resolver.lookup(key) if local is None else local, MOST_DEFINITIONS):
            if isinstance(one.value, o.Parameter):
                yield from self.given_to(one, one.value, depth)
            else:
                for held in self.held(one.value, one.scope, depth + 1):
                    yield held if local is not None or held.key is not None else held._replace(key=key)

    def given_to(self, one: Definition, parameter: o.Parameter, depth: int) -> Iterator[Held]:
        """What a function gets that a list calls: `CASES.forEach(({ code }) => ...)`, `[[4001, "a"]].each { |code, why| ... }`"""
        site, function = one.scope.site, one.scope.function
        call = site.call if site is not None else None
        if site is None or call is None or function is None or o.name_of(call.callee) not in ITERATING:
            return
        for held in self.held(o.Element(call.start, call.end, o.holder_of(call.callee) or call), site.scope, depth + 1):
            if isinstance(parameter.pattern, o.Table):
                yield from self.parts(iter((held,)), parameter.name)
            elif isinstance(parameter.pattern, o.Sequence):
                names = [o.name_of(item) for item in parameter.pattern.items]
                yield from self.parts(iter((held,)), names.index(parameter.name))
            elif len(function.parameters) > 1 and isinstance(held.value, o.Sequence):
                yield from self.parts(iter((held,)), one.place)
            elif not one.place:
                yield held

    def items(self, listed: o.Value) -> Iterator[o.Value]:
        """What is in a list, with the names of what it holds of structs that are declared elsewhere."""
        struct = item_type(listed)
        declared = next((one.value for one in self.resolver.lookup(("class", "", struct))), None) if struct else None
        binds = [one for one in declared.body if isinstance(one, o.Bind)] if isinstance(declared, o.Class) else []
        return items_of(listed, [o.name_of(one.target) for one in binds] or fields_in(struct))

    def parts_of_items(self, listed: o.Value, scope: Scope, keys: Collection[str]) -> Iterator[o.Number]:
        """The numbers that what a list holds has at some places or under some names."""
        each = o.Element(listed.start, listed.end, listed)
        for key in keys:
            place = int(key) if key.isdigit() else key
            yield from self.numbers(o.Part(listed.start, listed.end, each, place), scope)

    def numbers(self, value: o.Value, scope: Scope) -> Iterator[o.Number]:
        """The numbers that an expression goes through, as far as they are written in it."""
        for one in islice(self.held(value, scope), MOST_HELD):
            if isinstance(code := code_in(one.value), o.Number) and one.key is None:
                yield code

    def parts(self, held: Iterator[Held], key: object) -> Iterator[Held]:
        """One part of each of several values."""
        for one in held:
            part = part_of(one.value, key)
            if part is None:
                continue
            same = part is one.value or (isinstance(one.value, o.Sequence) and part is code_in(one.value))
            same = same and not (one.key and any(map(function_of, self.resolver.lookup(one.key))))
            named = one.key if same else one.key and entry_of(one.key, key)
            for option in part.options if isinstance(part, o.Either) else (part,):
                yield Held(option, one.scope, named)


def entry_of(table: Key, key: object) -> Key:
    """What a table has under a key, also one that is itself an entry of another: `CODES.kicked.code`."""
    return ("entry", table[1], f"{table[2]}.{key}") if table[0] == "entry" else ("entry", table[2], str(key))


def items_of(listed: o.Value, fields: Sequence[str] = ()) -> Iterator[o.Value]:
    """What is in a list; of a map its keys and values. `fields`: of the structs that it holds, in their order."""
    if isinstance(listed, o.Sequence):
        yield from listed.items[:MOST_HELD]
    for entry in listed.entries[:MOST_HELD] if isinstance(listed, o.Table) else ():
        if entry.key_value is not None:
            held = with_fields(entry.value, fields)
            yield o.Sequence(entry.value.start, entry.value.end, (entry.key_value, held))
        elif not entry.key:
            yield with_fields(entry.value, fields)


def item_type(listed: o.Value) -> str:
    """What a list holds, as it is written before it: `Case` of `[]Case{...}`, `struct{ code int }`."""
    kind = listed.type if isinstance(listed, o.Table) else ""
    return kind.partition("]")[2].lstrip("*&") if kind.startswith(("[", "map[")) else ""


def fields_in(struct: str) -> list[str]:
    """The names of the fields of a struct, in their order, where it is written out: `struct{ name string; code int }`"""
    lines = struct[struct.find("{") + 1 : struct.rfind("}")].replace("\n", ";").split(";")
    declared = [line.strip() for line in lines if line.strip()] if struct.startswith("struct") else []
    return [name for line in declared for name in names_of_field(line)]


def with_fields(item: o.Value, fields: Sequence[str]) -> o.Value:
    """What a list of structs holds, each value under its field: `[]struct{ name string; code int }{{"idle", 4001}}`"""
    if not isinstance(item, o.Table) or len(fields) != len(item.entries):
        return item
    if any(one.key not in ("", o.name_of(one.value)) for one in item.entries):
        return item
    named = (replace(entry, key=field) for entry, field in zip(item.entries, fields, strict=True))
    return replace(item, entries=tuple(named))


def names_of_field(declared: str) -> list[str]:
    """`code, status int` -> code, status; nothing of what is no field, as within the type of a function."""
    found = FIELDS.match(declared)
    return [name.strip() for name in found[1].split(",")] if found is not None else []


def part_of(value: o.Value, key: object) -> o.Value | None:
    """What a pair, a tuple or an object has at a place or under a name. Go gives each item beside its place."""
    of_pair = isinstance(value, o.Operation) and value.operator in ("to", "=>")  # 4001 to "gone"
    items = value.operands if isinstance(value, o.Operation) and of_pair else ()
    items = value.items if isinstance(value, o.Sequence) else items
    if isinstance(key, int):
        if items:
            return items[key] if 0 <= key < len(items) else None
        return value if key == 1 else None
    entries = value.entries if isinstance(value, o.Table) else ()
    return next((entry.value for entry in entries if entry.key == key), None)


def beside_places(listed: o.Value) -> o.Value:
    """`enumerate(ROWS)`: each item beside its place."""
    if not isinstance(listed, o.Sequence):
        return listed
    at = listed.start, listed.end
    return o.Sequence(*at, tuple(o.Sequence(*at, (o.String(*at, "", False), item)) for item in listed.items))
