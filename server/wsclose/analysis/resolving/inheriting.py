"""What a class of the project's own has from those that it extends, of a library, this file or another."""

from collections.abc import Iterator
from itertools import chain

from wsclose.analysis import words
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.outside import seen_from_here
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, Elsewhere, Foreign, Instance, ModuleOf, Own, OwnClass, Thing
from wsclose.syntax import outline as o

MOST_INHERITING = 16  # classes, each of which extends the one before


CONNECTING = frozenset({"connect", "reconnect"})


class Inheriting(Evaluator):
    """What a class of the project's own has from those that it extends."""

    def own_instance(self, name: str) -> Thing:
        """An instance of a class of this file: of a library's type when the class extends one."""
        if name in self.inheriting or len(self.inheriting) > MOST_INHERITING:
            return Own(name)
        self.inheriting.add(name)
        try:
            return self._own_instance(name)
        finally:
            self.inheriting.discard(name)

    def _own_instance(self, name: str) -> Thing:
        other: Foreign | None = None
        known = 0
        for base in self.extended(name):
            known += 1
            match base:
                case ClassOf():
                    return self.described(name, Instance(base.type, base.side))
                case OwnClass():
                    inherited = self.own_instance(base.name)
                    if isinstance(inherited, Instance):
                        return inherited
                case Elsewhere():
                    inherited = seen_from_here(base.file, base.file.call_of(base.thing))
                    if isinstance(inherited, Instance):
                        return inherited
                case Foreign():
                    other = other or base  # class Listener(Thread, WebSocketApp): it is the library's all the same
        classes = (one.value for one in self.lookup(("class", "", name)))
        bases = sum(len(one.bases) for one in classes if isinstance(one, o.Class))
        return other if other is not None and known == bases else Own(name)  # of what else it extends nothing is known

    def described(self, name: str, thing: Instance) -> Instance:
        """What nothing but an interface is said to be may be of both sides: `interface Guest extends WebSocket { id: string }`."""
        interface = any(isinstance(one.value, o.Class) and one.value.kind == "interface" for one in self.lookup(("class", "", name)))  # fmt: skip
        base = self.libraries.type(thing.type.base, thing.type.library) if interface and thing.type.base else None
        return Instance(base, base.side) if base is not None and base.connection else thing

    def extended(self, name: str) -> Iterator[Thing]:
        """What a class of this file extends, as far as it is known."""
        if (extension := self.extension_of(name)) is not None:
            yield extension
        for one in self.lookup(("class", "", name)):
            for base in one.value.bases if isinstance(one.value, o.Class) else ():
                parts = tuple(base.replace("::", ".").replace("\\", ".").split("."))
                found = self.name(parts[0], one.scope, parts) if parts[0] != name else self.named_after(name)
                found = self.walk(found, parts[1:]) or self.qualified(parts, one.scope)
                if isinstance(found, ModuleOf) and found.libraries:  # const WebSocket = require("ws")
                    found = self.exported(found, "default")
                of_other = isinstance(found, Elsewhere) and isinstance(found.thing, OwnClass)
                if of_other or isinstance(found, ClassOf | Foreign) or (found is not None and found != OwnClass(name)):
                    yield found

    def named_after(self, name: str) -> ClassOf | None:
        """The library's class that one of this file is named after: `class WebSocket : WebSocket()`."""
        brought = tuple(one for one in self.lookup(("name", "", name)) if isinstance(one.value, o.Import))
        found = self.definitions(brought) if brought else None
        return found if isinstance(found, ClassOf) else None

    def extension_of(self, name: str) -> ClassOf | None:
        """The library's type that a file has only more members for: `extension WebSocket { func leave() { close() } }`."""
        found = (self.everything_of(name) or self.global_name(name)) if self.is_extended(name) else None
        return found if isinstance(found, ClassOf) else None

    def is_extended(self, name: str) -> bool:
        """Whether a file has only more members for what stands elsewhere."""
        here = self.lookup(("class", "", name))
        return bool(here) and all(isinstance(one.value, o.Class) and one.value.kind == "extension" for one in here)

    def extended_here(self, name: str) -> Iterator[Thing]:
        """What an instance of a class of this file is by the project's own classes that it extends."""
        for base in self.extended(name):
            if isinstance(base, OwnClass):
                yield Own(base.name)
            elif isinstance(base, Elsewhere) and isinstance(base.thing, OwnClass):
                yield Elsewhere(base.file, Own(base.thing.name))

    def embedded(self, name: str) -> Iterator[Thing]:
        """The structs within a struct of this file, whose fields go for its own."""
        for one in self.lookup(("class", "", name)):
            for field in self.unnamed(one.value) if isinstance(one.value, o.Class) else ():
                found = self.annotation(".".join(field.parts), one.scope)
                if found is not None and not isinstance(
                    found, Foreign
                ):  # of one of several nobody knows what else it has
                    yield found

    def unnamed(self, kind: o.Class) -> tuple[o.Path, ...]:
        """The fields of a struct that are only a type. Every member of a long enum is asked for them."""
        found = self.unnamed_fields.get(id(kind))
        if found is None:
            found = self.unnamed_fields[id(kind)] = tuple(one for one in kind.body if isinstance(one, o.Path))
        return found

    def inherited(self, owner: str, name: str) -> Thing:
        """A member that a class of this file has from one that it is built on."""
        if owner in self.inheriting or len(self.inheriting) > MOST_INHERITING:
            return None
        self.inheriting.add(owner)
        try:
            for on in chain(self.extended_here(owner), self.embedded(owner)):
                found = self.member(on, name)
                if found is not None:
                    return found
        finally:
            self.inheriting.discard(owner)
        return None

    def member_beside(self, of: Own | OwnClass, name: str) -> Thing:
        """A member of a class whose other half, or whose declaration, stands in another file."""
        question = (of.name, name)
        if question in self.outside.asked:
            return None  # whoever asks goes to all the files where a part of the class stands
        for file in self.outside.beside(of.name, self.home):
            self.outside.asked.add(question)
            found = seen_from_here(file, file.member_of(of, name))
            self.outside.asked.discard(question)
            if found is not None:
                return found
        return None

    def other_half(self, name: str, scope: Scope) -> Thing:
        """A member, by its bare name, of a class of which the rest stands in another file: `extension Client { ... }`."""
        asked = words.is_socket_name(name) or CONNECTING.intersection(words.words(name))
        return self.member_beside(Own(scope.owner), name) if asked and scope.owner and name[:1].islower() else None
