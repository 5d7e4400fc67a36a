"""Wrappers: functions whose parameters reach the code of a close call."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.idioms import is_nothing
from wsclose.analysis.resolving.outside import OF_OBJECT, Reaches, reached_by
from wsclose.analysis.resolving.scopes import Key, Scope, function_of
from wsclose.analysis.resolving.things import GENERIC, Elsewhere, OwnFunction
from wsclose.analysis.sending.asking import Asking
from wsclose.analysis.walks import everything, flat
from wsclose.syntax import outline as o

PREDICATES = frozenset(
    "is has should can valid validate check normalize sanitize includes include contains member in some".split()
)
"""First words of the names of functions that look at a code."""

JOINING = frozenset({"&&", "||", "and", "or", "!", "not"})


class Wrappers(Asking):
    """Wrappers: functions whose parameters reach the code of a close call."""

    def summary(self, function: OwnFunction, depth: int = 0) -> dict[int, Reaches]:
        """Which parameters of a function of this file reach the code of a close call, by place."""
        if depth > 3:
            return {}
        found: dict[int, Reaches] = {}
        bodies = self.bodies(function)
        for body in bodies:
            for call, inner in self.calls_within(body):
                for argument, reaches in self.code_arguments(call, inner, depth):
                    for place, key in self.out_of_object(argument, inner, body):
                        found[OF_OBJECT + place] = Reaches(False, reaches.connection, reaches.method, (key,))
                    for of, place in self.codes(argument, inner).parameters:
                        if of == id(body) and place < len(body.parameters) and body.parameters[place].pattern is None:
                            parameter = body.parameters[place]
                            tested = reaches.tested or any_looks_at(bodies, place)
                            names = (parameter.label or parameter.name, parameter.name)
                            found[place] = Reaches(tested, reaches.connection, reaches.method, names)
        return found

    def calls_within(self, body: o.Function) -> Iterator[tuple[o.Call, Scope]]:
        """The calls of a function and of those that are written in it, each with what it can name."""
        for one in (body, *(each for each in everything(body.body) if isinstance(each, o.Function))):
            scope = self.resolver.scope_of(one)
            for node in flat(one.body) if scope is not None else ():
                if isinstance(node, o.Call) and scope is not None:
                    yield node, scope

    def summary_of(self, function: OwnFunction | Elsewhere) -> dict[int, Reaches]:
        """The same, wherever the function is."""
        return function.file.reaches(function.thing) if isinstance(function, Elsewhere) else self.summary(function)

    def out_of_object(
        self, value: o.Value, scope: Scope, body: o.Function, depth: int = 0
    ) -> Iterator[tuple[int, str]]:
        """The members of objects that a function is given which an expression comes from, each with the parameter's place:
        `code` of `({ code, reason }) => ...`, `options.code ?? 1000`"""
        of, key = (value.of, str(value.key)) if isinstance(value, o.Part) else (value, "")
        if isinstance(of, o.Either | o.Typed) and depth < 4:
            for one in of.options if isinstance(of, o.Either) else (of.of,):
                option = o.Part(one.start, one.end, one, key) if key else one
                yield from self.out_of_object(option, scope, body, depth + 1)
        if not isinstance(of, o.Path) or len(of.parts) > 2 - bool(key):
            return
        key = key or of.parts[-1]
        for held in scope.find(of.parts[0]) or ():
            taken = held.value
            if isinstance(taken, o.Parameter) and held.scope.function is body:
                apart = isinstance(taken.pattern, o.Table)
                if apart or len(of.parts) == 2 or of is not value:
                    yield held.place, taken.name if apart else key
            elif len(of.parts) == 1 and of is value and isinstance(taken, o.Value) and depth < 4:
                yield from self.out_of_object(taken, held.scope, body, depth + 1)

    def bodies(self, function: OwnFunction) -> list[o.Function]:
        """The functions that can be meant by one of this file."""
        if function.function is not None:
            return [function.function]
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        return [body for one in self.resolver.lookup(key)[:4] if (body := function_of(one)) is not None]

    def code_arguments(self, call: o.Call, scope: Scope, depth: int) -> Iterator[tuple[o.Value, Reaches]]:
        """The arguments of a call that become close codes."""
        described = self.describe(call, scope)
        if described is not None:
            if described.code is not None:
                yield described.code, Reaches(False, described.connection, described.method)
            return
        name = o.name_of(call.callee)
        if self.frames_close(name, scope):
            callee = self.resolver.thing(call.callee, scope)
            bodies = self.bodies(callee) if isinstance(callee, OwnFunction) else []
            for place, argument in enumerate(call.arguments):
                yield argument.value, Reaches(any_looks_at(bodies, place), self.connection(GENERIC), None)
            return
        if words.is_closing_name(name) or any(is_handed_on(one.value, scope) for one in call.arguments):
            callee = self.resolver.thing(call.callee, scope)
            if isinstance(callee, OwnFunction):
                summary = self.summary(callee, depth + 1)
                for place, argument in enumerate(call.arguments if summary else ()):
                    if (reaches := reached_by(summary, argument.name, place)) is not None:
                        yield argument.value, reaches

    def frames_close(self, name: str, scope: Scope) -> bool:
        """Whether a call builds a close frame by its name, in a function that closes: `Close(code) { Send(FrameClose(code)) }`."""
        closes = words.is_closing_name(scope.name) and "frame" not in words.words(scope.name)  # not a builder itself
        return {"frame", "close"} <= set(words.words(name)) and self.mentions and closes


def is_handed_on(value: o.Value, scope: Scope) -> bool:
    """Whether this is a parameter of the function around, by a name that says what it is: `this.quit(code, text)`."""
    found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    return any(isinstance(one.value, o.Parameter) for one in found or ())


def any_looks_at(bodies: list[o.Function], place: int) -> bool:
    """Whether one of a function's overloads compares what it is given at this place: a number goes through one of them."""
    taken = [body for body in bodies if place < len(body.parameters)]
    return any(looks_at(body.body, (body.parameters[place].name,), numbers=True) for body in taken)


def asks_for_any(test: o.Statement) -> bool:
    """Whether a test only asks for something to be there: `code != null`, `code && reason`"""
    if not isinstance(test, o.Operation):
        return False
    return test.operator in JOINING or any(map(is_nothing, test.operands))


def looks_at(block: o.Block, parts: tuple[str, ...], numbers: bool = False) -> bool:
    """Whether a block compares this path with something, or hands it to a predicate. Of `numbers`, it says nothing to
    ask whether there is one at all: `if (code != null && reason != null)`."""
    for statement in everything(block):
        asked = isinstance(statement, o.Operation) and any(
            isinstance(x, o.Path) and x.parts in (parts, parts[:-1]) for x in statement.operands
        )  # `received.CloseStatus is null` says something of `received.CloseStatus.Value`
        if asked and not (numbers and asks_for_any(statement)):
            return True
        if (
            isinstance(statement, o.Switch)
            and isinstance(statement.subject, o.Path)
            and statement.subject.parts == parts
        ):
            return True
        if isinstance(statement, o.Call) and PREDICATES.intersection(words.words(o.name_of(statement.callee))[:1]):
            on = statement.callee.parts[:-1] if isinstance(statement.callee, o.Path) else ()
            if on == parts:  # frame.code.is_allowed()
                return True
            given = [argument.value for argument in statement.arguments]
            if any(isinstance(value, o.Path) and value.parts == parts for value in given):
                return True
    return False
