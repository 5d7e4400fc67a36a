"""One file's facts, kept up to date edit by edit: only what an edit can have changed is looked at again."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wsclose.analysis import tables, words
from wsclose.analysis.facts import (
    BackoffReset,
    Certainty,
    CloseHandler,
    CodeUse,
    Fact,
    UnitFacts,
    UnwatchedConnection,
)
from wsclose.analysis.finding.find import Finder
from wsclose.analysis.finding.notes import codes_listed, names_listed
from wsclose.analysis.handling.handlers import HandlerReader
from wsclose.analysis.resolving.outside import Nothing, Outside, Reaches, Relay, Way
from wsclose.analysis.resolving.preparing import prepare
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Definition, Key, Prepared, Scope, function_of
from wsclose.analysis.resolving.things import Own, OwnClass, OwnFunction, Thing
from wsclose.analysis.sending.asking import Found, Spoken
from wsclose.analysis.sending.closing import Closing
from wsclose.analysis.sending.lookups import tables_asked
from wsclose.knowledge.library import Libraries
from wsclose.plain import plain, unique
from wsclose.syntax import outline as o

MOST_DEEP = 4  # files that a question about a name goes through


@plain
class PlacedFacts:
    """A unit's facts and where the unit starts in the file, in bytes."""

    start: int
    facts: UnitFacts


@unique
class _Known:
    """What was found in a unit, and which names of others it depended on."""

    facts: UnitFacts
    asked: frozenset[Key]
    resets: bool  # an open handler resets a count of attempts
    grows: bool  # a close handler waits longer with every attempt
    reconnects: bool  # a close handler connects again
    idle: bool  # a close handler does not, nor does the file speak of it, or there is none
    fails: bool  # a handler for failures connects again


class _Resolver(Resolver):
    """A resolver that knows the scopes of every unit of the file."""

    def __init__(self, analysis: "FileAnalysis") -> None:
        super().__init__(analysis.libraries, analysis.look_up, analysis.outside, analysis.path)
        self.analysis = analysis

    def scope_of(self, function: o.Function) -> Scope | None:
        for prepared in self.analysis.prepared:
            found = prepared.scopes.get(id(function))
            if found is not None:
                return found
        return None

    def functions_of(self, owner: str) -> Sequence[tuple[o.Function, Scope]]:
        scopes = (scope for prepared in self.analysis.prepared for scope in prepared.scopes.values())
        return [(scope.function, scope) for scope in scopes if scope.owner == owner and scope.function is not None]


