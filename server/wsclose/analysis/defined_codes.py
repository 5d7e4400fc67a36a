"""The numbers at the definitions of what is sent or compared elsewhere in a file: `const KICKED = 4001`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty, CodeUse
from wsclose.analysis.finding.notes import codes_listed, entries_in, names_listed
from wsclose.analysis.resolving.scopes import Definition, Key, Prepared, Scope, function_of
from wsclose.analysis.sending.asking import Found
from wsclose.analysis.sending.closing import Closing
from wsclose.analysis.sending.lookups import tables_asked
from wsclose.analysis.walks import given_back
from wsclose.knowledge.codeset import PRIVATE
from wsclose.syntax import outline as o


class DefinedCodes:
    """Finds them among the names of one file."""

    def __init__(self, names: Mapping[Key, tuple[Definition, ...]], closing: Closing) -> None:
        self.names = names
        self.closing = closing

    def of_each(self, units: Sequence[Prepared], sent: Collection[Key]) -> dict[int, list[CodeUse]]:
        """The uses in each unit's definitions, by its place. `sent`: the names that hold codes which are used."""
        keys = set(sent) | self.asked(sent)
        members = {key: names for key, names in self.keyed(keys).items() if key not in keys}
        listed = self.listed(keys)
        keys = keys.union(*(found.names for each in listed.values() for _, found in each))
        keys |= self.beside(keys)
        wanted = keys | members.keys()
        return {
            place: [
                use
                for key in wanted.intersection(unit.exports)
                for one in unit.exports[key]
                if isinstance(one.value, o.Value)
                for use in (*self.defined(one, key[2], members.get(key)), *mentioned(listed.get(id(one.value), ())))
            ]
            for place, unit in enumerate(units)
        }

    def defined(self, given: Definition, name: str, members: Collection[str] | None) -> Iterator[CodeUse]:
        """The numbers that a name stands for; of a table those of its `members` alone, if they are given."""
        value = given.value
        if not isinstance(value, o.Value):
            return
        numbers: Iterable[o.Number] = codes_listed(value, members)
        if tables.says_time(name) and any(isinstance(entry.key_value, o.Path) for entry in entries_in(value)):
            return  # what is asked for by a code: `DELAYS = {KICKED: 3000}`
        if isinstance(value, o.Function) and members is not None:  # one whose result is taken apart
            given_each = o.Sequence(value.start, value.end, tuple(given_back(value)))
            numbers = self.closing.parts_of_items(given_each, given.scope, members)
        elif isinstance(value, o.Element | o.Part):  # a variable that goes through a list
            numbers = self.closing.numbers(value, given.scope)
        elif members is not None and not any(entry.key for entry in entries_in(value)):  # a list
            numbers = self.closing.parts_of_items(value, given.scope, members)
        for number in numbers:
            if number.value is not None and words.plausible(number.value):
                yield CodeUse(number.value, number.start, number.end, "literal", "defined", name, Certainty.SURE)

    def keyed(self, sent: Collection[Key]) -> dict[Key, set[str]]:
        """The members by which tables that codes are looked up in are keyed: `{ [Codes.KICKED]: "..." }`. And the only
        ones that are asked for: `refusals["banned"]`."""
        found: dict[Key, set[str]] = {}
        for key in sent:
            table: Key = ("name", "", key[1])
            if key[0] == "entry" and table not in self.names:  # of what a method gives back
                table = next((one for one in self.names if one[0] == "method" and one[2] == key[1]), table)
            if key[0] == "entry" or (key[0] == "field" and key not in self.names and table in self.names):
                found.setdefault(table, set()).add(key[2])
            elif key[0] == "field" and key not in self.names:
                for outer in self.tables_with(key[1]):
                    found.setdefault(outer, set()).add(f"{key[1]}.{key[2]}")
            for definition in self.names.get(key, ()):
                for entry in definition.value.entries if isinstance(definition.value, o.Table) else ():
                    if isinstance(entry.key_value, o.Path) and len(entry.key_value.parts) == 2:
                        group, member = entry.key_value.parts
                        found.setdefault(("name", "", group), set()).add(member)
        groups = {key[2]: members for key, members in found.items()}
        for key in self.names if groups else ():
            if key[0] == "field" and key[2] in groups:  # a table that is a constant of a class
                found[key] = groups[key[2]]
        return found

    def tables_with(self, name: str) -> Iterator[Key]:
        """The tables that have another one under a name: `const WS = { CLOSE: { KICKED: 4001 } }`"""
        for key, definitions in self.names.items():
            tables = (
                entries_in(one.value)
                for one in definitions
                if key[:2] == ("name", "") and isinstance(one.value, o.Value)
            )
            if any(entry.key == name and entries_in(entry.value) for table in tables for entry in table):
                yield key

    def asked(self, sent: Collection[Key]) -> set[Key]:
        """The tables from which functions that are asked for a code take it."""
        functions = (function_of(one) for key in sent for one in self.names.get(key, ()))
        return {("name", "", name) for one in functions if one is not None for name in tables_asked(one)}

    def listed(self, sent: Collection[Key]) -> dict[int, list[tuple[o.Path, Found]]]:
        """The constants that lists of codes are made of, and their numbers, by list: `FATAL = {KICKED, BANNED}`"""
        lists = {
            id(one.value): (one.value, one.scope)
            for key in sent
            for one in self.names.get(key, ())
            if isinstance(one.value, o.Sequence | o.Call | o.Typed | o.Table)
        }
        return {
            key: [(name, self.closing.codes(name, scope)) for name in self.names_in(value, scope)]
            for key, (value, scope) in lists.items()
        }

    def names_in(self, value: o.Value, scope: Scope) -> Sequence[o.Path]:
        """The constants that a list is made of. Of a table those that it has: what these are asked for with is no code,
        `{ [ROOM_FULL]: Codes.FULL }`; the keys of one that has none: `{ [Codes.FULL]: "The room is full" }`."""
        held = [
            one
            for each in entries_in(value)
            for one in (each.value.items if isinstance(each.value, o.Sequence) else (each.value,))
            if isinstance(one, o.Path) and not tables.says_time(one.parts[-1]) and self.closing.codes(one, scope).codes
        ]
        return held or list(names_listed(value))

    def beside(self, sent: Collection[Key]) -> set[Key]:
        """The other members of the enums of which one is sent, or compared with a code, and constants named like such a one."""
        kin = {begin for kind, owner, name in sent if kind == "name" and not owner and (begin := words.family(name))}
        enums = {
            owner
            for kind, owner, _ in sent
            if kind == "field" and owner
            for one in self.names.get(("class", "", owner), ())
            if isinstance(one.value, o.Class) and tables.is_enum(one.value)
        }
        members = [key for key in (self.names if enums else ()) if key[0] == "field" and key[1] in enums]
        mixed = {key[1] for key in members if not self.is_private(key)}  # elsewhere IDLE_TIMEOUT, too, is a code
        found = {key for key in members if key[1] not in mixed or words.DURATION.isdisjoint(words.words(key[2]))}
        named = (key for key in (self.names if kin else ()) if key[:2] == ("name", "") and self.is_kin(key, kin))
        return found.union(key for key in named if words.DURATION.isdisjoint(words.words(key[2])))

    def is_private(self, key: Key) -> bool:
        return all(isinstance(one.value, o.Number) and (one.value.value or 0) in PRIVATE for one in self.names[key])

    def is_kin(self, key: Key, kin: Collection[str]) -> bool:
        """Whether a name begins as the constants do that are codes. `closeAll` may be anything: such a one has to be a
        private code, and nothing else."""
        if words.family(key[2]) not in kin:
            return False
        return key[2].isupper() or self.is_private(key)


def mentioned(listed: Sequence[tuple[o.Path, Found]]) -> Iterator[CodeUse]:
    """The constants that a list of codes is made of."""
    for path, found in listed:
        for code in found.codes:
            if code.start == path.start and words.plausible(code.number):
                yield CodeUse(code.number, path.start, path.end, "constant", "mentioned", code.name, Certainty.SURE)
