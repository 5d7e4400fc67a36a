"""Members, parts and elements: what can be had from a thing, and what a model's notation of a type means."""

import re
from collections.abc import Iterator
from functools import cache

from wsclose.analysis import words
from wsclose.analysis.resolving.conversions import number_by_conversion, number_held, stands_for_closes
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.outside import seen_from_here
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.shadowing import field_of
from wsclose.analysis.resolving.things import (
    CODE_LIKELY,
    ClassOf,
    Elsewhere,
    Entries,
    Foreign,
    Instance,
    Int,
    Many,
    ModuleOf,
    Own,
    OwnClass,
    OwnFunction,
    Reason,
    Received,
    Returns,
    Several,
    Thing,
    split_top,
)
from wsclose.analysis.tables import rows_of_enum
from wsclose.knowledge.library import Library, Signature, Type, TypeText
from wsclose.syntax import outline as o

A_WEBSOCKET = frozenset({("ws",), ("websocket",)})
OF_CLASS = frozenset({"constructor", "__class__"})
"""By what an object has its own class: `this.constructor.IDLE`."""
OUT_OF = (("try",), ("remove",))
"""How methods of C# begin that give one of several things by a parameter."""
SEGMENT = re.compile(r"[./:\\]+")


@cache
def _group(library: Library, name: str) -> Thing:
    """A library's enum of close codes, as a class whose members are constants."""
    kind = Type(
        library=library.id, name=name, connection=False, side="", base="", opened_by="", closes={}, fields={}, fields_when={}, methods={}, registers=(), events={},
        event_objects={}, event_properties=False, overrides={}, decorators={}, items="", entered="",
    )  # fmt: skip
    return ClassOf(kind)


