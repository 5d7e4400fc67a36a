"""What asks again and again whether a connection is still there: itself, or a flag that the handler of its close sets."""

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.blocks import OPEN
from wsclose.analysis.handling.which_handlers import WhichHandlers
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance
from wsclose.analysis.walks import flat, paths
from wsclose.syntax import outline as o

SHUT = frozenset({"closed", "closing", "disconnected"})
"""In names of what says that a connection has ended."""


class AskedIfOpen(WhichHandlers):
    """Finds the loops that ask whether a connection is still there."""

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