class FileAnalysis:
    """The analysis of one file. Give it each new outline; it answers with the facts of all units."""

    def __init__(self, libraries: Libraries, outside: Outside | None = None, path: str = "") -> None:
        self.libraries = libraries
        self.outside: Outside = outside or Nothing()
        self.path = path
        self.revision = self.outside.revision
        self.prepared: list[Prepared] = []
        self.by_unit: dict[int, Prepared] = {}  # id() of a unit; the units are kept alive by `prepared`
        self.known: dict[int, _Known] = {}
        self.names: dict[Key, tuple[Definition, ...]] = {}
        self.asked: set[Key] = set()
        self.relays_known: dict[tuple[str, str, str, str], Relay | None] = {}  # for other files, until this one changes
        self.spoken = Spoken(False, False, False)
        self.closing = Closing(_Resolver(self), self.spoken)

    def look_up(self, key: Key) -> tuple[Definition, ...]:
        """What the file's units define under a key. Notes that it was asked for."""
        self.asked.add(key)
        return self.names.get(key, ())

    def facts(self, outline: o.Outline, spoken: Spoken) -> tuple[PlacedFacts, ...]:
        """The facts of every unit."""
        changed = self._link(outline)
        self.relays_known.clear()
        if spoken != self.spoken or self.outside.revision != self.revision:
            self.known.clear()
            self.spoken, self.revision = spoken, self.outside.revision
        closing = self.closing = Closing(_Resolver(self), spoken)
        placed: list[PlacedFacts] = []
        sent: set[Key] = set()
        known: dict[int, _Known] = {}
        for at, prepared in zip(outline.units, self.prepared, strict=True):
            key = id(prepared)
            found = known.get(key) or self.known.get(key)
            if found is None or not changed.isdisjoint(found.asked):
                self.asked = set()
                closing.resolver.memo.clear()
                facts = Finder(prepared, closing).run()
                resets = any(isinstance(fact, BackoffReset) for fact in facts.facts)
                grows = any(isinstance(fact, CloseHandler) and fact.grows for fact in facts.facts)
                handlers = [fact for fact in facts.facts if isinstance(fact, CloseHandler)]
                reconnects = facts.revives or any(handler.reconnects for handler in handlers)
                idle = any(not handler.reconnects and not handler.reconnects_elsewhere for handler in handlers)
                idle = idle or any(is_unheard(fact) for fact in facts.facts)
                fails = any(handler.kind == "failure" for handler in handlers)
                found = _Known(facts, frozenset(self.asked), resets, grows, reconnects, idle, fails)
            known[key] = found
            placed.append(PlacedFacts(at.start, found.facts))
            sent.update(found.facts.sent_names)
        self.known = known
        if any(one.resets for one in known.values()) and not any(one.grows for one in known.values()):
            placed = [PlacedFacts(one.start, _without_resets(one.facts)) for one in placed]
        if any(one.fails for one in known.values()):
            placed = _without_failures(placed)
        if any(one.idle for one in known.values()) and any(one.reconnects for one in known.values()):
            placed = [PlacedFacts(one.start, _with_reconnects(one.facts)) for one in placed]
        return tuple(self._with_definitions(placed, sent)) if sent else tuple(placed)

    # ---------------------------------------------------------------- as another file sees it

    def load(self, outline: o.Outline, spoken: Spoken) -> None:
        """Links the file without looking for facts, so that others can ask for its names."""
        self._link(outline)
        self.spoken = spoken
        self.closing = Closing(_Resolver(self), spoken)

    def named(self, name: str) -> Thing:
        return self._bounded(lambda: self._named(name))

    def member_of(self, thing: Thing, name: str) -> Thing:
        return self._bounded(lambda: self._member_of(thing, name))

    def call_of(self, thing: Thing) -> Thing:
        return self._bounded(lambda: self._call_of(thing))

    def _bounded(self, ask: Callable[[], Thing]) -> Thing:
        """Files that lead to each other must come to an end."""
        if self.outside.depth >= MOST_DEEP:
            return None
        self.outside.depth += 1
        try:
            return ask()
        finally:
            self.outside.depth -= 1
            if not self.outside.depth:
                self.outside.asked.clear()

    def _named(self, name: str) -> Thing:
        resolver = self.closing.resolver
        found = self.names.get(("name", "", name))
        if found:
            return resolver.definitions(found)
        if ("class", "", name) in self.names:
            return OwnClass(name)
        whole = self.names.get(("name", "", "default"))
        if whole and name != "default":
            of_whole = resolver.member(resolver.definitions(whole), name)
            if of_whole is not None:
                return of_whole
        if (self.path, name) in self.outside.asked:
            return None  # on this way it has been asked already
        self.outside.asked.add((self.path, name))
        return resolver.everything_of(name, True)

    def _member_of(self, thing: Thing, name: str) -> Thing:
        if isinstance(thing, Own) and ("class", "", thing.name) not in self.names and not self.has_members(thing.name):
            return None
        return self.closing.resolver.member(thing, name)

    def has_members(self, owner: str) -> bool:
        return any(key[1] == owner for key in self.names)

    def _call_of(self, thing: Thing) -> Thing:
        resolver = self.closing.resolver
        if isinstance(thing, OwnClass):
            return resolver.own_instance(thing.name)
        return resolver.returned(thing) if isinstance(thing, OwnFunction) else None

    def has_method(self, owner: str, name: str) -> bool:
        return ("method", owner, name) in self.names

    def reaches(self, thing: Thing) -> dict[int, Reaches]:
        return self.closing.summary(thing) if isinstance(thing, OwnFunction) else {}

    def ways(self, thing: Thing) -> tuple[Way, ...]:
        if not isinstance(thing, OwnFunction) or self.outside.depth >= MOST_DEEP:
            return ()
        self.outside.depth += 1
        try:
            return HandlerReader(self.closing, lambda value, scope: None).ways(thing)
        finally:
            self.outside.depth -= 1

    def relays(self, thing: Thing, key: str) -> Relay | None:
        asked = (*_name_of(thing), key)
        if asked not in self.relays_known:
            if self.outside.depth >= MOST_DEEP or not isinstance(thing, Own | OwnClass | OwnFunction):
                return None
            self.outside.depth += 1
            try:
                self.relays_known[asked] = HandlerReader(self.closing, lambda value, scope: None).relays(thing, key)
            finally:
                self.outside.depth -= 1
        return self.relays_known[asked]

    # ---------------------------------------------------------------- linking

    def _link(self, outline: o.Outline) -> set[Key]:
        """Brings the names of the file up to date; returns the keys whose definitions are not what they were."""
        by_unit: dict[int, Prepared] = {}
        prepared = []
        for placed in outline.units:
            key = id(placed.unit)
            one = by_unit.get(key) or self.by_unit.get(key)
            if one is None:
                one = prepare(placed.unit)
            by_unit[key] = one
            prepared.append(one)
        gone = [one for key, one in self.by_unit.items() if key not in by_unit]
        new = [one for key, one in by_unit.items() if key not in self.by_unit]
        self.prepared, self.by_unit = prepared, by_unit
        if not gone and not new:
            return set()
        touched = {name for one in (*gone, *new) for name in one.exports}
        if len(new) > len(prepared) // 2:
            names: dict[Key, list[Definition]] = {}
            for one in prepared:
                for name, definitions in one.exports.items():
                    names.setdefault(name, []).extend(definitions)
            self.names = {name: tuple(definitions) for name, definitions in names.items()}
            return touched
        before = {name: self.names.get(name, ()) for name in touched}
        for name in touched:
            found = tuple(definition for one in prepared for definition in one.exports.get(name, ()))
            if found:
                self.names[name] = found
            else:
                self.names.pop(name, None)
        return {name for name in touched if not _same(before[name], self.names.get(name, ()))}

    def _keys(self, sent: set[Key]) -> dict[Key, set[str]]:
        """The members by which tables that codes are looked up in are keyed: `{ [Codes.KICKED]: "..." }`. And the only
        ones that are asked for: `refusals["banned"]`."""
        found: dict[Key, set[str]] = {}
        for key in sent:
            if key[0] == "entry":
                found.setdefault(("name", "", key[1]), set()).add(key[2])
            for definition in self.names.get(key, ()):
                for entry in definition.value.entries if isinstance(definition.value, o.Table) else ():
                    if isinstance(entry.key_value, o.Path) and len(entry.key_value.parts) == 2:
                        group, member = entry.key_value.parts
                        found.setdefault(("name", "", group), set()).add(member)
        return found

    def _asked(self, sent: set[Key]) -> set[Key]:
        """The tables from which functions that are asked for a code take it."""
        functions = (function_of(one) for key in sent for one in self.names.get(key, ()))
        return {("name", "", name) for one in functions if one is not None for name in tables_asked(one)}

    def _listed(self, sent: set[Key]) -> dict[int, list[tuple[o.Path, Found]]]:
        """The constants that lists of codes are made of, and their numbers, by list: `FATAL = {KICKED, BANNED}`"""
        lists = {
            id(one.value): (one.value, one.scope)
            for key in sent
            for one in self.names.get(key, ())
            if isinstance(one.value, o.Sequence | o.Call | o.Typed)
        }
        return {
            key: [(name, self.closing.codes(name, scope)) for name in names_listed(value)]
            for key, (value, scope) in lists.items()
        }

    def _beside(self, sent: set[Key]) -> set[Key]:
        """The other members of the enums of which one is sent, or compared with a code, and constants named like such a one."""
        kin = {begin for kind, owner, name in sent if kind == "name" and not owner and (begin := words.family(name))}
        enums = {
            owner
            for kind, owner, _ in sent
            if kind == "field" and owner
            for one in self.names.get(("class", "", owner), ())
            if isinstance(one.value, o.Class) and tables.is_enum(one.value)
        }
        return {
            key
            for key in (self.names if enums or kin else ())
            if words.DURATION.isdisjoint(words.words(key[2]))
            and ((key[0] == "field" and key[1] in enums) or (key[:2] == ("name", "") and words.family(key[2]) in kin))
        }

    def _with_definitions(self, placed: list[PlacedFacts], sent: set[Key]) -> list[PlacedFacts]:
        """Adds, at their definition, the numbers whose names are sent or compared elsewhere in the file."""
        wanted: dict[int, list[CodeUse]] = {}
        sent = sent | self._asked(sent)
        keys = {key: members for key, members in self._keys(sent).items() if key not in sent}
        listed = self._listed(sent)
        sent = sent.union(*(found.names for each in listed.values() for _, found in each))
        sent = sent | self._beside(sent)
        for place, prepared in enumerate(self.prepared):
            for key in (sent | keys.keys()).intersection(prepared.exports):
                for definition in prepared.exports[key]:
                    if isinstance(definition.value, o.Value):
                        for number in codes_listed(definition.value, keys.get(key)):
                            if words.plausible(number.value) and number.value is not None:
                                use = CodeUse(
                                    number.value, number.start, number.end, "literal", "defined", key[2], Certainty.SURE
                                )
                                wanted.setdefault(place, []).append(use)
                        for name, found in listed.get(id(definition.value), ()):
                            for code in found.codes:
                                if code.start == name.start and words.plausible(code.number):
                                    use = CodeUse(
                                        code.number,
                                        name.start,
                                        name.end,
                                        "constant",
                                        "mentioned",
                                        code.name,
                                        Certainty.SURE,
                                    )
                                    wanted.setdefault(place, []).append(use)
        result = list(placed)
        for place, uses in wanted.items():
            facts = result[place].facts
            have = {fact.start for fact in facts.facts if isinstance(fact, CodeUse)}
            more = tuple(use for use in uses if use.start not in have)
            if more:
                merged = tuple(sorted((*facts.facts, *more), key=lambda fact: getattr(fact, "start", 0)))
                result[place] = PlacedFacts(result[place].start, UnitFacts(merged, facts.sent_names, facts.summaries))
        return result