class Members(Evaluator):
    """Members, parts and elements: what can be had from a thing, and what a model's notation of a type means."""

    def bases(self, kind: Type) -> Iterator[Type]:
        seen = 0
        found: Type | None = kind
        while found is not None and seen < 8:
            yield found
            seen += 1
            found = self.libraries.type(found.base, found.library) if found.base else None

    def member(self, thing: Thing, name: str) -> Thing:
        match thing:
            case Instance():
                for kind in self.bases(thing.type):
                    if name in kind.fields:
                        return self.make(kind.fields[name], kind.library, thing)
                    if name in kind.methods:
                        signature = kind.methods[name]
                        return Returns(self.library(kind), signature.returns, tuple(signature.handlers.items()))
                if name == "0" and thing.type.connection:
                    return thing  # a pair of it and what else opening it gives: Option<(WebSocket<S>, Response)>
                library = self.libraries.by_id.get(thing.type.library)
                if library is not None and name in library.constants:
                    return Int(library.constants[name], name, True)
                if library is None and name == "sink":
                    return thing  # of a channel: what is written to it goes out
                held = name in ("value", "exception") and not self.is_connection(
                    thing
                )  # what pytest.raises() has caught
                return thing if held or name == "Value" else None  # foreach (var pair in lines) pair.Value.Abort();
            case ModuleOf():
                return self.exported(thing, name)
            case ClassOf():
                library = self.libraries.by_id.get(thing.type.library)
                if library is None:
                    return None
                constant = library.constants.get(f"{thing.type.name}.{name}", library.constants.get(name))
                if constant is not None:
                    return Int(constant, name, True)
                if constant_in(library, name) is not None:
                    return constant_in(library, name)
                inner = library.exports.get(f"{thing.type.name}.{name}")
                if inner is not None:
                    return self.declared(library, inner)
                return self.exported(ModuleOf((library,), ""), name) or self.static(thing, name)
            case Own() if name in OF_CLASS:
                return OwnClass(thing.name)
            case Own():
                found = field_of(self, thing.name, name)
                if found is None and self.lookup(("method", thing.name, name)):
                    return OwnFunction(thing.name, name)
                if found is None and isinstance(base := self.own_instance(thing.name), Instance):
                    found = self.member(base, name)  # a class that extends one of a library
                if found is None:
                    found = self.within(thing.name, name) or self.inherited(thing.name, name)
                return found if found is not None else self.member_beside(thing, name)
            case OwnClass():
                is_method = bool(self.lookup(("method", thing.name, name)))
                found = self.constant_of(thing.name, name) or (OwnFunction(thing.name, name) if is_method else None)
                if found is None:
                    found = self.within(thing.name, name) or self.inherited(thing.name, name)
                return self.member_beside(thing, name) if found is None and self.is_extended(thing.name) else found
            case Returns() if thing.text == "same":  # a type of codes: both a conversion and a group of constants
                return constant_in(thing.library, name) or self.conversion_in(thing.library, name)
            case Received() | Int():
                same = (
                    name in ("value", "rawValue", "code", "Value", "into", "to_i")
                    or name in self.libraries.code_members
                )
                return thing if same else None
            case Foreign():
                # what has a WebSocket, or opens one, may be anything
                return None if words.words(name) in A_WEBSOCKET or name in self.libraries.openers else thing
            case Entries():
                return self.entry(thing, name)
            case Elsewhere():
                return seen_from_here(thing.file, thing.file.member_of(thing.thing, name))
            case Many() if name in ("value", "Value"):
                return None if thing.keyed else thing  # rooms.SelectMany(room => room.Value)
            case Many() if name in ("values", "Values", "keys", "Keys"):
                return thing if thing.keyed == name.lower().startswith("k") else None
            case Many() if not thing.keyed and words.words(name)[:1] in OUT_OF:
                return thing.of  # lines.TryRemove(id, out var line)
            case Several() if name.isdigit():
                return self.part(thing, int(name))
        return None

    def within(self, owner: str, name: str) -> Thing:
        """A class within another one."""
        inner = any(one.scope.owner == owner for one in self.lookup(("class", "", name)))
        return OwnClass(name) if inner else None

    def conversion_in(self, library: Library, name: str) -> Thing:
        """What a library's type of codes makes one of: `CloseCode::Library(4001)`."""
        values = (value for exported, value in library.exports.items() if exported.endswith(f".{name}"))
        made = (self.declared(library, value) for value in values)
        return next((one for one in made if isinstance(one, Returns) and one.text == "same"), None)

    def entry(self, thing: Entries, name: str) -> Thing:
        """What an object of this file has under a name."""
        for entry in thing.table.entries:
            if entry.key == name:
                found = self.thing(entry.value, thing.scope)
                if thing.handed:
                    return CODE_LIKELY if isinstance(found, Received) else None
                return Int(found.value, name) if isinstance(found, Int) else found
        return thing if name == "Value" else None  # foreach (var pair in lines) pair.Value.line.Abort();

    def static(self, thing: ClassOf, name: str) -> Thing:
        """A member of a class itself: `WebSocket.connect(url)`."""
        for kind in self.bases(thing.type):
            if name in kind.methods and name != "new":
                signature = kind.methods[name]
                return Returns(self.library(kind), signature.returns, tuple(signature.handlers.items()))
            if name in kind.fields:
                return self.make(kind.fields[name], kind.library, None)
        if name == "new":
            return thing  # Ruby, Rust
        return None

    def constant_of(self, owner: str, name: str) -> Thing:
        """A member of an own enum, or a constant of an own class."""
        for one in self.lookup(("field", owner, name)):
            found = self.definition(one)
            if isinstance(found, Int):
                return Int(found.value, f"{owner}.{name}")
            if isinstance(found, Entries):
                return found  # static CODES = { IDLE: 4408 }
            if isinstance(found, Instance) and (one.value is None or found.code is not None):
                return found  # the name of a type; a close frame that has a name
            named, number = words.is_code_group(owner), number_held(one.value, owner)
            if number is not None and (named or stands_for_closes(self, owner)):
                return Int(number, f"{owner}.{name}", not named)  # KICKED = new CloseReason(4002, "kicked")
        for one in self.lookup(("class", "", owner)):  # a member that counts on from the one before
            if isinstance(one.value, o.Class) and one.value.kind == "enum":
                for row in rows_of_enum(one.value):
                    if row.name == name:
                        return Int(row.number, f"{owner}.{name}")
        return number_by_conversion(self, owner, name)

    def exported(self, module: ModuleOf, name: str, beside: bool = True) -> Thing:
        """What a module has under a name. `beside`: whether files beside this one may have it, too."""
        for library in module.libraries:
            named = library.exports_of.get(module.module, {}).get(name)
            if named is None:
                named = library.exports.get(name)
            if named is not None:
                return self.declared(library, named)
            if name in library.constants:
                return Int(library.constants[name], name, True)
            if any(constant.startswith(f"{name}.") for constant in library.constants):
                return _group(library, name)
            for of in SEGMENT.split(module.module)[-2:]:  # import static a.CloseFrame.NORMAL, import ".../status.dart"
                if f"{of}.{name}" in library.constants:
                    return Int(library.constants[f"{of}.{name}"], name, True)
        if module.module == "globalThis":
            return self.global_name(name)
        if not module.libraries and module.module:
            found = self.from_module(module.module, name)
            if found is not None:
                return found
        if module.module:  # use actix_web_actors::ws
            below = f"{module.module}{self.libraries.separator}{name}"
            deeper = self.libraries.of_module(below)
            if deeper:
                return ModuleOf(deeper, below)
        if not module.libraries and module.module:
            between = "" if module.module.endswith(".") else self.libraries.separator
            inner = f"{module.module}{between}{name}"
            is_type = between == "::" and name[:1].isupper()
            is_path = between == "." and "/" in module.module  # nothing is below one
            if not is_type and not is_path and self.outside.modules(inner, self.home):
                return ModuleOf((), inner)  # from . import codes
            return self.named_beside(name) if beside else None
        return None

    def library(self, kind: Type) -> Library:
        return self.libraries.by_id[kind.library]

    def has_method(self, instance: Instance, name: str) -> bool:
        return any(name in kind.methods for kind in self.bases(instance.type))

    def part(self, thing: Thing, key: int | str) -> Thing:
        if isinstance(thing, Several) and isinstance(key, int):
            return thing.items[key] if key < len(thing.items) else None
        if isinstance(thing, Many) and isinstance(key, int):
            return thing.of
        if isinstance(thing, Entries) and isinstance(key, int):
            listed = thing.table.entries[key : key + 1]
            return self.thing(listed[0].value, thing.scope) if listed else None
        if isinstance(thing, Instance) and isinstance(key, str):
            library = self.libraries.by_id.get(thing.type.library)
            variant, _, place = key.partition(".")
            content = library.variants.get(f"{thing.type.name}.{variant}") if library is not None else None
            if content and library is not None and int(place or 0) < len(content):
                return self.make(content[int(place or 0)], library.id, thing)
        if isinstance(key, str):
            return self.member(thing, key)
        if isinstance(thing, Instance):
            for kind in self.bases(thing.type):
                if str(key) in kind.fields:
                    return self.make(kind.fields[str(key)], kind.library, thing)
                if kind.items and not (key == 0 and kind.connection):  # the first of several results, not of messages
                    return self.make(kind.items, kind.library, thing)
        if key == 0 and isinstance(thing, Instance | Received | Own | Elsewhere):
            return thing
        return None

    def element(self, thing: Thing) -> Thing:
        if isinstance(thing, Many):
            return thing.of
        if isinstance(thing, Instance):
            for kind in self.bases(thing.type):
                if kind.items:
                    return self.make(kind.items, kind.library, thing)
        return None

    def entered(self, thing: Thing) -> Thing:
        if isinstance(thing, Instance):
            for kind in self.bases(thing.type):
                if kind.entered:
                    return self.make(kind.entered, kind.library, thing)
        return thing

    def index(self, value: o.Index, scope: Scope) -> Thing:
        of = self.thing(value.of, scope)
        if isinstance(of, Several | Instance) and isinstance(value.key, o.Number) and value.key.value is not None:
            return self.part(of, value.key.value)
        if isinstance(of, Many):
            return None if of.keyed else of.of
        if isinstance(value.key, o.String):
            return self.member(of, value.key.value)
        return None

    def declared(self, library: Library, value: Signature | TypeText) -> Thing:
        """What a library's exported or global name is."""
        if isinstance(value, Signature):
            return Returns(library, value.returns, tuple(value.handlers.items()), value.receiver, value.extends)
        return self.make(value, library.id, None)

    def make(self, text: TypeText, library: str, receiver: Instance | None) -> Thing:
        """The thing that a model's notation names."""
        if text in ("_", ""):
            return None
        if text == "code":
            return Received(receiver, receiver.sure if receiver is not None else True)
        if text == "reason":
            return Reason()
        if text == "foreign":
            return Foreign(library)
        if text.startswith("()"):
            return Returns(self.libraries.by_id[library], text[2:].strip())
        if text.startswith("("):
            return Several(tuple(self.make(part, library, receiver) for part in split_top(text[1:-1])))
        if text.startswith("["):
            return Many(self.make(text[1:-1], library, receiver))
        if text.startswith("class "):
            made = self.make(text[6:], library, receiver)
            return ClassOf(made.type, made.side) if isinstance(made, Instance) else None
        reference, _, side = text.partition("@")
        kind = self.libraries.type(reference, library)
        if kind is None:
            return None
        if not side:
            side = next((base.side for base in self.bases(kind) if base.side), "")
        if not side and receiver is not None and kind.connection:
            side = receiver.side
        return Instance(kind, side, receiver.sure if receiver is not None else True)


def selector(function: o.Function) -> str:
    """A method's name with what callers call its parameters: `urlSession(_:webSocketTask:didCloseWith:reason:)`."""
    labels = "".join(f"{parameter.label or parameter.name}:" for parameter in function.parameters)
    return f"{function.name}({labels})"


def constant_in(library: Library, name: str) -> Thing:
    """A library's constant by its own name, when only one group has it."""
    numbers = {number for constant, number in library.constants.items() if constant.rpartition(".")[2] == name}
    return Int(numbers.pop(), name, True) if len(numbers) == 1 else None
