"""One file's facts, kept up to date edit by edit: only what an edit can have changed is looked at again."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from wsclose.analysis.between_units import Told, settled
from wsclose.analysis.defined_codes import DefinedCodes
from wsclose.analysis.facts import CodeUse, UnitFacts
from wsclose.analysis.finding.find import Finder
from wsclose.analysis.finding.implied_members import taken
from wsclose.analysis.handling.delays import classify
from wsclose.analysis.handling.endings import EndingReader
from wsclose.analysis.handling.handlers import HandlerReader
from wsclose.analysis.resolving.outside import Nothing, Outside, Reaches, Relay, Way
from wsclose.analysis.resolving.preparing import prepare
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Definition, Key, Prepared, Scope
from wsclose.analysis.resolving.things import Int, Own, OwnClass, OwnFunction, Thing
from wsclose.analysis.sending.asking import Spoken
from wsclose.analysis.sending.closing import Closing
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
    told: Told


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
        # What other files have asked, until anything changes; `ways` goes less far, the deeper it was asked.
        self.relays_known: dict[tuple[Hashable, ...], Relay | None] = {}
        self.takes_known: dict[tuple[Hashable, ...], bool] = {}
        self.ways_known: dict[tuple[Hashable, ...], tuple[Way, ...]] = {}
        self.known_at = self.revision
        self.spoken = Spoken(False, False, False)
        self.closing = Closing(_Resolver(self), self.spoken)

    def look_up(self, key: Key) -> tuple[Definition, ...]:
        """What the file's units define under a key. Notes that it was asked for."""
        self.asked.add(key)
        return self.names.get(key, ())

    def facts(self, outline: o.Outline, spoken: Spoken) -> tuple[PlacedFacts, ...]:
        """The facts of every unit."""
        changed = self._link(outline)
        self._forget_answers()
        if spoken != self.spoken or self.outside.revision != self.revision:
            self.known.clear()
            self.spoken, self.revision = spoken, self.outside.revision
        closing = self.closing = Closing(_Resolver(self), spoken)
        sent: set[Key] = set()
        known: dict[int, _Known] = {}
        for prepared in self.prepared:
            key = id(prepared)
            found = known.get(key) or self.known.get(key)
            if found is None or not changed.isdisjoint(found.asked):
                self.asked = set()
                closing.resolver.memo.clear()
                facts = Finder(prepared, closing).run()
                found = _Known(facts, frozenset(self.asked), Told.of(facts))
            known[key] = found
            sent.update(found.facts.sent_names)
        self.known = known
        units = settled([known[id(one)].facts for one in self.prepared], [one.told for one in known.values()])
        if sent:
            defined = DefinedCodes(self.names, self.closing).of_each(self.prepared, sent)
            units = [_with_uses(facts, defined.get(place, ())) for place, facts in enumerate(units)]
        return tuple(PlacedFacts(at.start, facts) for at, facts in zip(outline.units, units, strict=True))

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
        found = self.closing.resolver.member(thing, name)
        if (
            isinstance(thing, Own)
            and isinstance(found, Int)
            and len(self.names.get(("field", thing.name, name), ())) > 1
        ):
            return None  # one of the numbers that it can be
        return found

    def has_members(self, owner: str) -> bool:
        return any(key[1] == owner for key in self.names)

    def _call_of(self, thing: Thing) -> Thing:
        resolver = self.closing.resolver
        if isinstance(thing, OwnClass):
            return resolver.own_instance(thing.name)
        return resolver.returned(thing) if isinstance(thing, OwnFunction) else None

    def hands(self, thing: Thing, argument: str, place: int) -> Thing:
        return self._bounded(lambda: self.closing.resolver.hands(thing, argument, place))

    def has_method(self, owner: str, name: str) -> bool:
        return ("method", owner, name) in self.names

    def reaches(self, thing: Thing) -> dict[int, Reaches]:
        return self.closing.summary(thing) if isinstance(thing, OwnFunction) else {}

    def _forget_answers(self) -> None:
        self.relays_known.clear()
        self.takes_known.clear()
        self.ways_known.clear()
        self.known_at = self.outside.revision

    def _forget_stale_answers(self) -> None:
        """An answer may rest on a third file."""
        if self.known_at != self.outside.revision:
            self._forget_answers()

    def takes_code(self, thing: Thing, name: str, place: int, keyword: str) -> bool:
        self._forget_stale_answers()
        asked = (*_key_of(thing), name, place, keyword)
        if not isinstance(thing, OwnFunction) or not self.prepared:
            return False
        if asked not in self.takes_known:
            self.takes_known[asked] = Finder(self.prepared[0], self.closing).takes_number(thing, name, place, keyword)
        return self.takes_known[asked]

    def type_taken(self, thing: Thing, keyword: str, place: int) -> str:
        return taken(keyword, place, self.closing.bodies(thing)) if isinstance(thing, OwnFunction) else ""

    def ways(self, thing: Thing) -> tuple[Way, ...]:
        if not isinstance(thing, OwnFunction) or self.outside.depth >= MOST_DEEP:
            return ()
        self._forget_stale_answers()
        asked = (*_key_of(thing), self.outside.depth)
        if asked not in self.ways_known:
            self.outside.depth += 1
            try:
                self.ways_known[asked] = HandlerReader(self.closing, lambda value, scope: None).ways(thing)
            finally:
                self.outside.depth -= 1
        return self.ways_known[asked]

    def delay(self, name: str) -> str:
        found = self.names.get(("name", "", name))
        if not found or self.outside.depth >= MOST_DEEP:
            return ""
        self.outside.depth += 1
        try:
            return classify(o.Path(0, 0, (name,), 0), found[0].scope, self.closing.resolver)
        finally:
            self.outside.depth -= 1

    def relays(self, thing: Thing, key: str) -> Relay | None:
        self._forget_stale_answers()
        asked = (*_key_of(thing), key)
        if asked not in self.relays_known:
            if self.outside.depth >= MOST_DEEP or not isinstance(thing, Own | OwnClass | OwnFunction):
                return None
            self.outside.depth += 1
            try:
                self.relays_known[asked] = EndingReader(self.closing, lambda value, scope: None).relays(thing, key)
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


def _with_uses(facts: UnitFacts, uses: Sequence[CodeUse]) -> UnitFacts:
    """A unit's facts and those of the uses that it does not have."""
    have = {fact.start for fact in facts.facts if isinstance(fact, CodeUse)} if uses else ()
    more = [use for use in uses if use.start not in have]
    if not more:
        return facts
    return replace(facts, facts=tuple(sorted((*facts.facts, *more), key=lambda fact: getattr(fact, "start", 0))))


def _key_of(thing: Thing) -> tuple[Hashable, ...]:
    """What tells things of one file apart; functions that are written in place have no names."""
    if isinstance(thing, OwnFunction):
        return type(thing).__name__, thing.owner, thing.name, id(thing.function)
    return type(thing).__name__, thing.name if isinstance(thing, Own | OwnClass) else ""


def _same(before: tuple[Definition, ...], after: tuple[Definition, ...]) -> bool:
    return len(before) == len(after) and all(a.same(b) for a, b in zip(before, after, strict=True))
