"""Where statements can be put into a handler, and what they can call there: what a fix asks."""

from wsclose.analysis.facts import HandlerBody, Maker
from wsclose.analysis.handling.blocks import stopped_by
from wsclose.analysis.handling.reading import Reading
from wsclose.analysis.handling.spelling import rendered
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, Received, Thing
from wsclose.analysis.walks import flat
from wsclose.syntax import outline as o


class Places(Reading):
    """Where statements can be put into a handler, and what they can call there."""

    def inside(self, function: o.Function, scope: Scope) -> HandlerBody | None:
        """How statements in a handler get at the received code; None where they cannot."""
        code, parameter = "", ""
        for place, name in enumerate(("event", "code")):
            given = function.parameters[place] if place < len(function.parameters) else None
            delivered = self.resolver.given(scope, place)
            of = self.code_of(delivered)
            if of is None or (given is not None and not given.name):
                continue
            if given is None and (place or function.parameters):
                break  # it would have to take others too
            if given is None:
                parameter = name if of else "code"
            code = f"{given.name if given is not None else parameter}{of}"
            break
        if not code or not function.body:
            return None
        site = scope.site
        target = (site.call.callee if site.call is not None else site.target) if site is not None else None
        receiver = ".".join(target.parts[:-1]) if isinstance(target, o.Path) else ""
        return HandlerBody(
            function.body[0].start,
            function.body[-1].end,
            function.end,
            code,
            parameter,
            receiver,
            target.start if target is not None else 0,
            any(isinstance(one, o.Return) and one.start != function.body[0].start for one in flat(function.body)),
        )

    def code_of(self, thing: Thing) -> str | None:
        """What to write behind a thing for its close code: "" for the code itself, None when it has none."""
        if isinstance(thing, Received):
            return ""
        if isinstance(thing, Instance):
            for kind in self.resolver.bases(thing.type):
                for name, text in kind.fields.items():
                    if text == "code":
                        return f".{name}"
        return None

    def maker(self, scope: Scope) -> Maker | None:
        """The function around a handler, if it makes the connection and has a name by which it can be called again."""
        outer = scope.parent
        if outer is None or outer.function is None or self.creation(outer.function.body, outer) is None:
            return None
        function, site = outer.function, outer.site
        if site is not None and (site.call is not None or site.argument):
            return None
        target = site.target if site is not None else None
        if site is not None and (not isinstance(target, o.Path) or len(target.parts) > 1):
            return None
        name = function.name or o.name_of(target)
        parameters = tuple(parameter.name for parameter in function.parameters)
        around = outer.parent
        inner = around is not None and around.function is not None
        if not name or name in ("constructor", "init", outer.owner) or not all(parameters):
            return None
        if around is not None and around.function is not None and rendered(around.function.name):
            return None
        member = bool(function.owner) or bool(outer.owner and not inner)
        stop = stopped_by(around.function) if around is not None and around.function is not None else None
        return Maker(name, member, parameters, function.start, function.end, function.body[0].start, stop)
