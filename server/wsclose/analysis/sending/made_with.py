"""The numbers that exceptions and structs of the project's own are made with, and that who gets hold of them sends."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.scopes import Key, Scope, function_of
from wsclose.analysis.resolving.things import Own, OwnClass
from wsclose.analysis.sending.asking import Asking
from wsclose.syntax import outline as o

MOST_INHERITING = 3
MESSAGE_AND_CODE = frozenset({"1", "code"})
"""Where PHP's exceptions take their code: `new RuntimeException("no", 4003)`."""


class MadeWith(Asking):
    """Where the numbers are written that exceptions and structs are made with."""

    def raised_with(self, path: o.Path, scope: Scope, places: frozenset[str] = frozenset()) -> Iterator[Key]:
        """Where the numbers are written that a caught exception of the project's own has in a field: in its class, or
        where it is raised."""
        for one in scope.find(path.parts[0]) or ():
            caught = one.value
            if not isinstance(caught, o.Catch) or not caught.start <= path.start < caught.end:
                continue  # another `except` may give another exception the same name
            for kind in caught.types:
                made = self.resolver.thing(kind, one.scope)
                if isinstance(made, OwnClass):
                    yield from self.made_with(made.name, path.parts[1], places)

    def kept_by_exception(self, call: o.Call, scope: Scope) -> frozenset[Key]:
        """The same for what every exception of PHP keeps: `$refused->getCode()`, of `new Refused("no", 4003)`."""
        asked = call.callee
        if self.libraries.family != "php" or not isinstance(asked, o.Path) or len(asked.parts) != 2:
            return frozenset()
        return (
            frozenset(self.raised_with(asked, scope, MESSAGE_AND_CODE)) if asked.parts[1] == "getCode" else frozenset()
        )

    def places_in(self, owner: str, places: frozenset[str]) -> frozenset[str]:
        """Where a class that has a constructor of its own takes the code that it hands on, else where PHP's do."""
        for one in self.resolver.lookup(("method", owner, "__construct")) if places == MESSAGE_AND_CODE else ():
            body = function_of(one)
            names = [parameter.name for parameter in body.parameters] if body is not None else []
            coded = [name for name in names if name.lower() == "code" or words.is_code_name(name)]
            return frozenset({coded[0], str(names.index(coded[0]))}) if coded else frozenset()
        return places

    def in_struct(self, path: o.Path, scope: Scope) -> frozenset[Key]:
        """The numbers that structs of a type of this file are made with, in the field that a path names."""
        held = self.resolver.thing(o.without_last(path), scope) if len(path.parts) > 1 else None
        if not isinstance(held, Own):
            return frozenset()
        declared = (one.value for one in self.resolver.lookup(("class", "", held.name)))
        body = next((one.body for one in declared if isinstance(one, o.Class)), ())
        fields = [o.name_of(one.target) for one in body if isinstance(one, o.Bind)]
        name = path.parts[-1]
        places = [name, *([str(fields.index(name))] if name in fields else [])]
        made = (("raised", held.name, place) for place in places)
        return frozenset(key for key in made if self.resolver.lookup(key))

    def in_variant(self, part: o.Part, scope: Scope) -> frozenset[Key]:
        """The numbers that a variant is made with, at the place of it that a pattern names: `Fault::Custom(code, reason)`."""
        variant, _, place = part.key.partition(".") if isinstance(part.key, str) else ("", "", "")
        held = self.resolver.thing(part.of, scope) if variant[:1].isupper() else None
        key: Key = ("raised", f"{held.name}::{variant}" if isinstance(held, Own) else "", place or "0")
        return frozenset({key}) if self.resolver.lookup(key) else frozenset()

    def made_with(self, owner: str, name: str, places: frozenset[str] = frozenset(), depth: int = 0) -> Iterator[Key]:
        """The same for one class, and for those that extend it; `places` are those of its constructor's parameters."""
        key: Key = ("field", owner, name)
        yield key
        for given in self.resolver.lookup(key):
            function, value = given.scope.function, given.value
            names = [parameter.name for parameter in function.parameters] if function is not None else []
            if isinstance(value, o.Path) and len(value.parts) == 1 and value.parts[0] in names:
                places = frozenset({value.parts[0], str(names.index(value.parts[0]))})
        for place in self.places_in(owner, places):
            yield "raised", owner, place
        for one in self.resolver.lookup(("extends", "", owner)) if depth < MOST_INHERITING else ():
            if isinstance(one.value, o.Class) and one.value.name != owner:
                yield from self.made_with(one.value.name, name, places, depth + 1)
