"""Where a function is handed on to whoever calls it: by itself, by its name, or under another one."""

from collections.abc import Iterator

from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Scope, Site, place_of
from wsclose.analysis.walks import returns
from wsclose.syntax import outline as o


class Passing(Evaluator):
    """The places at which a function is handed on."""

    def sites(self, scope: Scope) -> Iterator[Site]:
        """Where a function is written as a value, or handed on by its name."""
        if scope.site is not None:
            yield scope.site
            named = scope.site.target
            place = place_of(named.parts, scope) if isinstance(named, o.Path) else None
            if place is not None:  # `this.closed = () => { ... }`, too
                yield from self.passed(scope.owner, place[1])
        if scope.function is not None and scope.name:
            yield from self.passed(scope.owner, scope.name)
        elif (maker := maker_of(scope)) is not None:
            for one in self.lookup(("made", "", maker[1]))[:8]:
                if one.scope.site is not None and maker[0] in ("", one.scope.owner):
                    yield one.scope.site

    def passed(self, owner: str, name: str) -> Iterator[Site]:
        """Where a function is handed on by its name, or by another one that it is kept under."""
        for site in self.named_at(owner, name):
            yield site
            yield from self.under_another_name(site, name)

    def under_another_name(self, site: Site, name: str) -> Iterator[Site]:
        """The same of a variable or a field that a function is put into: `this.closing = this.closed.bind(this)`"""
        parts = site.target.parts if isinstance(site.target, o.Path) else ()
        place = place_of(parts, site.scope) if parts else None
        if place is None or place[1] == name:
            return
        if len(parts) == 1 and site.scope.parent is None and site.scope.owner:  # a field, where the class declares it
            yield from self.named_at(site.scope.owner, parts[0])
        variable = site.scope.find(parts[0]) if len(parts) == 1 else None
        for other in self.named_at(*place):
            if variable is None or other.scope.find(parts[0]) is variable:
                yield other

    def named_at(self, owner: str, name: str) -> Iterator[Site]:
        for one in self.lookup(("passed", owner, name))[:8]:
            if one.scope.site is not None:
                yield one.scope.site
        if owner and not any(one.type for one in self.lookup(("field", owner, name))):  # a bare name means the field
            for one in self.lookup(("passed", "", name))[:8]:
                if one.scope.site is not None:
                    yield one.scope.site


def maker_of(scope: Scope) -> tuple[str, str] | None:
    """(class, name) of the function that gives back this one, which has no name: `closed() { return (event) => { ... }; }`."""
    around = scope.parent
    if around is None or around.function is None or scope.site is not None:
        return None
    name = around.name or o.name_of(around.site.target if around.site is not None else None)
    makes = bool(name) and any(one is scope.function for one in returns(around.function.body))
    return (around.owner, name) if makes else None
