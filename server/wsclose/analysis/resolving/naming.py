"""Names: where a name was given its value, in this file or another, and what it is."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.calling import is_one_side_open, with_side
from wsclose.analysis.resolving.evaluator import MAX_DEPTH, Evaluator
from wsclose.analysis.resolving.idioms import exported_here
from wsclose.analysis.resolving.meant import meant_at
from wsclose.analysis.resolving.outside import seen_from_here
from wsclose.analysis.resolving.scopes import (
    SELF,
    Definition,
    Scope,
    Site,
    function_of,
    is_unset,
    owners,
    receiver_of,
    unwritten,
)
from wsclose.analysis.resolving.shadowing import field_of, made_connection
from wsclose.analysis.resolving.things import (
    Foreign,
    Instance,
    Int,
    ModuleOf,
    Own,
    OwnClass,
    OwnFunction,
    Received,
    Thing,
)
from wsclose.syntax import outline as o

PLAIN_TYPES = frozenset(
    """
    string int uint byte rune error bool any float float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64
    u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64 str char void boolean long short double object dynamic var num
    map list set self static mixed array callable iterable null false true mut dyn impl func chan interface struct
    """.split()
)
UNIVERSAL = frozenset(
    """
    Promise Error Math Object Array String Number Date Map Set JSON Symbol None True False Exception
    Optional List Dict Any Some Ok Err Result Vec Box Arc React URL Buffer Boolean Int Unit Task
    Console
    """.split()
)


class Naming(Evaluator):
    """Names: where a name was given its value, in this file or another, and what it is."""

    def path(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        if len(parts) > 1 and parts[-1] in ("current", "value") and len(parts) < 12:  # React and Vue references
            held = self.path(parts[:-1], scope)
            if not (isinstance(held, Own) and self.lookup(("field", held.name, parts[-1]))):
                return held
        if (exported := exported_here(parts)) and self.lookup(("name", "", exported[0])):
            return self.walk(self.name(exported[0], scope.functions()[-1]), exported[1:])
        head, rest = parts[0], parts[1:]
        if head == ".":  # a member whose type only the place tells
            return None
        if not head and rest:  # `::WebSocket`: whatever has this name around here is not meant
            found = self.walk(self.global_name(rest[0], rest), rest[1:]) or self.qualified(rest, scope)
            known = self.libraries.separator.join(rest[:-1]) in self.libraries.by_module
            is_class = isinstance(found, ModuleOf) and rest[-1][:1].isupper()
            return Foreign(rest[-1]) if known and (found is None or is_class) else found
        if head in SELF or (head == receiver_of(scope) and head):
            if head == "this" and (opened := self.given_to_block(scope)) is not None:
                return self.walk(opened, rest)
            thing: Thing = self.own_self(scope)
            if head == "super":
                above = self.inherited(scope.owner, rest[0]) if scope.owner and rest else None
                return self.walk(thing, rest) if above is None else self.walk(above, rest[1:])
            if rest and scope.owner:
                found, own = field_of(self, scope.owner, rest[0]), self.lookup(("method", scope.owner, rest[0]))
                if found is None and not isinstance(thing, Instance):
                    if head == "@":  # a field, never a method of that name
                        return None
                    found = None if own and isinstance(thing, Foreign) else self.member(thing, rest[0])
                if found is None and own:
                    found = OwnFunction(scope.owner, rest[0])
                if found is None and isinstance(thing, Instance) and self.member(thing, rest[0]) is None:
                    # of a class between this one and the library's, or of the other half in another file
                    found = self.within(scope.owner, rest[0]) or self.inherited(scope.owner, rest[0])
                    found = found or self.member_beside(Own(scope.owner), rest[0])
                return self.walk(found, rest[1:]) if found is not None else self.walk(thing, rest)
            return self.walk(thing, rest)
        if len(rest) > 1 and rest[0] == "this" and self.lookup(("class", "", head)):  # Client.this.socket
            found = self.definitions(self.lookup(("field", head, rest[1])))
            return self.walk(found or self.own_instance(head), rest[2:] if found is not None else rest[1:])
        found = self.walk(self.name(head, scope, parts), rest)
        if found is None and len(rest) == 1 and head in UNIVERSAL and words.may_be_code(rest[0]):
            found = self.walk(self.beside(head), rest)  # Error::GOING_AWAY of the project's own
        if found is None and rest:  # `app.line = new WebSocket(url)`
            put = self.definitions(self.lookup(("field", head, rest[0])))
            found = self.walk(put, rest[1:]) if isinstance(put, Instance) and put.type.connection else None
        if found is None and len(rest) > 1 and rest[0] == scope.owner:  # `App.feed.socket` in a method of `App.feed`
            return self.path(("this", *rest[1:]), scope)
        if found is None and len(rest) == 1 and self.lookup(("method", head, rest[0])):
            return OwnFunction(head, rest[0])  # a function that is a property of an object of this file
        return found if found is not None or not rest else self.qualified(parts, scope)

    def serves_websockets(self, parts: tuple[str, ...], scope: Scope) -> bool:
        """Whether something is a server of WebSockets by its name, or by that of what it is set to: `wss`, `app.websocketServer`."""
        said = words.words(parts[-1])
        if "wss" in said or {"websocket", "server"} <= set(said) or {"ws", "server"} <= set(said):
            return True
        found = scope.find(parts[0]) if len(parts) == 1 else None
        return any(
            isinstance(one.value, o.Path) and "websocket" in words.words(one.value.parts[-1]) for one in found or ()
        )

    def qualified(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        """A name with its module in front, not imported: `org.example.CloseStatus`, `axum::extract::ws::Message`."""
        separator = self.libraries.separator
        for one in self.lookup(("name", "", "*")) if len(parts) == 2 and separator == "." else ():
            if isinstance(one.value, o.Import) and one.value.module == parts[0]:  # Starscream.WebSocket
                return self.member(self.module(parts[0]), parts[1])
        least = 1 if separator == "." else 0  # names that a module has at least, but for one
        if len(parts) < least + 2 or scope.find(parts[0]) is not None:
            return None
        for size in range(len(parts) - 1, least, -1):
            name = separator.join(parts[:size])
            libraries = self.libraries.of_module(name)
            if libraries:
                return self.walk(ModuleOf(libraries, name), parts[size:])
        return self.qualified_here(parts)

    def qualified_here(self, parts: tuple[str, ...]) -> Thing:
        """A name of the project's own with its module in front: `crate::codes::IDLE`, `Example.Protocol.Codes.Idle`."""
        if self.libraries.separator == "::" and parts[0][:1].islower():
            for size in range(len(parts) - 1, 0, -1):
                module = "::".join(parts[:size])
                for place in (f"crate::{module}", module):
                    found = self.walk(self.from_module(place, parts[size]), parts[size + 1 :])
                    if found is not None:
                        return found
            inner = self.definitions(self.lookup(("name", "", parts[-1])))
            return inner if isinstance(inner, Int) else None  # of a module within this file
        if len(parts) > 2 and parts[-2][:1].isupper():
            return self.walk(self.named_beside(parts[-2]), parts[-1:])
        return None

    def walk(self, thing: Thing, names: tuple[str, ...]) -> Thing:
        for name in names:
            if thing is None:
                return None
            thing = self.member(thing, name)
        return thing

    def name(self, name: str, scope: Scope, parts: tuple[str, ...] = ()) -> Thing:
        found = meant_at(name, scope, self.at)
        if found and all((id(one), 0) in self.busy for one in found):  # `guard let task = task`: one from further out
            found = outer.find(name) if (outer := found[0].scope.parent) is not None else None
        if found is not None:
            thing = self.definitions(tuple(found))
            if thing is None or isinstance(thing, Foreign):
                thing = made_connection(self, name, found) or thing
            if thing is None and unwritten(found[0]) and found[0].scope.parent is not None:
                return self.name(name, found[0].scope.parent, parts)  # `it` of a block around
            return thing
        defined = self.lookup(("name", "", name))
        # A field, if the class has one of that name; an extension that is imported never stands by itself.
        if defined and (name in self.libraries.extensions or all(one.undeclared for one in defined)):
            for owner in (*owners(scope), *self.classes_around(scope)):
                if field := self.lookup(("field", owner, name)):
                    return self.definitions((*field, *(one for one in defined if one.scope.owner == owner)))
        if defined:  # a class may be imported where it is used in the file that defines it
            return self.definitions(defined) or self.own_class(name)
        for owner in owners(scope):
            field = self.lookup(("field", owner, name))
            if field:
                return self.definitions(field)
            if self.lookup(("method", owner, name)):
                return OwnFunction(owner, name)
        if (own := self.own_class(name)) is not None:
            return own
        if name.isupper() and len(constants := self.lookup(("member", "", name))) == 1:
            return self.definition(constants[0])  # of a class around this one
        if name == "Self" and scope.owner:
            return OwnClass(scope.owner) if self.lookup(("class", "", scope.owner)) else None
        if scope.parent is not None and (name[:1].islower() or self.libraries.family == "csharp"):
            implied = self.implicit(scope)  # a property of what the block around is called on, or of a base class
            said = self.member(implied, name) if isinstance(implied, Instance) else None
            if isinstance(implied, Own):
                said = self.inherited(implied.name, name)
            if said is not None:
                return said
        for owner in self.classes_around(scope):
            if field := self.lookup(("field", owner, name)):
                return self.definitions(field)
            if self.lookup(("method", owner, name)):
                return OwnFunction(owner, name)
        known = self.everything_of(name) or self.global_name(name, parts)
        return known or self.other_half(name, scope) or self.named_beside(name)

    def classes_around(self, scope: Scope) -> Iterator[str]:
        """The classes around the class of a place, whose fields and methods it sees: `inner class Ears : Listener()`."""
        seen = set(owners(scope))
        for inner in owners(scope):
            around = self.class_around(inner)
            while around and around not in seen:
                seen.add(around)
                yield around
                around = self.class_around(around)

    def class_around(self, inner: str) -> str:
        return next((one.scope.owner for one in self.lookup(("class", "", inner))), "")

    def everything_of(self, name: str, handed_on: bool = False) -> Thing:
        """A name that comes with all others of a module: `import jakarta.websocket.*`, `using WebSocketSharp`."""
        imports = self.lookup(("name", "", "*"))
        if not imports:
            return None
        if self.outside.depth:  # a question from another file may come too deep for an answer
            return self._brought(imports, name, handed_on)
        key = (name, handed_on)
        if key not in self.brought:
            self.brought[key] = self._brought(imports, name, handed_on)
        return self.brought[key]

    def _brought(self, imports: tuple[Definition, ...], name: str, handed_on: bool) -> Thing:
        for one in imports:
            if isinstance(one.value, o.Import) and (one.value.handed_on or not handed_on):
                module = self.module(one.value.module)
                found = self.exported(module, name, False) if isinstance(module, ModuleOf) else None
                if isinstance(found, ModuleOf) and (self.libraries.separator == "." or not found.libraries):
                    continue  # a package does not bring those below it
                if found is None and (
                    words.is_code_group(one.value.module.rpartition(".")[2]) or words.may_be_code(name)
                ):
                    found = self.of_class(one.value.module, name)
                if found is not None:
                    return found
        return None

    def of_class(self, owner: str, name: str) -> Thing:
        """A member that is imported without its class: `import static org.example.Codes.IDLE`, `using static Example.Codes`."""
        simple = owner.rpartition(".")[2]
        if self.libraries.separator != "." or not simple[:1].isupper():
            return None
        return self.walk(self.named_beside(simple, True), (name,))

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
        defined = tuple(one for one in self.lookup(("name", "", name)) if not one.undeclared)
        if defined:
            return self.definitions(defined) or self.own_class(name)
        if (own := self.own_class(name)) is not None:
            return own
        return (
            self.everything_of(name)
            or self.global_name(name, parts)
            or self.named_beside(name, name not in PLAIN_TYPES)
        )

    def own_class(self, name: str) -> OwnClass | None:
        """The class of that name in this file. An interface adds to the one that the platform has of its name:
        `declare global { interface WebSocket { user?: string } }`."""
        found = self.lookup(("class", "", name))
        adds = name in self.libraries.globals and all(getattr(one.value, "kind", "") == "interface" for one in found)
        return OwnClass(name) if found and not adds else None

    def global_name(self, name: str, parts: tuple[str, ...] = ()) -> Thing:
        for size in (3, 2, 1):
            dotted = ".".join(parts[:size]) if parts else name
            known = self.libraries.globals.get(dotted)
            if known is not None:
                return self.declared(known[0], known[1])
            if dotted in self.libraries.foreign_names:
                return Foreign(dotted)
        if name in ("window", "globalThis", "self", "global") and len(parts) > 1:
            return ModuleOf((), "globalThis")
        return None

    def definitions(self, found: tuple[Definition, ...]) -> Thing:
        if len(found) > 1 and is_unset(found[0].value):
            found = (*found[1:], found[0])
        thing = self.first(self.definition(one) for one in found[:12])
        if isinstance(thing, Instance) and not thing.side and len(found) > 1 and self.is_connection(thing):
            return self.on_one_side(thing, found[:12])
        return thing

    def on_one_side(self, thing: Instance, found: tuple[Definition, ...]) -> Instance:
        """A connection whose type is that of both sides, on the side where all that it is given were opened."""
        sides = {given.side for one in found if isinstance(given := self.definition(one), Instance) and given.side}
        return Instance(thing.type, sides.pop(), thing.sure) if len(sides) == 1 else thing

    def definition(self, one: Definition) -> Thing:
        """What one definition makes of a name. A definition that leads back to itself says nothing."""
        key = (id(one), 0)
        if key in self.memo:
            return self.memo[key][2]
        if key in self.busy or self.depth > MAX_DEPTH:
            return None
        self.busy.add(key)
        self.depth, at, self.at = self.depth + 1, self.at, -1
        try:
            found = self._definition(one)
        finally:
            self.depth, self.at = self.depth - 1, at
            self.busy.discard(key)
        self.memo[key] = (one, None, found)
        return found

    def _definition(self, one: Definition) -> Thing:
        value, scope = one.value, one.scope
        if isinstance(value, o.Parameter):
            return self.parameter(one, value)
        if one.type:
            typed = self.annotation(one.type, scope)
            if isinstance(typed, Received) and not isinstance(value, o.Catch):
                number = self.thing(value, scope)
                if isinstance(number, Int):
                    return number  # const closeIdle websocket.StatusCode = 4000
            if isinstance(typed, Instance) and isinstance(value, o.Call) and not typed.type.connection:
                made = self.thing(value, scope)
                return made if isinstance(made, Instance) and made.type == typed.type else typed
            if typed is not None:
                if isinstance(value, o.Catch) or not is_one_side_open(typed):
                    return typed
                return with_side(typed, self.thing(value, scope)) or typed  # WebSocket line = await WebSocket.connect()
        if isinstance(value, o.Catch):
            kinds = [self.instance_of(self.thing(kind, scope)) for kind in value.types]
            known = self.first(iter(kinds))
            return None if isinstance(known, Foreign) and None in kinds else known  # (TimeoutError, ConnectionClosed)
        function = function_of(one)
        if function is not None:
            return OwnFunction(function.owner, function.name, function)
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
            other = value.alias not in ("", value.name) and self.libraries.separator != "::"  # { Client as Base }
            if not module.libraries and not other and self.lookup(("class", "", value.name)):
                return OwnClass(value.name)  # use super::CloseCode
            found = self.member(module, value.name)
            if found is None and value.name == "default" and module.libraries:
                return module  # import uWS from "uWebSockets.js": one without a default export is given as a whole
            return found if found is not None or module.libraries else self.of_class(value.module, value.name)
        return module

    def module(self, name: str) -> Thing:
        libraries = self.libraries.of_module(name)
        if libraries:
            return ModuleOf(libraries, name)
        if self.libraries.is_foreign(name):
            return Foreign(name)
        copied = self.libraries.copied(name)
        return ModuleOf(() if copied and self.outside.modules(name, self.home) else copied, name)

    def named_beside(self, name: str, wanted: bool = False) -> Thing:
        """A name that files beside this one share with it; only promising names are looked for, unless it is wanted."""
        promising = wanted or name[:1].isupper() or words.is_closing_name(name) or words.is_socket_name(name)
        promising = promising or words.is_code_name(name) or not words.OPENERS.isdisjoint(words.words(name))
        if not promising or name in UNIVERSAL:
            return None
        if name[:1].isupper() and (libraries := self.libraries.of_module(self.outside.module_of(self.home))):
            return self.member(ModuleOf(libraries, name), name) or self.beside(name)  # in a test of the library itself
        return self.beside(name)

    def beside(self, name: str) -> Thing:
        """What files that share their names with this one have under a name."""
        for file in self.outside.beside(name, self.home):
            found = seen_from_here(file, file.named(name))
            if found is not None:
                return found
        return None

    def from_module(self, module: str, name: str) -> Thing:
        """What a module of the workspace has under a name."""
        for file in self.outside.modules(module, self.home, name):
            found = seen_from_here(file, file.named(name))
            if found is not None:
                return found
        return None


def behind(site: Site, call: o.Call) -> str:
    """ "-1" for the last argument of a call: models call a block that stands behind the parentheses by it."""
    return "-1" if site.argument == str(len(call.arguments) - 1) else ""
