"""Close calls as facts: what goes out, and where the call stands."""

from collections.abc import Iterator
from dataclasses import replace

from wsclose.analysis import words
from wsclose.analysis.facts import CloseCall, Code, CodeUse, Connection
from wsclose.analysis.finding import around
from wsclose.analysis.finding.mocks import is_expected
from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.sending.asking import Described
from wsclose.analysis.sending.wrappers import looks_at
from wsclose.analysis.walks import tails
from wsclose.knowledge import codeset
from wsclose.knowledge.library import CloseMethod
from wsclose.syntax import outline as o

MOST_DEEP, MOST_SOURCES = 4, 8


class CloseCalls(Notes):
    """Close calls as facts: what goes out, and where the call stands."""

    def close_call(self, node: o.Call, scope: Scope, awaited: bool, described: Described) -> None:
        connection, method, code, reason, framed, mark, tested = described
        found = self.closing.codes(code, scope)
        self.sent_names.update(found.names)
        callee = node.callee
        start = callee.last if isinstance(callee, o.Path | o.Member) else node.start
        end = callee.end if isinstance(callee, o.Path | o.Member) else node.start
        end = start + len(o.name_of(callee).encode()) or end
        if mark is not None:
            start, end = mark.last, mark.last + len(o.name_of(mark).encode())
        receiver = ".".join(callee.parts[:-1]) if isinstance(callee, o.Path) else ""
        own_span = (code.start, code.end) if code is not None and not framed else None
        if code is not None and framed and node.start <= code.start and code.end <= node.end:
            own_span = (code.start, code.end)
        made = CloseCall(
            node.start,
            node.end,
            start,
            end,
            receiver,
            connection,
            method,
            found.codes,
            own_span,
            found.kind,
            self.closing.reason(reason, scope),
            awaited,
            node.open,
            len(node.arguments),
            self.surroundings(node, scope, connection),
            self.functions[-1] if self.functions else "",
            self.caught_types[-1] if self.caught_types else (),
            self.misplaced(node, method),
        )
        if found.kind == "received" and code is not None and self.guarded(code, scope):
            made = replace(made, surroundings=made.surroundings | {"guarded"})
        if scope.function is not None and (method is None or method.sends == "frame"):
            self.said_goodbye.add(id(scope.function))
        self.facts.append(made)
        expected = "expected" in self.around or is_expected(node)
        for one in () if expected else found.codes:
            kept_back = one.number in codeset.NEVER_SENT and is_default_looked_at(code, scope)
            self.send(one, connection, method, made, quoted=found.kind == "string", tested=tested or kept_back)
        for one in (*made.misplaced, *(found.codes if expected else ())):  # meant as codes, even though nothing is sent
            self.put(
                CodeUse(
                    one.number, one.start, one.end, one.form, "mentioned", one.name, connection.certainty, connection
                )
            )

    def guarded(self, code: o.Value, scope: Scope) -> bool:
        """Whether a received code was looked at before it is sent on."""
        bodies = [outer.function.body for outer in scope.functions() if outer.function is not None]
        return any(looks_at(body, path.parts) for path in sources(code, scope) for body in bodies)

    def misplaced(self, node: o.Call, method: CloseMethod | None) -> tuple[Code, ...]:
        """The numbers that look like codes where the method takes something else."""
        found: list[Code] = []
        if method is not None and not words.is_closing_name(method.name):
            return ()  # stop(1000) of a server takes a time
        for place, argument in enumerate(node.arguments if method is not None else ()):
            roles = method.parameters if method is not None else ()
            role = roles[place] if place < len(roles) else "_"
            value = argument.value
            if (
                not argument.name
                and role in ("_", "reason")
                and isinstance(value, o.Number)
                and words.plausible(value.value)
            ):
                found.append(Code(value.value or 0, value.start, value.end, "literal"))
        return tuple(found)

    def surroundings(self, node: o.Call, scope: Scope, connection: Connection) -> frozenset[str]:
        found = {*self.around, *around.places(scope, self.functions)}
        if scope.function is not None and id(scope.function) in self.said_goodbye:
            found.add("after-close")
        if id(node) in self.too_early:
            found.add("before-open")
        accepts = connection.type.opened_by if connection.type is not None and connection.side != "client" else ""
        if accepts and around.before_accept(node, scope, accepts):
            found.add("before-accept")
        return frozenset(found)


def is_default_looked_at(code: o.Value | None, scope: Scope) -> bool:
    """Whether what goes out is a parameter that its function compares: `def fail(code=1006): if code != 1006: ...`"""
    found = scope.find(code.parts[0]) if isinstance(code, o.Path) and len(code.parts) == 1 else None
    if not found or not isinstance(code, o.Path) or not all(isinstance(one.value, o.Parameter) for one in found):
        return False
    bodies = (one.scope.function.body for one in found if one.scope.function is not None)
    return any(looks_at(body, code.parts) for body in bodies)


def sources(value: o.Value | None, scope: Scope, depth: int = 0) -> Iterator[o.Path]:
    """The names that a value can come from: `closed.code if closed.code != 1006 else 1011`, a variable set in branches."""
    if depth > MOST_DEEP:
        return
    match value:
        case o.Path():
            yield value
            if len(value.parts) == 1:
                for one in (scope.find(value.parts[0]) or ())[:MOST_SOURCES]:
                    if isinstance(one.value, o.Path | o.Either | o.Awaited | o.Typed | o.Opaque):
                        yield from sources(one.value, scope, depth + 1)
        case o.Either():
            for option in value.options:
                yield from sources(option, scope, depth + 1)
        case o.Awaited() | o.Typed():
            yield from sources(value.of, scope, depth + 1)
        case o.Opaque():  # an `if` that has a value
            for tail in tails(value.inside) if len(value.inside) == 1 else ():
                yield from sources(tail, scope, depth + 1)
        case o.Call() if not value.arguments and isinstance(value.callee, o.Path):
            yield value.callee
        case o.Call() if len(value.arguments) == 1:
            yield from sources(value.arguments[0].value, scope, depth + 1)
