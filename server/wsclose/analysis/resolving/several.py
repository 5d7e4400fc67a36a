"""What a call gives of several things: others of them, one of them, what each has, what is in each."""

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import (
    Elsewhere,
    Entries,
    Instance,
    Many,
    Own,
    OwnFunction,
    Returns,
    Several,
    Thing,
)
from wsclose.syntax import outline as o

PASSING = frozenset(
    """
    values keys items entries iter iter_mut values_mut into_iter copy slice filter filterNot filterNotNull stream drain
    parallelStream keySet entrySet asSequence select reject dup to_a sort_by splice concat sort sorted toSorted reverse
    toReversed distinct limit skip shuffled onEach toList toSet toMutableList toTypedArray ToList ToArray ToHashSet
    Where OrderBy OrderByDescending Distinct DistinctBy Reverse Skip AsEnumerable AsParallel Append Concat Except Union OfType
    Cast asReversed sortedBy sortedByDescending sortedWith drop dropLast takeLast takeWhile dropWhile filterIsInstance orEmpty
    ifEmpty collect associateBy
    """.split()
)
"""Methods of several things that give several of them."""

TAKING = frozenset(
    """
    remove removeFirst removeLast removeValue removeAt removeFirstOrNull removeLastOrNull pop popFirst popLast poll peek
    next first last getFirst getLast firstOrNull lastOrNull take get_mut getOrDefault find findLast single singleOrNull
    random randomElement fetch detect sample shift at getOrNull getOrPut getValue findFirst findAny put First Last Single
    FirstOrDefault LastOrDefault SingleOrDefault GetValueOrDefault Find FindLast ElementAt Dequeue Pop Peek
    """.split()
)
"""Methods of several things that give one of them."""

COPYING = frozenset(
    "list tuple set sorted from of copyOf ArrayList LinkedList HashSet ArrayDeque CopyOnWriteArrayList".split()
)
"""What copies several things: `Array.from(sockets)`, `List.copyOf(sessions)`, `new ArrayList<>(sessions)`."""

OF_EACH = frozenset({"map", "mapNotNull", "filter_map", "Select", "compactMap"})
"""Methods of several things that give what a function makes of each: `guests.map { it.line }`."""

WITHIN_EACH = frozenset({"flatMap", "flat_map", "SelectMany"})
"""Methods that give what is in what a function makes of each: `rooms.SelectMany(room => room.Lines)`."""

WITHIN = frozenset({"flatten", "flat"})
"""Methods that give what is in each of them: `rooms.values.flatten()`."""

GROUPING = frozenset({"groupBy", "GroupBy", "chunked", "Chunk", "windowed"})
"""Methods that give groups of them."""


class OfSeveral(Evaluator):
    """What a call gives of several things."""

    def of_each(self, call: o.Call, name: str, scope: Scope) -> Thing:
        """What is made of each of several things, or is in each of them."""
        several = self.receiver(call.callee, scope) if name in OF_EACH | WITHIN_EACH | WITHIN | GROUPING else None
        if not isinstance(several, Many) or several.keyed:
            return None
        if name in GROUPING:
            return Many(several)
        if name in WITHIN:
            return several.of if isinstance(several.of, Many) else None
        made = self.made_of(several.of, call.arguments[-1].value, scope) if call.arguments else None
        if name in WITHIN_EACH:
            return made if isinstance(made, Many) else None
        return Many(made) if isinstance(made, Instance | Own | Elsewhere | Entries | Many | Several) else None

    def made_of(self, one: Thing, function: o.Value, scope: Scope) -> Thing:
        """What a function makes of a thing, also one that is named as a method of it: `Guest::line`, `Set::stream`."""
        if isinstance(function, o.Function):
            return self.come_to(function)
        if not isinstance(function, o.Path) or len(function.parts) != 2:
            return None
        if isinstance(one, Many):
            return one if function.parts[1] in PASSING else None
        found = self.member(one, function.parts[1])
        if isinstance(found, OwnFunction):
            return self.returned(found)
        return self.make(found.text, found.library.id, None) if isinstance(found, Returns) else found
