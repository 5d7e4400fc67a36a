"""What a name or an expression is: follows names to their definitions, and library models from there."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from wsclose.analysis import words
from wsclose.analysis.outside import Nothing, Outside, seen_from_here
from wsclose.analysis.scopes import SELF, Definition, Key, Scope, Site, receiver_of
from wsclose.analysis.tables import rows_of_enum
from wsclose.analysis.things import (
    CODE_LIKELY,
    GENERIC_TYPE,
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
    Text,
    Thing,
    split_top,
)
from wsclose.knowledge.library import Libraries, Library, Signature, Type, TypeText
from wsclose.syntax import outline as o
from wsclose.syntax.names import NAMES

MAX_DEPTH = 24
RECEIVING = frozenset({"apply", "run", "with"})  # blocks in which `close()` is one of what they are called on
ITERATORS = frozenset({"forEach", "map", "filter", "some", "every", "find", "flatMap", "each", "for_each", "ForEach"})
EVENT_NAMES = frozenset({"e", "ev", "evt", "event", "closeevent", "close", "closeinfo", "info"})
Lookup = Callable[[Key], tuple[Definition, ...]]


class Resolver:
    """Evaluates expressions of one file in one state. `lookup` finds what other units define, and notes that it was asked."""

    def __init__(self, libraries: Libraries, lookup: Lookup, outside: Outside | None = None, home: str = "") -> None:
        self.outside: Outside = outside or Nothing()
        self.home = home  # this file's path
        self.libraries, self.lookup = libraries, lookup
        self.busy: set[tuple[int, int]] = set()
        self.memo: dict[tuple[int, int], Thing] = {}
        self.depth = 0
        self.inheriting: set[str] = set()

    # ---------------------------------------------------------------- expressions

    def thing(self, value: o.Statement | None, scope: Scope) -> Thing:
        """What an expression is, None when that is not known."""
        if isinstance(value, o.Number):
            return Int(value.value) if value.value is not None else None
        if isinstance(value, o.String):
            return Text(value.value, value.exact)
        if value is None or self.depth > MAX_DEPTH:
            return None
        key = (id(value), id(scope))
        if key in self.memo:
            return self.memo[key]
        if key in self.busy:
            return None
        self.busy.add(key)
        self.depth += 1
        try:
            found = self._thing(value, scope)
        finally:
            self.depth -= 1
            self.busy.discard(key)
        self.memo[key] = found
        return found

    def _thing(self, value: o.Statement, scope: Scope) -> Thing:
        match value:
            case o.Path():
                return self.path(value.parts, scope)
            case o.Member():
                return self.member(self.thing(value.of, scope), value.name)
            case o.Call():
                return self.called(value, scope)
            case o.Awaited():
                return self.thing(value.of, scope)
            case o.Typed():
                return self.annotation(value.type, scope) or self.thing(value.of, scope)
            case o.Either():
                return self.first(self.thing(option, scope) for option in value.options)
            case o.Part():
                return self.part(self.thing(value.of, scope), value.key)
            case o.Element():
                return self.element(self.thing(value.of, scope))
            case o.Entered():
                return self.entered(self.thing(value.of, scope))
            case o.Index():
                return self.index(value, scope)
            case o.Module():
                return self.module(value.module)
            case o.Table():
                return self.annotation(value.type, scope) if value.type else Entries(value, scope)
            case o.Opaque() if len(value.inside) == 1 or (value.inside and isinstance(value.inside[-1], o.Class)):
                return self.thing(value.inside[0], scope)
            case o.Switch() | o.If():
                return self.first(self.thing(one, scope) for one in tails((value,)))
            case o.Operation() if value.operator in ("&", "*", "<-") and len(value.operands) == 1:
                return self.thing(value.operands[0], scope)
        return None

    def first(self, found: Iterator[Thing]) -> Thing:
        """The first that says something; a sure one before a likely one."""
        best: Thing = None
        for thing in found:
            if thing is None:
                continue
            if not (isinstance(thing, Instance | Received) and not thing.sure):
                return thing
            best = best or thing
        return best

    # ---------------------------------------------------------------- names

    def path(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        if len(parts) > 1 and parts[-1] in ("current", "value") and len(parts) < 12:  # React and Vue references
            return self.path(parts[:-1], scope)
        head, rest = parts[0], parts[1:]
        if head == ".":  # a member whose type only the place tells
            return None
        if not head and rest:  # `::WebSocket`: whatever has this name around here is not meant
            found = self.walk(self.global_name(rest[0], rest), rest[1:]) or self.qualified(rest, scope)
            known = self.libraries.separator.join(rest[:-1]) in self.libraries.by_module
            return Foreign(rest[-1]) if found is None and known else found
        if head in SELF or (head == receiver_of(scope) and head):
            thing: Thing = self.own_self(scope)
            if head == "super":
                return self.walk(thing, rest)
            if rest and scope.owner:
                found = self.definitions(self.lookup(("field", scope.owner, rest[0])))
                if found is None and not isinstance(thing, Instance):
                    if head == "@":  # a field, never a method of that name
                        return None
                    found = self.member(thing, rest[0])
                return self.walk(found, rest[1:]) if found is not None else self.walk(thing, rest)
            return self.walk(thing, rest)
        found = self.walk(self.name(head, scope, parts), rest)
        if found is None and len(rest) == 1 and self.lookup(("method", head, rest[0])):
            return OwnFunction(head, rest[0])  # a function that is a property of an object of this file
        return found if found is not None or not rest else self.qualified(parts, scope)

    def qualified(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        """A name with its module in front, not imported: `org.example.CloseStatus`, `axum::extract::ws::Message`."""
        separator = self.libraries.separator
        least = 1 if separator == "." else 0  # names that a module has at least, but for one
        if len(parts) < least + 2 or scope.find(parts[0]) is not None:
            return None
        for size in range(len(parts) - 1, least, -1):
            name = separator.join(parts[:size])
            libraries = self.libraries.of_module(name)
            if libraries:
                return self.walk(ModuleOf(libraries, name), parts[size:])
        return None

    def walk(self, thing: Thing, names: tuple[str, ...]) -> Thing:
        for name in names:
            if thing is None:
                return None
            thing = self.member(thing, name)
        return thing

    def name(self, name: str, scope: Scope, parts: tuple[str, ...] = ()) -> Thing:
        found = scope.find(name)
        if found is not None:
            thing = self.definitions(tuple(found))
            if thing is None and unwritten(found[0]) and found[0].scope.parent is not None:
                return self.name(name, found[0].scope.parent, parts)  # `it` of a block around
            return thing
        defined = self.lookup(("name", "", name))
        if defined:  # a class may be imported where it is used in the file that defines it
            return self.definitions(defined) or (OwnClass(name) if self.lookup(("class", "", name)) else None)
        for owner in owners(scope):
            field = self.lookup(("field", owner, name))
            if field:
                return self.definitions(field)
            if self.lookup(("method", owner, name)):
                return OwnFunction(owner, name)
        if self.lookup(("class", "", name)):
            return OwnClass(name)
        if name == "Self" and scope.owner:
            return OwnClass(scope.owner) if self.lookup(("class", "", scope.owner)) else None
        if scope.parent is not None and name[:1].islower():
            implied = self.implicit(scope)  # a property of what the block around is called on, or of a base class
            said = self.member(implied, name) if isinstance(implied, Instance) else None
            if said is not None:
                return said
        return self.everything_of(name) or self.global_name(name, parts) or self.named_beside(name)

    def everything_of(self, name: str) -> Thing:
        """A name that comes with all others of a module: `import jakarta.websocket.*`, `using WebSocketSharp`."""
        for one in self.lookup(("name", "", "*")):
            if isinstance(one.value, o.Import):
                module = self.module(one.value.module)
                found = self.exported(module, name) if isinstance(module, ModuleOf) else None
                if found is not None and not (isinstance(found, ModuleOf) and self.libraries.separator == "."):
                    return found  # a package does not bring those below it
        return None

    def type_name(self, name: str, scope: Scope, parts: tuple[str, ...]) -> Thing:
        """A name in a type: parameters are not in its scope, though one may go by the same name (`conn *conn.Conn`)."""
        outer: Scope | None = scope
        while outer is not None:
            found = [one for one in outer.names.get(name, ()) if isinstance(one.value, o.Import | o.Class)]
            if found:
                return self.definitions(tuple(found))
            outer = outer.parent
        if name == "Self" and scope.owner:
            return OwnClass(scope.owner)
        defined = self.lookup(("name", "", name))
        if defined:
            return self.definitions(defined) or (OwnClass(name) if self.lookup(("class", "", name)) else None)
        if self.lookup(("class", "", name)):
            return OwnClass(name)
        return self.everything_of(name) or self.global_name(name, parts) or self.named_beside(name)

    def global_name(self, name: str, parts: tuple[str, ...] = ()) -> Thing:
        for size in (2, 1):
            dotted = ".".join(parts[:size]) if parts else name
            known = self.libraries.globals.get(dotted)
            if known is not None:
                return make_export(known[0], known[1], self.libraries)
            if dotted in self.libraries.foreign_names:
                return Foreign(dotted)
        if name in ("window", "globalThis", "self", "global") and len(parts) > 1:
            return ModuleOf((), "globalThis")
        return None

    def definitions(self, found: tuple[Definition, ...]) -> Thing:
        return self.first(self.definition(one) for one in found[:12])

    def definition(self, one: Definition) -> Thing:
        """What one definition makes of a name. A definition that leads back to itself says nothing."""
        key = (id(one), 0)
        if key in self.memo:
            return self.memo[key]
        if key in self.busy or self.depth > MAX_DEPTH:
            return None
        self.busy.add(key)
        self.depth += 1
        try:
            found = self._definition(one)
        finally:
            self.depth -= 1
            self.busy.discard(key)
        self.memo[key] = found
        return found

    def _definition(self, one: Definition) -> Thing:
        value, scope = one.value, one.scope
        if isinstance(value, o.Parameter):
            return self.parameter(one, value)
        if one.type:
            typed = self.annotation(one.type, scope)
            if typed is not None:
                return typed
        if isinstance(value, o.Catch):
            return self.first(self.instance_of(self.thing(kind, scope)) for kind in value.types)
        if isinstance(value, o.Function):
            return OwnFunction(value.owner, value.name)
        if isinstance(value, o.Import):
            return self.imported(value)
        return self.thing(value, scope)

    def imported(self, value: o.Import) -> Thing:
        module = self.module(value.module)
        if isinstance(module, ModuleOf):
            if value.name in ("", "*"):
                if "." in value.alias and value.alias == value.module:  # import a.b binds a
                    return self.module(value.alias.split(".")[0]) or module
                return module
            if not module.libraries and self.lookup(("class", "", value.name)):
                return OwnClass(value.name)  # use super::CloseCode
            return self.member(module, value.name)
        return module

    def module(self, name: str) -> Thing:
        libraries = self.libraries.of_module(name)
        if libraries:
            return ModuleOf(libraries, name)
        if self.libraries.is_foreign(name):
            return Foreign(name)
        return ModuleOf((), name)

    # ---------------------------------------------------------------- members

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
                library = self.libraries.by_id.get(thing.type.library)
                if library is not None and name in library.constants:
                    return Int(library.constants[name], name, True)
                return None
            case ModuleOf():
                return self.exported(thing, name)
            case ClassOf():
                library = self.libraries.by_id.get(thing.type.library)
                if library is None:
                    return None
                constant = library.constants.get(f"{thing.type.name}.{name}", library.constants.get(name))
                if constant is not None:
                    return Int(constant, name, True)
                inner = library.exports.get(f"{thing.type.name}.{name}")
                if inner is not None:
                    return make_export(library, inner, self.libraries)
                return self.exported(ModuleOf((library,), ""), name) or self.static(thing, name)
            case Own():
                found = self.definitions(self.lookup(("field", thing.name, name)))
                if found is None and self.lookup(("method", thing.name, name)):
                    return OwnFunction(thing.name, name)
                return found if found is not None else self.member_beside(thing.name, name)
            case OwnClass():
                return self.constant_of(thing.name, name)
            case Returns() if thing.text == "same":  # a type of codes: both a conversion and a group of constants
                return constant_in(thing.library, name)
            case Received() | Int():
                same = name in ("value", "rawValue", "code", "Value", "into") or name in self.libraries.code_members
                return thing if same else None
            case Foreign():
                return thing
            case Entries():
                return self.entry(thing, name)
            case Elsewhere():
                return seen_from_here(thing.file, thing.file.member_of(thing.thing, name))
            case Several() if name.isdigit():
                return self.part(thing, int(name))
        return None

    def entry(self, thing: Entries, name: str) -> Thing:
        """What an object of this file has under a name."""
        for entry in thing.table.entries:
            if entry.key == name:
                found = self.thing(entry.value, thing.scope)
                return Int(found.value, name) if isinstance(found, Int) else found
        return None

    def member_beside(self, owner: str, name: str) -> Thing:
        """A member of a class whose other half, or whose declaration, stands in another file."""
        for file in self.outside.beside(owner, self.home):
            found = seen_from_here(file, file.member_of(Own(owner), name))
            if found is not None:
                return found
        return None

    def named_beside(self, name: str) -> Thing:
        """A name that files beside this one share with it."""
        if not (name[:1].isupper() or words.is_code_name(name) or words.is_socket_name(name)) or name in UNIVERSAL:
            return None
        for file in self.outside.beside(name, self.home):
            found = seen_from_here(file, file.named(name))
            if found is not None:
                return found
        return None

    def from_module(self, module: str, name: str) -> Thing:
        """What a module of the workspace has under a name."""
        for file in self.outside.modules(module, self.home):
            found = seen_from_here(file, file.named(name))
            if found is not None:
                return found
        return None

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
            if isinstance(found, Instance) and one.value is None:
                return found  # the name of a type
        for one in self.lookup(("class", "", owner)):  # a member that counts on from the one before
            if isinstance(one.value, o.Class) and one.value.kind == "enum":
                for row in rows_of_enum(one.value):
                    if row.name == name:
                        return Int(row.number, f"{owner}.{name}")
        return None

    def exported(self, module: ModuleOf, name: str) -> Thing:
        for library in module.libraries:
            named = library.exports_of.get(module.module, {}).get(name)
            if named is None:
                named = library.exports.get(name)
            if named is not None:
                return make_export(library, named, self.libraries)
            if name in library.constants:
                return Int(library.constants[name], name, True)
            if any(constant.startswith(f"{name}.") for constant in library.constants):
                return _group(library, name)
            for of in SEGMENT.split(module.module)[-2:]:  # import static a.CloseFrame.NORMAL, import ".../status.dart"
                if f"{of}.{name}" in library.constants:
                    return Int(library.constants[f"{of}.{name}"], name, True)
        if module.module == "globalThis":
            return self.global_name(name)
        if module.libraries and module.module:
            deeper = self.libraries.of_module(f"{module.module}.{name}")
            if deeper:
                return ModuleOf(deeper, f"{module.module}.{name}")
        if not module.libraries and module.module:
            found = self.from_module(module.module, name)
            if found is not None:
                return found
            inner = f"{module.module}{name}" if module.module.endswith(".") else f"{module.module}.{name}"
            if self.outside.modules(inner, self.home):
                return ModuleOf((), inner)  # from . import codes
            return self.named_beside(name)
        return None

    def library(self, kind: Type) -> Library:
        return self.libraries.by_id[kind.library]

    # ---------------------------------------------------------------- calls

    def called(self, call: o.Call, scope: Scope) -> Thing:
        callee = call.callee
        name = o.name_of(callee)
        if isinstance(callee, o.Path) and len(callee.parts) == 1 and name in CONVERSIONS and len(call.arguments) == 1:
            return self.thing(call.arguments[0].value, scope)
        if isinstance(callee, o.Path) and name == "from" and callee.parts[0] in CONVERSIONS and len(call.arguments) == 1:
            return self.thing(call.arguments[0].value, scope)  # u16::from(code)
        if name in (
            "then",
            "catch",
            "finally",
            "unwrap",
            "expect",
            "await",
            "split",
            "clone",
            "get",
            "getOrThrow",
            "ConfigureAwait",
            "bind",
            "valueOf",
            "as_mut",
            "as_ref",
            "lock",
            "into",
            "value",
        ):
            inner = self.receiver(callee, scope)
            if isinstance(inner, Instance | Many | Several | Received | Int) and not (
                isinstance(inner, Instance) and self.has_method(inner, name)
            ):
                return inner
        if not call.arguments and (name in self.libraries.code_members or name in CONVERSIONS or words.is_code_name(name)):
            inner = self.receiver(callee, scope)
            if isinstance(inner, Received | Int):
                return inner
        found = self.thing(callee, scope)
        if name == "super" and isinstance(callee, o.Path):
            return found
        if isinstance(found, ModuleOf):
            found = self.exported(found, "default")
        match found:
            case ClassOf():
                return Instance(found.type, found.side)
            case Returns():
                if found.text == "same" and call.arguments:
                    return self.thing(call.arguments[0].value, scope)
                return self.make(found.text, found.library.id, None)
            case OwnClass():
                return self.own_instance(found.name)
            case OwnFunction():
                return self.returned(found)
            case Elsewhere():
                return seen_from_here(found.file, found.file.call_of(found.thing))
            case Foreign() | Received():
                return found
        if (
            found is None
            and name in ("values", "freeze", "seal")
            and isinstance(callee, o.Path)
            and callee.parts[0] == "Object"
            and call.arguments
        ):
            return self.thing(call.arguments[0].value, scope)
        if found is None and call.types and name in HOLDERS:
            return self.annotation(call.types, scope)
        return self.made(name) if found is None and (call.new or name[:1].isupper()) else None

    def made(self, name: str) -> Thing:
        """What an unknown constructor makes, as far as its name tells."""
        found = words.words(name)
        if "websocket" in found or "ws" in found:
            return None if found[-1] in words.NOT_CONNECTIONS else Instance(GENERIC_TYPE, "", False)
        return Foreign(name) if self.libraries.foreign_words.intersection(found) else None

    def has_method(self, instance: Instance, name: str) -> bool:
        return any(name in kind.methods for kind in self.bases(instance.type))

    def receiver(self, callee: o.Value, scope: Scope) -> Thing:
        """What a method is called on."""
        found: Thing = None
        if isinstance(callee, o.Path) and len(callee.parts) > 1:
            found = self.path(callee.parts[:-1], scope)
        elif isinstance(callee, o.Member):
            found = self.thing(callee.of, scope)
        if isinstance(found, OwnFunction):  # where a call needs no parentheses, its value is meant
            return self.returned(found) or found
        return found

    def returned(self, function: OwnFunction) -> Thing:
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        for one in self.lookup(key):
            if isinstance(one.value, o.Function):
                declared = self.annotation(one.value.returns, one.scope) if one.value.returns else None
                return declared or self.returned_by(one.value, one.scope)
        return None

    def returned_by(self, function: o.Function, scope: Scope) -> Thing:
        inner = self.scope_of(function)
        if inner is None:
            return None
        return self.first(self.thing(value, inner) for value in returns(function.body))

    def scope_of(self, function: o.Function) -> Scope | None:
        """The scope of a function of this file; set by the analysis that knows the units."""
        return None

    def own_self(self, scope: Scope) -> Thing:
        if scope.owner and not self.lookup(("class", "", scope.owner)):  # an extension of a class that stands elsewhere
            extended = self.annotation(scope.owner, scope)
            if isinstance(extended, Instance) and extended.type.library:
                return extended
        return self.own_instance(scope.owner) if scope.owner else None

    def implicit(self, scope: Scope) -> Thing:
        """What calls without a receiver go to: the object of the block around them, or of the class."""
        for outer in scope.functions():
            call = outer.site.call if outer.site is not None else None
            if call is None:
                continue
            called = self.thing(call.callee, call_scope(outer))
            if isinstance(called, Returns) and called.receiver:
                return self.make(called.receiver, called.library.id, None)
            if o.name_of(call.callee) in RECEIVING:
                given = self.receiver(call.callee, call_scope(outer))
                if given is None and o.name_of(call.callee) == "with" and call.arguments:
                    given = self.thing(call.arguments[0].value, call_scope(outer))
                if isinstance(given, Instance):
                    return given
        return self.own_self(scope)

    def own_instance(self, name: str) -> Thing:
        """An instance of a class of this file: of a library's type when the class extends one."""
        if name in self.inheriting:
            return Own(name)
        self.inheriting.add(name)
        try:
            return self._own_instance(name)
        finally:
            self.inheriting.discard(name)

    def _own_instance(self, name: str) -> Thing:
        for one in self.lookup(("class", "", name)):
            if isinstance(one.value, o.Class):
                for base in one.value.bases:
                    parts = tuple(base.replace("::", ".").replace("\\", ".").split("."))
                    found = self.name(parts[0], one.scope, parts) if parts[0] != name else None
                    found = self.walk(found, parts[1:])
                    if isinstance(found, ClassOf):
                        return Instance(found.type, found.side)
                    if isinstance(found, OwnClass) and found.name != name:
                        inherited = self.own_instance(found.name)
                        if isinstance(inherited, Instance):
                            return inherited
                    if isinstance(found, Elsewhere) and isinstance(found.thing, OwnClass):
                        inherited = seen_from_here(found.file, found.file.call_of(found.thing))
                        if isinstance(inherited, Instance):
                            return inherited
                    if isinstance(found, Foreign):
                        return found
        return Own(name)

    def instance_of(self, thing: Thing) -> Thing:
        if isinstance(thing, ClassOf):
            return Instance(thing.type, thing.side)
        if isinstance(thing, OwnClass):
            return self.own_instance(thing.name)
        if isinstance(thing, Elsewhere) and isinstance(thing.thing, OwnClass):
            return seen_from_here(thing.file, thing.file.call_of(thing.thing))
        return thing if isinstance(thing, Foreign) else None

    # ---------------------------------------------------------------- parts, elements, types

    def part(self, thing: Thing, key: int | str) -> Thing:
        if isinstance(thing, Several) and isinstance(key, int):
            return thing.items[key] if key < len(thing.items) else None
        if isinstance(thing, Many) and isinstance(key, int):
            return thing.of
        if isinstance(thing, Instance) and isinstance(key, str):
            library = self.libraries.by_id.get(thing.type.library)
            variant, _, place = key.partition(".")
            content = library.variants.get(f"{thing.type.name}.{variant}") if library is not None else None
            if content and library is not None and int(place or 0) < len(content):
                return self.make(content[int(place or 0)], library.id, thing)
        if isinstance(key, str):
            if isinstance(thing, ModuleOf) or not isinstance(thing, Instance):
                return self.member(thing, key)
            return self.member(thing, key)
        if isinstance(thing, Instance):
            for kind in self.bases(thing.type):
                if str(key) in kind.fields:
                    return self.make(kind.fields[str(key)], kind.library, thing)
                if kind.items:
                    return self.make(kind.items, kind.library, thing)
        if key == 0 and isinstance(thing, Instance | Received):
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
            return of.of
        if isinstance(value.key, o.String):
            return self.member(of, value.key.value)
        return None

    def annotation(self, text: str, scope: Scope) -> Thing:
        """What a type annotation says. `Optional[WebSocket]`, `WebSocket | null`, `*websocket.Conn`."""
        many = (
            text.startswith("[]")
            or "[]" in text
            or any(text.startswith(word) for word in ("Set<", "Array<", "list[", "List[", "set[", "Set["))
        )
        holds = ""  # the name before, which this one may be what it holds
        for name in NAMES.findall(text)[:6]:
            parts = tuple(name.replace("::", ".").replace("\\", ".").split("."))
            found = self.walk(self.type_name(parts[0], scope, parts), parts[1:])
            if found is None and len(parts) > 1:
                found = self.qualified(parts, scope)
            if isinstance(found, ModuleOf) and found.libraries and len(parts) == 1:
                found = self.exported(found, "default")
            instance = found if isinstance(found, Instance) else self.instance_of(found)
            if isinstance(instance, Own):
                group = self.lookup(("class", "", instance.name))
                if (
                    group
                    and isinstance(group[0].value, o.Class)
                    and group[0].value.kind == "enum"
                    and words.is_code_group(instance.name)
                ):
                    return Received(None, True, OwnClass(instance.name))
            if (
                isinstance(instance, Elsewhere)
                and isinstance(instance.thing, Own)
                and words.is_code_group(instance.thing.name)
            ):
                return Received(None, True, Elsewhere(instance.file, OwnClass(instance.thing.name)))
            if isinstance(instance, Instance) and instance.side and parts[-1] != instance.type.name:
                base = self.libraries.type(instance.type.base, instance.type.library) if instance.type.base else None
                if base is not None and base.connection:
                    instance = Instance(base, base.side, instance.sure)  # the class of both sides' connections
            if isinstance(instance, Foreign) and holds and says_websocket(holds):
                return Instance(GENERIC_TYPE, "", False)  # WebSocketStream<TcpStream>
            holds = parts[-1]
            if instance is not None:
                return Many(instance) if many else instance
            if isinstance(found, Returns) and found.text == "same":
                return Received(None, True)
        named = NAMES.findall(text)
        return Instance(GENERIC_TYPE, "", False) if named and says_websocket(named[-1].split(".")[-1]) else None

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

    # ---------------------------------------------------------------- parameters of functions that others call

    def parameter(self, one: Definition, parameter: o.Parameter) -> Thing:
        scope = one.scope
        taken_apart = isinstance(parameter.pattern, o.Table)
        given = self.given(scope, one.place)
        if isinstance(given, Instance) and given.side and given.sure:
            return given  # who calls it knows better than the annotation which side it is
        if one.type:
            typed = self.annotation(one.type, scope)
            if isinstance(typed, Instance) and self.accepted(scope, one.place):
                return Instance(typed.type, "server", typed.sure)
            if typed is not None:
                return typed
        if taken_apart:
            annotated = self.annotation(parameter.type, scope) if parameter.type else None
            return self.part(annotated or given, parameter.name)
        if given is not None:
            return given
        if parameter.default is not None:
            found = self.thing(parameter.default, scope)
            if isinstance(found, Instance | Many | ModuleOf):
                return found
        return self.guess(scope, parameter, one.place)

    def given(self, scope: Scope, place: int) -> Thing:
        """What a function gets as this argument, from who calls it."""
        function = scope.function
        if function is None:
            return None
        for site in self.sites(scope):
            types, library, receiver = self.handed(site)
            if place < len(types):
                found = self.make(types[place], library, receiver) if library else None
                if found is not None:
                    return found
        if function.owner:
            owner = self.own_instance(function.owner)
            if isinstance(owner, Instance):
                for kind in self.bases(owner.type):
                    given = kind.overrides.get(function.name) or kind.overrides.get(selector(function), ())
                    if place < len(given):
                        return self.make(given[place], kind.library, owner)
        for decorator in function.decorators:
            callee = decorator.callee if isinstance(decorator, o.Call) else decorator
            on = self.receiver(callee, scope)
            if isinstance(on, Instance):
                for kind in self.bases(on.type):
                    types = kind.decorators.get(o.name_of(callee), ())
                    if place < len(types):
                        return self.make(types[place], kind.library, on)
        return None

    def accepted(self, scope: Scope, place: int) -> bool:
        """Whether a function is what a server calls with each new connection."""
        for site in self.sites(scope):
            event = site.call.arguments[0].value if site.call is not None and site.call.arguments else None
            if place == 0 and site.argument == "1" and isinstance(event, o.String) and event.value == "connection":
                return True
        return False

    def sites(self, scope: Scope) -> Iterator[Site]:
        """Where a function is written as a value, or handed on by its name."""
        if scope.site is not None:
            yield scope.site
            named = scope.site.target
            if isinstance(named, o.Path) and len(named.parts) == 1:
                yield from self.passed(scope.owner, named.parts[0])
        if scope.function is not None and scope.name:
            yield from self.passed(scope.owner, scope.name)

    def passed(self, owner: str, name: str) -> Iterator[Site]:
        for one in self.lookup(("passed", owner, name))[:8]:
            if one.scope.site is not None:
                yield one.scope.site
        if owner:
            for one in self.lookup(("passed", "", name))[:8]:
                if one.scope.site is not None:
                    yield one.scope.site

    def handed(self, site: Site) -> tuple[tuple[str, ...], str, Instance | None]:
        """The parameter types that a handler gets at this place: (types, library, connection)."""
        if site.call is not None:
            return self.handed_by_call(site, site.call)
        target = site.target
        if isinstance(target, o.Path | o.Member):
            name = o.name_of(target)
            if name.lower().startswith("on"):
                receiver = self.receiver(target, site.scope)
                if isinstance(receiver, Instance):
                    for kind in self.bases(receiver.type):
                        if kind.event_properties:
                            types = self.event(kind, name[2:].lstrip("_").lower(), True)
                            if types is not None:
                                return types, kind.library, receiver
        return (), "", None

    def event(self, kind: Type, name: str, as_object: bool) -> tuple[str, ...] | None:
        for base in self.bases(kind):
            if as_object and name in base.event_objects:
                return (base.event_objects[name],)
            if name in base.events:
                return base.events[name]
            if name.capitalize() in base.events:
                return base.events[name.capitalize()]
        return None

    def handed_by_call(self, site: Site, call: o.Call) -> tuple[tuple[str, ...], str, Instance | None]:
        name = o.name_of(call.callee)
        receiver = self.receiver(call.callee, site.scope)
        if isinstance(receiver, Instance):
            for kind in self.bases(receiver.type):
                if name in kind.registers:
                    event = call.arguments[0].value if call.arguments else None
                    if isinstance(event, o.String):
                        types = self.event(kind, event.value, name == "addEventListener")
                        if types is not None:
                            return types, kind.library, receiver
                    return (), "", None
                if name in kind.methods:
                    handlers = kind.methods[name].handlers
                    return handlers.get(site.argument) or handlers.get(behind(site, call), ()), kind.library, receiver
        if isinstance(receiver, Many) and name in ITERATORS and isinstance(receiver.of, Instance):
            return (_text_of(receiver.of),), receiver.of.type.library, receiver.of
        if name == "then" and isinstance(receiver, Instance):
            return (_text_of(receiver),), receiver.type.library, receiver
        called = self.thing(call.callee, site.scope)
        if isinstance(called, Returns):
            for argument, types in called.handlers:
                if argument in (site.argument, behind(site, call)):
                    return types, called.library.id, None
        if isinstance(called, ClassOf):
            for kind in self.bases(called.type):
                signature = kind.methods.get("new")
                if signature is not None and site.argument in signature.handlers:
                    return signature.handlers[site.argument], kind.library, Instance(called.type, called.side)
        return (), "", None

    # ---------------------------------------------------------------- guesses from names

    def guess(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing:
        """A parameter named `code` of a function that handles a close, when nothing says that it is something else."""
        name = parameter.name
        if words.is_code_name(name) and not parameter.type.startswith(("str", "bool")) and words.is_closing_name(name):
            return CODE_LIKELY
        if name.lower() in ("code", "status") and self.handles_close(scope):
            return CODE_LIKELY
        return None

    def handles_close(self, scope: Scope) -> bool:
        """Whether a function is by its name, or by where it is given, called when a connection has closed."""
        function = scope.function
        if function is None:
            return False
        for site in self.sites(scope):
            if site.call is not None:
                receiver = self.receiver(site.call.callee, site.scope)
                if isinstance(receiver, Foreign) or (
                    isinstance(receiver, Instance) and not _is_connection(self, receiver)
                ):
                    return False
                event = site.call.arguments[0].value if site.call.arguments else None
                if (
                    site.argument == "1"
                    and isinstance(event, o.String)
                    and event.value in ("close", "disconnect", "closed")
                ):
                    base = site.call.callee
                    last = base.parts[-2] if isinstance(base, o.Path) and len(base.parts) > 1 else ""
                    return words.is_socket_name(last) or words.is_carrier_name(last)
                callee = o.name_of(site.call.callee)
                if site.argument == "0" and words.is_closing_name(callee) and words.words(callee)[0] == "on":
                    return True  # socket.onclose(handler)
            elif site.target is not None and words.is_closing_name(o.name_of(site.target)):
                return True
            if words.is_closing_name(site.argument.rpartition(".")[2]):
                return True
        found = words.words(scope.name)
        return words.is_closing_name(scope.name) and (len(found) > 1 or bool(scope.owner))


def call_scope(inner: Scope) -> Scope:
    """The scope of the call that a function is given to."""
    return inner.site.scope if inner.site is not None else inner


def owners(scope: Scope) -> Iterator[str]:
    """The classes around a place, innermost first."""
    seen: set[str] = set()
    for outer in scope.functions():
        if outer.owner and outer.owner not in seen:
            seen.add(outer.owner)
            yield outer.owner


def says_websocket(name: str) -> bool:
    """Whether a type is by its name a WebSocket's."""
    said = words.words(name)
    return "websocket" in said and said[-1] not in words.NOT_CONNECTIONS


def unwritten(one: Definition) -> bool:
    """Whether this is a parameter that is there though nobody wrote it: `it`."""
    return isinstance(one.value, o.Parameter) and one.value.start == one.value.end


def tails(block: o.Block, depth: int = 0) -> Iterator[o.Value]:
    """The values that a block, or the arms of what stands last in it, can come to."""
    if not block or depth > 12:
        return
    last = block[-1]
    match last:
        case o.Return():
            if last.value is not None:
                yield from tails((last.value,), depth + 1)
        case o.If():
            yield from tails(last.then, depth + 1)
            yield from tails(last.otherwise, depth + 1)
        case o.Switch():
            for arm in last.arms:
                yield from tails(arm.body, depth + 1)
        case o.Opaque() if len(last.inside) == 1:
            yield from tails(last.inside, depth + 1)
        case _ if isinstance(last, o.Value):
            yield last


def _is_connection(resolver: Resolver, instance: Instance) -> bool:
    return any(kind.connection for kind in resolver.bases(instance.type))


def _text_of(instance: Instance) -> str:
    return f"{instance.type.name}@{instance.side}" if instance.side else instance.type.name


UNIVERSAL = frozenset(
    {
        "Promise",
        "Error",
        "Math",
        "Object",
        "Array",
        "String",
        "Number",
        "Date",
        "Map",
        "Set",
        "JSON",
        "Symbol",
        "None",
        "True",
        "False",
        "Exception",
        "Optional",
        "List",
        "Dict",
        "Any",
        "Some",
        "Ok",
        "Err",
        "Result",
        "Vec",
        "Box",
        "Arc",
        "React",
        "URL",
        "Buffer",
        "Boolean",
        "Int",
        "Unit",
        "Task",
        "Console",
    }
)
HOLDERS = frozenset({"useRef", "ref", "shallowRef", "createRef", "useState", "signal", "atom", "inject", "useContext"})
CONVERSIONS = frozenset(
    {
        "int",
        "uint16",
        "uint32",
        "int32",
        "int64",
        "uint",
        "Number",
        "parseInt",
        "u16",
        "Uint16",
        "UInt16",
        "UInt",
        "Int",
        "toInt",
        "ushort",
        "str",
        "toShort",
        "shortValue",
        "intValue",
    }
)


SEGMENT = re.compile(r"[./:\\]+")


def selector(function: o.Function) -> str:
    """A method's name with what callers call its parameters: `urlSession(_:webSocketTask:didCloseWith:reason:)`."""
    labels = "".join(f"{parameter.label or parameter.name}:" for parameter in function.parameters)
    return f"{function.name}({labels})"


def behind(site: Site, call: o.Call) -> str:
    """ "-1" for the last argument of a call: models call a block that stands behind the parentheses by it."""
    return "-1" if site.argument == str(len(call.arguments) - 1) else ""


def constant_in(library: Library, name: str) -> Thing:
    """A library's constant by its own name, when only one group has it."""
    numbers = {number for constant, number in library.constants.items() if constant.rpartition(".")[2] == name}
    return Int(numbers.pop(), name, True) if len(numbers) == 1 else None


def make_export(library: Library, value: Signature | TypeText, libraries: Libraries) -> Thing:
    """What an exported or global name is."""
    resolver = Resolver(libraries, lambda key: ())
    if isinstance(value, Signature):
        return Returns(library, value.returns, tuple(value.handlers.items()), value.receiver)
    return resolver.make(value, library.id, None)


@cache
def _group(library: Library, name: str) -> Thing:
    """A library's enum of close codes, as a class whose members are constants."""
    kind = Type(
        library=library.id, name=name, connection=False, side="", base="", opened_by="", closes={}, fields={}, methods={}, registers=(), events={},
        event_objects={}, event_properties=False, overrides={}, decorators={}, items="", entered="",
    )  # fmt: skip
    return ClassOf(kind)


def returns(block: o.Block, depth: int = 0) -> Iterator[o.Value]:
    """The values that a function can return, not counting those of functions inside it."""
    for statement in block:
        if isinstance(statement, o.Return):
            if statement.value is not None:
                yield statement.value
        elif depth < 30 and not isinstance(statement, o.Function | o.Class):
            yield from returns(tuple(o.children(statement)), depth + 1)
