"""Tests in a handler: which received codes pass, and which guards are not about the code."""

from wsclose.analysis import words
from wsclose.analysis.facts import CodeTest
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.conditions import is_handed_on, is_kept_count, stays_given
from wsclose.analysis.handling.own_state import EQUAL, NONE, SINGLE_1006, UNEQUAL, OwnState
from wsclose.analysis.handling.reading import Split, stronger
from wsclose.analysis.handling.scheduling import holds_timer
from wsclose.analysis.handling.spelling import membership
from wsclose.analysis.handling.which_handlers import ON_CLOSE
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, Int, Thing
from wsclose.analysis.walks import calls, flat, paths
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

LOCKS = frozenset("lock locked reconnecting connecting timer pending timeout retrying scheduled busy interval".split())
"""In the names of flags that say that a reconnect is under way."""

FLAGS = frozenset(
    """
    closed closing manual manually intentional intentionally explicit explicitly forced stopped stop
    stopping destroyed disposed unmounted mounted should want shutdown shutting exit exiting quit
    done terminated cancelled canceled aborted disconnected disconnecting auto keep active alive
    running enabled allow connected open opened reconnect reconnection user logout unload deliberate expected finished kill killed
    disconnect
    """.split()
)
"""In the names of flags that say whose wish the close was, or whether a reconnect is wanted."""

WHO = frozenset("user current id name token info data auth session account".split())
"""What names of a user are made of, which are no flags: `userId`, `session.user`; but `closedByUser`, `userLeft`."""

WANTED = frozenset({"reconnect", "reconnects", "reconnection"})
OPTIONS = frozenset({"options", "opts", "opt", "config", "configuration", "settings"})
SINGLE = frozenset(
    {"clearTimeout", "clearInterval", "removeAllListeners", "removeEventListener", "removeListener", "off", "cancel"}
)
ORDERING = frozenset({"<", "<=", ">", ">="})
STATES = {"CLOSED": True, "3": True, "OPEN": False, "1": False, "CONNECTING": False, "0": False}
"""States of a connection, and whether it is in that one when it has closed."""

ALL_STATES = STATES | {"CLOSING": False, "2": False}

HAS: dict[tuple[str, int | None], bool] = {
    **dict.fromkeys(((">", -1), (">=", 0), ("!=", -1), ("!==", -1)), True),
    **dict.fromkeys((("<", 0), ("==", -1), ("===", -1), ("<=", -1)), False),
}
"""What comparing a place in a list comes to: whether the list has what is looked for."""

COLLECTING = frozenset("Set set frozenset Array listOf setOf of Of tuple list freeze".split())
"""What makes a collection of its arguments."""

DONE = CodeSet(((1000, 1000),))


