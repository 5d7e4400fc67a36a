"""Codes that are looked up: in a table, or in what a function gives back."""

from collections.abc import Iterator

from wsclose.analysis import tables, words
from wsclose.analysis.resolving.scopes import Key, Scope
from wsclose.analysis.sending.asking import Asking
from wsclose.analysis.walks import given_back
from wsclose.syntax import outline as o

KEYED = frozenset({"get", "getOrDefault", "GetValueOrDefault", "fetch"})
"""Methods that look something up in a table."""


class Lookups(Asking):
    """Codes that are looked up."""

    def held_here(self, table: o.Value | None, key: o.Value | None, scope: Scope) -> Iterator[tuple[o.Value, Scope]]:
        """What a table that is written in this unit has under a key: under any, where the key is not written out."""
        found = scope.find(table.parts[0]) if isinstance(table, o.Path) and len(table.parts) == 1 else None
        named = [(one.value, one.scope) for one in found or ()]
        for held, within in named if isinstance(table, o.Path) else [(table, scope)]:
            for name, value in written_in(held):
                if not isinstance(key, o.String) or name == key.value:
                    yield code_in(value), within

    def held_elsewhere(self, table: o.Value | None, key: o.Value | None, scope: Scope) -> frozenset[Key]:
        """The same for a table that is written in another unit."""
        if not isinstance(table, o.Path) or (len(table.parts) == 1 and scope.find(table.parts[0]) is not None):
            return frozenset()
        kind, owner, name = self.key_of(table, scope)
        if not any(written_in(one.value) for one in self.resolver.lookup((kind, owner, name))):
            return frozenset()
        if isinstance(key, o.String):
            return frozenset({("entry", name, key.value)})
        return frozenset({(kind, owner, name)})


def unfrozen(value: object) -> object:
    """What a name is given that must not change, `{ ... } as const`, `Object.freeze({ ... })`; and the table that a map
    is made of: `new Map([["full", 4001]])`, `mapOf("full" to 4001)`."""
    while isinstance(value, o.Typed):
        value = value.of
    if not isinstance(value, o.Call):
        return value
    frozen = o.name_of(value.callee) == "freeze" and len(value.arguments) == 1
    return value.arguments[0].value if frozen else tables.table_made(value) or tables.table_of_pairs(value) or value


def written_in(table: object) -> list[tuple[str, o.Value]]:
    """The keys and the values of a table or a list that is written out."""
    table = unfrozen(table)
    if isinstance(table, o.Table):
        return [(entry.key, entry.value) for entry in table.entries]
    return [("", item) for item in table.items] if isinstance(table, o.Sequence) else []


def code_in(value: o.Value) -> o.Value:
    """The code in what a table holds: the one number beside a reason, or what has the name of one."""
    if isinstance(value, o.Sequence):
        numbers = [item for item in value.items if isinstance(item, o.Number) and words.plausible(item.value)]
        return numbers[0] if len(numbers) == 1 else value
    if isinstance(value, o.Table):
        coded = [entry.value for entry in value.entries if entry.key == "code" or words.is_code_name(entry.key)]
        return coded[0] if len(coded) == 1 else value
    return value


def look_up_in(value: o.Statement | None) -> tuple[o.Value | None, o.Value | None]:
    """The table and the key of a look-up: `CODES[kind]`, `CODES.get(kind, 1011)`."""
    if isinstance(value, o.Index):
        return value.of, value.key
    if isinstance(value, o.Call) and value.arguments and o.name_of(value.callee) in KEYED:
        return o.holder_of(value.callee), value.arguments[0].value
    return None, None


def numbers_given(value: o.Value, function: o.Function) -> Iterator[o.Number]:
    """The numbers that a function gives back: as they are, beside a reason, by a variable, from a table."""
    held = code_in(value)
    if isinstance(held, o.Number):
        yield held
    elif isinstance(value, o.Path) and len(value.parts) == 1:
        for given in bound(value, function.body):
            yield from (each for each in getattr(given, "options", (given,)) if isinstance(each, o.Number))
    table, _ = look_up_in(value)
    if isinstance(value, o.Call) and table is not None:  # the default
        yield from (one.value for one in value.arguments[1:] if isinstance(one.value, o.Number))
    for one in bound(table, function.body) if isinstance(table, o.Path) else (table,):
        for entry in one.entries if isinstance(one, o.Table) else ():
            if isinstance(number := code_in(entry.value), o.Number):
                yield number


def tables_asked(function: o.Function) -> Iterator[str]:
    """The names of the tables from which a function gives something back."""
    for value in given_back(function):
        table, _ = look_up_in(value)
        if isinstance(table, o.Path) and len(table.parts) == 1:
            yield table.parts[0]


def bound(path: o.Path, block: o.Block, depth: int = 0) -> Iterator[o.Value]:
    """The values that a variable, or a field of a local object, is given in a block."""
    for node in block:
        if isinstance(node, o.Bind) and isinstance(node.target, o.Path):
            if node.target.parts == path.parts and node.value is not None and not node.operator:
                yield node.value
        elif depth < 20 and not isinstance(node, o.Function | o.Class):
            yield from bound(path, o.children(node), depth + 1)