def _with_reconnects(facts: UnitFacts) -> UnitFacts:
    """Tells the handlers that do not reconnect that another one does, which hears of the end of those without one, too."""
    if not any((isinstance(one, CloseHandler) and not one.reconnects) or is_unheard(one) for one in facts.facts):
        return facts
    told = tuple(
        replace(one, reconnects_elsewhere=True) if isinstance(one, CloseHandler) and not one.reconnects else one
        for one in facts.facts
        if not is_unheard(one)
    )
    return UnitFacts(told, facts.sent_names, facts.summaries)


def is_unheard(fact: Fact) -> bool:
    """Whether this is a connection with a handler for messages and none for its close."""
    return isinstance(fact, UnwatchedConnection) and not fact.read


def _without_failures(placed: list[PlacedFacts]) -> list[PlacedFacts]:
    """What reconnects after a failure is told of where nothing does so after a close, which a rule speaks of already."""
    handlers = [fact for one in placed for fact in one.facts.facts if isinstance(fact, CloseHandler)]
    if not any(one.reconnects and one.kind != "failure" for one in handlers):
        return placed
    return [
        PlacedFacts(
            one.start,
            replace(
                one.facts,
                facts=tuple(
                    fact for fact in one.facts.facts if not isinstance(fact, CloseHandler) or fact.kind != "failure"
                ),
            ),
        )
        for one in placed
    ]


def _without_resets(facts: UnitFacts) -> UnitFacts:
    """A reset does no harm where the count is not what the client waits by."""
    kept = tuple(fact for fact in facts.facts if not isinstance(fact, BackoffReset))
    return facts if len(kept) == len(facts.facts) else UnitFacts(kept, facts.sent_names, facts.summaries)


def _name_of(thing: Thing) -> tuple[str, str, str]:
    name = thing.name if isinstance(thing, Own | OwnClass | OwnFunction) else ""
    return type(thing).__name__, thing.owner if isinstance(thing, OwnFunction) else "", name


def _same(before: tuple[Definition, ...], after: tuple[Definition, ...]) -> bool:
    return len(before) == len(after) and all(a.same(b) for a, b in zip(before, after, strict=True))