class CodeTests(OwnState):
    """Tests in a handler: which received codes pass, and which guards are not about the code."""

    def split(self, test: o.Value, scope: Scope, depth: int = 0) -> Split:
        """Which received codes pass a test."""
        unknown = Split(ALL, ALL, "unknown")
        if depth > 8:
            return unknown
        match test:
            case o.Operation() if test.operator in ("!", "not") and len(test.operands) == 1:
                inner = self.split(test.operands[0], scope, depth + 1)
                return Split(inner.no, inner.yes, inner.guard, inner.locked)
            case o.Operation() if test.operator in ("&&", "and") and len(test.operands) == 2:
                left, right = (self.split(part, scope, depth + 1) for part in test.operands)
                if NONE in (left.no, right.no):  # what is always so leaves it to the other
                    return right if left.no == NONE else left
                yes = left.yes.intersection(right.yes)
                guard = stronger(left.guard, right.guard) if yes.intervals else ""
                return Split(yes, left.no.union(right.no), guard)
            case o.Either() if test.test is not None and [o.name_of(one) for one in test.options] == ["true", "false"]:
                return self.split(test.test, scope, depth + 1)
            case o.Either() if test.test is None:
                splits = [self.split(option, scope, depth + 1) for option in test.options]
                yes, no, guard, _ = splits[0]
                for other in splits[1:]:
                    yes, no, guard = yes.union(other.yes), no.intersection(other.no), stronger(guard, other.guard)
                return Split(yes, no, guard if no.intervals else "")
            case o.Operation() if test.operator in ("||", "or") and len(test.operands) == 2:
                left, right = (self.split(part, scope, depth + 1) for part in test.operands)
                no = left.no.intersection(right.no)
                return Split(left.yes.union(right.yes), no, stronger(left.guard, right.guard) if no.intervals else "")
            case o.Operation() if len(test.operands) == 2:
                return (
                    self.split_error(test)
                    or self.split_event(test)
                    or self.settled(test)
                    or self.split_kept(test, scope)
                    or self.split_state(test, scope)
                    or self.split_support(test, scope)
                    or self.split_comparison(test, scope)
                    or self.split_place(test, scope)
                    or self.split_limit(test, scope)
                    or self.flag(test, scope)
                )
            case o.Call():
                asked = self.split_call(test, scope) or self.settled(test)
                return asked or self.split_asked(test, scope, depth) or self.flag(test, scope)
            case o.Path() | o.Member():
                name = o.name_of(test)
                if name in ("wasClean", "was_clean"):
                    self.looked = True
                    return Split(ALL.without(SINGLE_1006), SINGLE_1006, "")
                asked = self.settled(test) or self.split_named(test, scope, depth) or self.split_opened(test, scope)
                return asked or self.split_property(test, scope, depth) or self.flag(test, scope)
            case o.Awaited() | o.Typed():
                return self.split(test.of, scope, depth + 1)
            case o.Opaque() if len(test.inside) == 1 and isinstance(test.inside[0], o.Value):
                return self.split(test.inside[0], scope, depth + 1)
        return unknown

    def split_named(self, test: o.Value, scope: Scope, depth: int) -> Split | None:
        """A test under a name of its own, which nothing else is put into: `const clean = event.code === 1000; if (!clean) ...`"""
        found = scope.find(test.parts[0]) if isinstance(test, o.Path) and len(test.parts) == 1 else None
        value = found[0].value if found is not None and len(found) == 1 else None
        if found is None or not isinstance(value, o.Operation | o.Either | o.Call | o.Path | o.Awaited):
            return None
        split = self.split(value, found[0].scope, depth + 1)
        return split if split.yes != ALL or split.no != ALL else None

    def split_error(self, test: o.Operation) -> Split | None:
        """`err != nil`, where `err` is known to be one."""
        names = {part.parts for part in test.operands if isinstance(part, o.Path)}
        if not self.failed or names != {(self.failed,), ("nil",)} or test.operator not in ("==", "===", "!=", "!=="):
            return None
        return Split(NONE, ALL, "") if test.operator in ("==", "===") else Split(ALL, NONE, "")

    def split_event(self, test: o.Operation) -> Split | None:
        """`event === "onclose"`, where `event` says which one the handler is called for."""
        texts = [part.value for part in test.operands if isinstance(part, o.String)]
        asked = any(isinstance(part, o.Path) and part.parts == (self.event,) for part in test.operands)
        if not asked or not texts or test.operator not in EQUAL | UNEQUAL:
            return None
        closed = (texts[0] in ON_CLOSE) == (test.operator in EQUAL)
        return Split(ALL, NONE, "") if closed else Split(NONE, ALL, "")

    def split_comparison(self, test: o.Operation, scope: Scope) -> Split | None:
        left, right = test.operands
        operator = test.operator
        if self.is_code(left, scope) is None:
            if self.is_code(right, scope) is None:
                return None
            left, right = right, left
            operator = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
        self.looked = True
        numbers = self.numbers((right,), scope)
        if numbers is None:
            return Split(ALL, ALL, "unknown")
        if numbers == DONE and self.place is None and operator in ("==", "===", "!=", "!=="):
            self.done.append(CodeTest(test.start, test.end, operator, (left.start, left.end), (right.start, right.end)))
        if operator in ("==", "===", "in", "is"):
            return Split(numbers, ALL.without(numbers), "")
        if operator in ("!=", "!==", "not in", "is not"):
            return Split(ALL.without(numbers), numbers, "")
        if len(numbers.intervals) == 1 and numbers.intervals[0][0] == numbers.intervals[0][1]:
            bound = numbers.intervals[0][0]
            low, high = {"<": (0, bound - 1), "<=": (0, bound), ">": (bound + 1, 65535), ">=": (bound, 65535)}.get(
                operator, (0, 65535)
            )
            yes = CodeSet(((low, high),)) if low <= high else CodeSet(())
            return Split(yes, ALL.without(yes), "")
        return Split(ALL, ALL, "unknown")

    def split_place(self, test: o.Operation, scope: Scope) -> Split | None:
        """`[1001, 1006].indexOf(code) !== -1`: whether a list has the code."""
        asked, bound = test.operands
        has = HAS.get((test.operator, number_of(bound)))
        if has is None or not isinstance(asked, o.Call) or o.name_of(asked.callee) != "indexOf":
            return None
        held = o.holder_of(asked.callee)
        if held is None or len(asked.arguments) != 1 or self.is_code(asked.arguments[0].value, scope) is None:
            return None
        self.looked = True
        numbers = self.numbers((held,), scope)
        if numbers is None:
            return Split(ALL, ALL, "unknown")
        yes, no = numbers, ALL.without(numbers)
        return Split(yes, no, "") if has else Split(no, yes, "")

    def split_limit(self, test: o.Operation, scope: Scope) -> Split | None:
        """`attempts < 5`: when to give up, which says nothing of who has closed, unless `attempts = 5` is what says it."""
        names = [*paths((test,)), *counted(test)]
        counter = next((path for path in names if self.is_counter(path, scope)), None)
        if counter is None or test.operator not in ORDERING:
            return None
        for path in names:
            given = [one.value for one in definitions_of(path, scope, self.resolver)]
            ends = [value for value in given if isinstance(value, o.Path)]
            numbers = {value.text for value in given if isinstance(value, o.Number)}
            if len(numbers) > 1 or (ends and path is counter):
                return None
        return Split(ALL, ALL, "limit")

    def is_counter(self, path: o.Path, scope: Scope) -> bool:
        """Whether a name is a number of attempts."""
        return delays.grows(path, scope, self.resolver) or is_handed_on(path, scope) or is_kept_count(path, scope)

    def split_call(self, test: o.Call, scope: Scope) -> Split | None:
        name = o.name_of(test.callee)
        code, held = membership(test)
        if code is not None and self.is_code(code, scope):
            self.looked = True
            numbers = self.numbers((held,), scope) if held is not None else None
            if numbers is None:
                return Split(ALL, ALL, "unknown")
            return Split(numbers, ALL.without(numbers), "")
        for library in self.closing.libraries.by_id.values():
            if name in library.predicates:
                first, negated = library.predicates[name]
                self.looked = True
                numbers = self.numbers(tuple(argument.value for argument in test.arguments[first:]), scope)
                if numbers is None:
                    return Split(ALL, ALL, "unknown")
                if numbers == DONE and self.place is None:
                    last = test.arguments[-1].value
                    self.done.append(CodeTest(test.start, last.end, "", (last.start, last.end), (last.start, last.end)))
                return Split(ALL.without(numbers), ALL, "") if negated else Split(numbers, ALL.without(numbers), "")
        if any(self.is_code(argument.value, scope) is not None for argument in test.arguments):
            self.looked = True
            return Split(ALL, ALL, "unknown")
        return None

    def split_support(self, test: o.Operation, scope: Scope) -> Split | None:
        """Whether there are WebSockets at all, as there are where one has closed: `"WebSocket" in window`."""
        first, second = test.operands
        if test.operator == "in" and isinstance(first, o.String) and first.exact:
            return Split(ALL, NONE, "") if isinstance(self.resolver.global_name(first.value), ClassOf) else None
        if not isinstance(first, o.Operation) or first.operator != "typeof" or not isinstance(second, o.String):
            return None
        if second.value != "undefined" or not isinstance(self.resolver.thing(first.operands[0], scope), ClassOf):
            return None
        return Split(NONE, ALL, "") if test.operator in EQUAL else Split(ALL, NONE, "")

    def split_state(self, test: o.Operation, scope: Scope) -> Split | None:
        """`socket.readyState === WebSocket.CLOSED`: it is, where the connection has just closed."""
        asked = [part for part in test.operands if isinstance(part, o.Path) and part.parts[-1] == "readyState"]
        states = [STATES.get(written_state(part)) for part in test.operands if asked]
        closed = next((state for state in states if state is not None), None)
        if closed is None or test.operator not in EQUAL | UNEQUAL or self.is_of_another(asked[0], scope):
            return None
        return Split(ALL, NONE, "") if closed == (test.operator in EQUAL) else Split(NONE, ALL, "")

    def run_when_closed(self, node: o.Switch, scope: Scope) -> o.Block | None:
        """What a switch on the state of the connection runs when it has closed: `switch (socket.readyState) { case 3: ... }`"""
        asked = node.subject
        if not isinstance(asked, o.Path) or asked.parts[-1] != "readyState" or self.is_of_another(asked, scope):
            return None
        states = [[ALL_STATES.get(written_state(one)) for one in arm.patterns] for arm in node.arms]
        if any(arm.guard is not None or None in held for arm, held in zip(node.arms, states, strict=True)):
            return None
        default = next((place for place, held in enumerate(states) if not held), len(states))
        first = next((place for place, held in enumerate(states) if True in held), default)
        run: list[o.Statement] = []
        for arm in node.arms[first:]:
            run.extend(one for one in arm.body if not isinstance(one, o.Jump))
            if not arm.falls_through or (arm.body and isinstance(arm.body[-1], o.Jump | o.Return | o.Raise)):
                break
        return tuple(run)

    def is_of_another(self, path: o.Path, scope: Scope) -> bool:
        """Whether something is asked of another connection than the one that has closed: of a proxy's other end."""
        name = path.parts[0] if len(path.parts) == 2 else ""
        given = [one.value for one in scope.find(name) or ()] if name and name not in self.heard else []
        if not given or not all(isinstance(one, o.Parameter) or (isinstance(one, o.Call) and one.new) for one in given):
            return False
        held = [path.parts for values in self.heard.values() for path in paths(values)]
        return bool(self.heard) and (name,) not in held

    def flag(self, test: o.Value, scope: Scope) -> Split:
        """A test that is not about the code: a flag that says that we closed, a lock, or something unknown."""
        found: set[str] = set()
        for path in paths((test,)):
            for part in path.parts[-2:]:
                said = set(words.words(part))
                found.update(said - WHO if said <= WHO else said)
        ordered = isinstance(test, o.Operation) and test.operator in ORDERING  # `this.reconnectInterval > 0`
        if (found & LOCKS and not ordered) or (isinstance(test, o.Path) and holds_timer(test, scope, self.resolver)):
            return Split(ALL, ALL, "", True)
        asked = compared_with_number(test)
        if isinstance(asked, o.Path) and self.is_setting(asked, scope):
            return Split(ALL, ALL, "limit")
        kept = isinstance(asked, o.Path) and not found & FLAGS and stays_given(asked, scope, self.resolver)
        return Split(ALL, ALL, "limit" if kept else "flag" if found & FLAGS else "unknown")

    def is_setting(self, test: o.Path, scope: Scope) -> bool:
        """Whether it is said once for all if a client reconnects, by an option that nothing changes: `options.reconnect`."""
        said = test.parts[:-1] if test.parts[-1] == "enabled" else test.parts  # config.reconnect.enabled
        if not said or WANTED.isdisjoint(words.words(said[-1])):
            return False
        if any(OPTIONS.intersection(words.words(part)) for part in said[-3:-1]):
            holder, name = test.parts[-2:]
            return not any(self.resolver.lookup((kind, holder, name)) for kind in ("field", "changed"))
        found = definitions_of(test, scope, self.resolver)
        given = [one.value for one in found]
        of = found[0].scope.function if len(found) == 1 and isinstance(given[0], o.Parameter) else None
        if of is not None:  # of the function that connects, and nothing that is called
            return of is not self.own and all(o.name_of(one.callee) != test.parts[-1] for one in calls(of.body))
        read = list(paths((given[0],))) if len(given) == 1 and isinstance(given[0], o.Value) else []
        return any(OPTIONS.intersection(words.words(part)) for path in read for part in path.parts)

    def numbers(self, values: tuple[o.Value, ...], scope: Scope) -> CodeSet | None:
        """The numbers that some expressions stand for, None when one can't be told."""
        found: list[tuple[int, int]] = []
        for value in values:
            inner = self.number(value, scope)
            if inner is None:
                return None
            found.extend(inner.intervals)
        return CodeSet(()).union(CodeSet(tuple(sorted(found)))) if found else CodeSet(())

    def number(self, value: o.Value, scope: Scope, depth: int = 0) -> CodeSet | None:
        if depth > 6:
            return None
        match value:
            case o.Number():
                return CodeSet(((value.value, value.value),)) if value.value is not None else None
            case o.Sequence():
                return self.numbers(value.items, scope) if value.items else None  # what is put there later is not known
            case o.Operation() if value.operator == "|":
                return self.numbers(value.operands, scope)
            case o.Operation() if value.operator in ("..", "...", "..=", "..<", "range") and len(value.operands) == 2:
                low, high = (self.number(part, scope, depth + 1) for part in value.operands)
                if low is not None and high is not None and low.intervals and high.intervals:
                    end = high.intervals[0][0] - (1 if value.operator in ("..<",) else 0)
                    return CodeSet(((low.intervals[0][0], end),))
                return None
            case o.Call() if o.name_of(value.callee) in COLLECTING:
                if not value.arguments:
                    return None
                return self.numbers(tuple(argument.value for argument in value.arguments), scope)
            case o.Call() if o.name_of(value.callee) == "range" and len(value.arguments) == 2:
                low, high = (self.number(argument.value, scope, depth + 1) for argument in value.arguments)
                if low is not None and high is not None and low.intervals and high.intervals:
                    return CodeSet(((low.intervals[0][0], high.intervals[0][0] - 1),))
                return None
            case o.Path():
                thing: Thing = self.resolver.thing(value, scope)
                if isinstance(thing, Int):
                    return CodeSet(((thing.value, thing.value),))
                for one in definitions_of(value, scope, self.resolver):
                    if isinstance(one.value, o.Value):
                        return self.number(one.value, one.scope, depth + 1)
                found = self.closing.codes(value, scope)
                if found.kind == "numbers" and found.codes:
                    return CodeSet(()).union(CodeSet(tuple(sorted((code.number, code.number) for code in found.codes))))
                return None
            case o.Typed():
                return self.number(value.of, scope, depth + 1)
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
                return self.number(value.inside[0], scope, depth + 1)
        return None


def counted(test: o.Value) -> list[o.Path]:
    """What a test counts up or down itself: `attempts++ < 5`"""
    return [one.target for one in flat((test,)) if isinstance(one, o.Bind) and isinstance(one.target, o.Path)]


def number_of(value: o.Value) -> int | None:
    """A number as it is written, with its sign."""
    if isinstance(value, o.Operation) and value.operator == "-" and len(value.operands) == 1:
        inner = number_of(value.operands[0])
        return -inner if inner is not None else None
    return int(value.text) if isinstance(value, o.Number) and value.text.isdecimal() else None


def compared_with_number(test: o.Value) -> o.Value:
    """What a test compares with a number: `self.retries` of `self.retries > 0`; the test itself where it does not."""
    sides = test.operands if isinstance(test, o.Operation) and test.operator in ORDERING | EQUAL | UNEQUAL else ()
    others = [side for side in sides if number_of(side) is None]
    return others[0] if len(sides) == 2 and len(others) == 1 else test


def written_state(value: o.Value) -> str:
    return value.text if isinstance(value, o.Number) else o.name_of(value)
