"""What calls without a receiver go to: the class around them, or what the block around them is for."""

import re

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope, listens
from wsclose.analysis.resolving.things import Elsewhere, Instance, Own, OwnFunction, Returns, Thing
from wsclose.syntax import outline as o

RECEIVING = frozenset({"apply", "run", "with"})
"""Blocks in which `close()` is one of what they are called on."""

BLOCK_OF = re.compile(r"(?<![\w.])([\w.]+)\??\.\(")
"""The type of a block in which `close()` is one of what the block is for: `DefaultWebSocketSession.(String) -> Unit`."""


class Implied(Evaluator):
    """What calls without a receiver go to."""

    def own_self(self, scope: Scope) -> Thing:
        if scope.owner and not self.lookup(("class", "", scope.owner)):  # an extension of a class that stands elsewhere
            extended = self.annotation(scope.owner, scope)
            if isinstance(extended, Instance) and extended.type.library:
                return extended
            heard = self.handled_by(scope) if is_named_after_variable(scope) else None
            if isinstance(heard, Instance):
                return heard
        return self.own_instance(scope.owner) if scope.owner else self.handled_by(scope)

    def handled_by(self, scope: Scope) -> Thing:
        """What calls the function around this for an event: `socket.onopen = function () { this.close() }`."""
        for outer in with_object(scope):
            target = outer.site.target if outer.site is not None else None
            if isinstance(target, o.Path) and len(target.parts) > 1 and target.parts[-1].startswith("on"):
                found = self.path(target.parts[:-1], call_scope(outer))
                connected = isinstance(found, Instance) and self.is_connection(found)
                return found if connected or isinstance(found, Own | Elsewhere) else None
        return self.registered_on(scope)

    def registered_on(self, scope: Scope) -> Thing:
        """The same where it is given for the event: `socket.on("ping", heartbeat)`. It may give itself: asked once."""
        outer = next(iter(with_object(scope)), None)
        if outer is None:
            return None
        key = (id(outer), -2)
        if key not in self.memo:
            self.memo[key] = (outer, None, None)
            calls = ((one.call, one.scope) for one in self.sites(outer) if one.call is not None and listens(one))
            on = (self.receiver(call.callee, around) for call, around in calls)
            found = next((one for one in on if isinstance(one, Instance) and self.is_connection(one)), None)
            self.memo[key] = (outer, None, found)
        return self.memo[key][2]

    def implicit(self, scope: Scope) -> Thing:
        """What calls without a receiver go to: the object of the block around them, or of the class. Blocks stand in blocks: asked once."""
        key = (id(scope), -1)
        if key not in self.memo:
            self.memo[key] = (scope, None, None)
            self.memo[key] = (scope, None, self._implicit(scope))
        return self.memo[key][2]

    def given_to_block(self, scope: Scope) -> Thing:
        """What `this` is in a block that is given an object: `webSocket("/chat") { this.close() }`. Asked once, as above."""
        key = (id(scope), -3)
        if key not in self.memo:
            self.memo[key] = (scope, None, None)
            calls = ((one.site.call, one) for one in scope.functions() if one.site is not None)
            opened = (self.opened_for(call, call_scope(one)) for call, one in calls if call is not None)
            self.memo[key] = (scope, None, next((one for one in opened if one is not None), None))
        return self.memo[key][2]

    def _implicit(self, scope: Scope) -> Thing:
        for outer in scope.functions():
            call = outer.site.call if outer.site is not None else None
            if call is None:
                continue
            if (opened := self.opened_for(call, call_scope(outer))) is not None:
                return opened
            if o.name_of(call.callee) in RECEIVING:
                given = self.receiver(call.callee, call_scope(outer))
                if given is None and o.name_of(call.callee) == "with" and call.arguments:
                    given = self.thing(call.arguments[0].value, call_scope(outer))
                if isinstance(given, Instance):
                    return given
        return self.own_self(scope)

    def opened_for(self, call: o.Call, scope: Scope) -> Thing:
        """What a call hands to the block that it is given, as that to which calls in it go: `client.webSocket(url) { ... }`"""
        called = self.callee(call, scope)
        if isinstance(called, Returns) and called.receiver:
            return self.make(called.receiver, called.library.id, None)
        return self.opened_by_own(called) if isinstance(called, OwnFunction) else None

    def opened_by_own(self, function: OwnFunction) -> Thing:
        """The same for a function of this file, as the type of the block tells: `block: suspend ClientSession.() -> Unit`"""
        body = self.body_of(function)
        inner = self.scope_of(body) if body is not None else None
        if body is None or inner is None:
            return None
        of = (written[1] for one in body.parameters if (written := BLOCK_OF.search(one.type)) is not None)
        found = self.first(self.annotation(one, inner.parent or inner) for one in of)
        return found if isinstance(found, Instance) else None


def call_scope(inner: Scope) -> Scope:
    """The scope of the call that a function is given to."""
    return inner.site.scope if inner.site is not None else inner


def is_named_after_variable(scope: Scope) -> bool:
    """Whether a function belongs to nothing but the variable that it is a property of: `socket.onopen = function () {}`."""
    targets = (outer.site.target for outer in with_object(scope) if outer.site is not None)
    return any(isinstance(one, o.Path) and one.parts[-2:-1] == (scope.owner,) for one in targets)


def with_object(scope: Scope) -> list[Scope]:
    """The functions around a place that have an object of their own, innermost first: an arrow function has none."""
    return [one for one in scope.functions() if one.function is not None and not one.function.is_arrow]
