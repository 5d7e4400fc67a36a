"""What asks again and again whether a connection is still there: itself, or a flag that the handler of its close sets."""

from collections.abc import Callable

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.blocks import OPEN, asks_of_state
from wsclose.analysis.handling.own_state import EQUAL
from wsclose.analysis.handling.which_handlers import WhichHandlers
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, is_false, is_nothing
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance
from wsclose.analysis.walks import flat, paths
from wsclose.syntax import outline as o

SHUT = frozenset({"closed", "closing", "disconnected"})
"""In names of what says that a connection has ended."""


class AskedIfOpen(WhichHandlers):
    """Tells what asks whether a connection is still there, and where it is not."""

    def says_open(self, asked: o.Statement, scope: Scope) -> bool | None:
        """Whether a client's connection is asked if it is open, or (False) closed; None for what asks neither:
        `@socket.open?`, `client.isClosed()`"""
        callee = asked.callee if isinstance(asked, o.Call) and not asked.arguments else asked
        if not isinstance(callee, o.Path) or len(callee.parts) < 2:
            return None
        said = set(words.words(callee.parts[-1].rstrip("?")))
        on = self.resolver.receiver(callee, scope) if said & (OPEN | SHUT) else None
        if not isinstance(on, Instance) or on.side != "client" or not self.resolver.is_connection(on):
            return None
        return not said & SHUT

    def where_gone(self, asked: o.If, scope: Scope) -> o.Block:
        """The branch that is taken where there is no connection any more; empty if a test does not ask for that."""
        if self.says_gone(asked.test, scope):
            return asked.then
        denied = o.Operation(asked.test.start, asked.test.end, "!", (asked.test,))
        return asked.otherwise if self.says_gone(denied, scope) else ()

    def says_gone(self, test: o.Value, scope: Scope) -> bool:
        return self.is_gone(test, scope) or self.is_said_to_be_gone(test, scope) or self.is_shut(test, scope)

    def is_shut(self, test: o.Value, scope: Scope, denied: bool = False) -> bool:
        """Whether a test holds where a connection has ended, as that itself says: `!(@socket && @socket.open?)`"""
        if isinstance(test, o.Operation) and test.operator in ("!", "not") and len(test.operands) == 1:
            return self.is_shut(test.operands[0], scope, not denied)
        if isinstance(test, o.Operation) and denied and test.operator in ("&&", "and"):
            return any(self.is_shut(one, scope, denied) for one in test.operands)
        if isinstance(test, o.Either) and not denied and test.test is None:
            return any(self.is_shut(one, scope) for one in test.options)
        return self.says_open(test, scope) is denied

    def is_gone(self, test: o.Value, scope: Scope) -> bool:
        """Whether there is no connection any more, as what hears of a close has said: `!this.socket`, `socket === null`"""
        asked = denied(test, is_nothing)
        made = self.resolver.thing(asked, scope) if asked is not None else None
        if (
            asked is None
            or not isinstance(made, Instance)
            or made.side != "client"
            or not self.resolver.is_connection(made)
        ):
            return False
        given = [one for one in definitions_of(asked, scope, self.resolver) if one.scope.function is not None]
        return any(is_nothing(one.value) for one in given)

    def is_said_to_be_gone(self, test: o.Value, scope: Scope) -> bool:
        """Whether a flag says that there is no connection, which another function sets so: `!this.connected`"""
        asked = denied(test, is_false)
        if asked is None or not asks_of_state((asked,)):
            return False
        given = (one.scope for one in definitions_of(asked, scope, self.resolver) if is_false(one.value))
        return any(
            one is not scope and one.function is not None and one.function.name not in CONSTRUCTORS for one in given
        )

    def waits_while_open(self, block: o.Block, call: o.Call, scope: Scope) -> bool:
        """Whether a block looks again and again, after a call, whether the connection is still there, or whether what hears
        of its close has said so: `sleep 1 while @socket.open?`, `sleep 1 until @closed`"""
        loops = [one for one in flat(block) if isinstance(one, o.Loop) and one.start >= call.end]
        return any(
            any(self.says_open(each, scope) is not None for each in flat((loop,)))
            or any(self.is_set_by_close(path, scope) for path in paths(loop.head))
            for loop in loops
        )

    def is_set_by_close(self, flag: o.Path, scope: Scope) -> bool:
        """Whether a handler of a close sets what a loop asks for."""
        given = (one.scope for one in definitions_of(flag, scope, self.resolver))
        return any(
            one.function is not None and one is not scope and self.event_handler(one.function, one) is not None
            for one in given
        )


def denied(test: o.Value, is_empty: Callable[[object], bool]) -> o.Path | None:
    """What a test finds not to be there: `!this.socket`, `socket === null`. `is_empty`: of what it is compared with."""
    if not isinstance(test, o.Operation) or not test.operands or not isinstance(test.operands[0], o.Path):
        return None
    against = len(test.operands) == 2 and test.operator in EQUAL and is_empty(test.operands[1])
    return test.operands[0] if against or test.operator in ("!", "not") else None
