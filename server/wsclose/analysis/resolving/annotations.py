"""Annotations: what the type that is written beside a name says that it is."""

import re

from wsclose.analysis import tables, words
from wsclose.analysis.resolving.evaluator import Evaluator
from wsclose.analysis.resolving.scopes import Key, Scope
from wsclose.analysis.resolving.things import (
    GENERIC_TYPE,
    ClassOf,
    Elsewhere,
    Entries,
    Foreign,
    Instance,
    Many,
    ModuleOf,
    Own,
    OwnClass,
    Received,
    Returns,
    Thing,
)
from wsclose.syntax import outline as o
from wsclose.syntax.names import NAMES, fetched_in, object_in, tuple_in

HOLDING = re.compile(
    r"(?:Set|Array|List|Map|Dict|Dictionary|Vec|Optional|Union|Record|Queue|Deque|Stack|Bag|Lazy|Enumerable|Pair|Collection|Entry|Iterator|Reference|Future|Deferred|StateFlow|Arc|Rc|Mutex|RwLock|RefCell|Cell|Box|Ref|^[a-z]\w*)$"
)
"""Names of types that hold what is meant: `List<Session>`."""

CONTAINERS = re.compile(
    r"\[\]|\bchan\b|(?<![\w\[\]>])\[(?=\s*[\w.]+\??\s*[:\]])|(?:Set|Array|List|Map|Dict|Dictionary|Vec|Deque|Queue|Stack|Bag|Collection|Sequence|Iterable|Enumerable|Record|set|list|dict|map|deque)(?:Of)?[<\[]|(?:Iterator|Generator)<"
)
"""Those of them that hold several; Swift's `[Session]` and `[String: Session]`, too."""

KEYS = frozenset({"String", "Int", "Integer", "Long", "UUID", "ObjectIdentifier"})
"""Types of keys, written with a capital: in `Map<String, Channel>` the other one is meant."""

MEMBERS = re.compile(r"(?<!\w)\{(?:[^{}]|\{[^{}]*\})*\}")
"""What an object's type lists: `{ close: () => void; socket: WebSocket }` is no socket."""

ANYTHING = frozenset({"Any", "any", "dynamic", "object"})
"""Types that say nothing of what is of them."""

IMPORTS: Key = ("import", "", "")
"""Under this key is what a file imports."""

STATE = "readyState"
CONTROL = "WriteControl"  # of gorilla/websocket's connections, and of nothing else
"""What says how far a connection is, in those that follow the browser's."""

ITSELF = re.compile(r"\(?typeof\s+([A-Za-z_$][\w$.]*)\)?(?:\s*\|\s*(?:null|undefined))*$")
"""What has the type of a value, as a class itself: `typeof WebSocket`."""

MORE = " & "
"""How TypeScript adds to a type: `WebSocket & { name: string }`."""

TAKING = "Sink"
"""What takes messages and is closed with the connection: the type of that name of a message's library in `dyn Sink<Message>`."""


class Annotations(Evaluator):
    """What the type that is written beside a name says that it is."""

    def annotation(self, text: str, scope: Scope) -> Thing:
        """What a type annotation says. `Optional[WebSocket]`, `WebSocket | null`, `*websocket.Conn`."""
        if (itself := ITSELF.match(text)) is not None:
            return self.itself(tuple(itself[1].split(".")), scope)
        more = MORE in text
        if "{" in text or (self.libraries.family == "csharp" and "(" in text):
            text, members = object_in(text) if "{" in text else tuple_in(text)
            if members and (listed := self.object_of(members, len(CONTAINERS.findall(text)), scope)) is not None:
                return listed
            text = MEMBERS.sub("", text)
        text, modules = fetched_in(text)
        many = len(CONTAINERS.findall(text))
        holds, known = "", True  # the name before, which this one may be what it holds; whether all were known
        keys: Thing = None
        other: Thing = None
        names = NAMES.findall(text)[:6]
        for place, name in enumerate(names):
            parts = tuple(name.replace("::", ".").replace("\\", ".").split("."))
            if parts[-1] in ANYTHING:
                continue
            if (module := modules.get(parts[0])) is not None:
                first = self.imported(o.Import(0, 0, module, parts[0], parts[0]))
            else:
                first = self.type_name(parts[0], scope, parts)
            found = self.walk(first, parts[1:])
            if found is None and len(parts) > 1:
                found = self.qualified(parts, scope)
            if isinstance(found, ModuleOf) and found.libraries and len(parts) == 1:
                found = self.exported(found, "default")
            instance = found if isinstance(found, Instance) else self.instance_of(found)
            if isinstance(found, Many):
                return found  # a name for a container
            if isinstance(instance, Own):
                instance = self.listed_connection(instance.name) or instance
            if isinstance(instance, Instance) and self.is_of_runtime(instance) and (more or self.is_beside(name)):
                instance = Instance(GENERIC_TYPE, "", False)  # the runtime may be another than the browser
            if (group := self.code_group(instance)) is not None:
                return Received(None, True, group)
            says_side = isinstance(instance, Instance) and instance.side in words.words(parts[-1])
            own = isinstance(found, OwnClass | Elsewhere)  # class Feed extends WebSocketClient
            other_name = isinstance(instance, Instance) and parts[-1] != instance.type.name and not own
            if isinstance(instance, Instance) and instance.side and other_name and not says_side:
                base = self.libraries.type(instance.type.base, instance.type.library) if instance.type.base else None
                if base is not None and base.connection:
                    instance = Instance(base, base.side, instance.sure)  # the class of both sides' connections
            if isinstance(instance, Foreign) and holds and says_websocket(holds):
                return Instance(GENERIC_TYPE, "", False)  # WebSocketStream<TcpStream>
            if isinstance(instance, Own) and is_about(text, name, holds) and says_websocket(holds):
                return nested(Instance(GENERIC_TYPE, "", False), many, False)  # WebSocket<Visitor>
            if holds == TAKING and isinstance(instance, Instance) and not instance.type.connection:
                taking = self.libraries.type(TAKING, instance.type.library)
                instance = Instance(taking, taking.side, False) if taking is not None else instance
            if isinstance(instance, Foreign) and place + 1 < len(names) and HOLDING.search(parts[-1]):
                holds = parts[-1]  # java.util.List<Session>: what it holds is meant
                continue
            if isinstance(instance, Foreign) and place + 1 < len(names) and is_alternative(text, name):
                other = other or instance  # RTCDataChannel | WebSocket: the connection is meant
                continue
            if isinstance(instance, Foreign) and many and not known:
                return None  # Dict[Bucket, Task]: what is not known may be what is meant
            holds = parts[-1]
            known = known and (instance is not None or holds in KEYS or HOLDING.search(holds) is not None)
            if instance is not None:
                key = keyed(text, name)
                if key and keys is None and not (isinstance(instance, Instance) and self.is_connection(instance)):
                    keys = nested(instance, many, key)
                    continue  # dict[Market, WebSocketClientProtocol]: the other one is meant
                if key and many > 1:  # Map<WebSocket, Set<String>>
                    many = max(len(CONTAINERS.findall(text[: text.find(name)])), 1)
                return nested(self.on_side(instance, scope), many, key)
            if isinstance(found, Returns) and found.text == "same":
                return Received(None, True)
        *before, last = ["", *(name.split(".")[-1] for name in NAMES.findall(text))]
        generic = says_websocket(last) or (
            is_about(text, last, before[-1]) and says_websocket(before[-1]) if before else False
        )
        return Instance(GENERIC_TYPE, "", False) if generic else keys or other

    def itself(self, parts: tuple[str, ...], scope: Scope) -> Thing:
        """A class, where a type says that it is one: `typeof WebSocket`. Another may be given in place of the runtime's."""
        found = self.path(parts, scope)
        if isinstance(found, ModuleOf) and found.libraries:
            found = self.exported(found, "default") or found
        if isinstance(found, ClassOf) and self.is_of_runtime(Instance(found.type, found.side)):
            return ClassOf(GENERIC_TYPE, found.side)
        return found

    def object_of(self, members: dict[str, str], containers: int, scope: Scope) -> Thing:
        """An object, or several, by the types of its members, if one of those is a connection: `{ line: WebSocket }`."""
        said = {name: kind for name, kind in members.items() if "=>" not in kind and "{" not in kind}
        things = [self.annotation(kind, scope) for kind in said.values()]
        made = (Instance(one.type, one.side) if isinstance(one, ClassOf) else one for one in things)
        if not any(isinstance(one, Instance) and self.is_connection(one) for one in made):
            return None
        entries = tuple(o.Entry(name, o.Table(0, 0, (), kind)) for name, kind in said.items())
        return nested(Entries(o.Table(0, 0, entries), scope), containers, False)

    def is_of_runtime(self, instance: Instance) -> bool:
        """Whether a connection is of a type that is there without an import."""
        model = self.libraries.by_id.get(instance.type.library)
        return instance.type.connection and model is not None and not model.modules

    def is_beside(self, name: str) -> bool:
        """Whether a class of this name that the file does not import may be meant: that of a library of which it imports
        something else, or serves with, or the runtime's at a server. `import { WebSocketServer } from "ws"`, `import express from "express"`"""
        known = self.libraries.globals.get(name)
        runtime = self.libraries.by_id.get(known[0].runtime) if known is not None else None
        if runtime is not None and any(
            kind.side == "server" and kind.event_properties for kind in runtime.types.values()
        ):
            return True  # Deno's sockets are of this type at both ends
        modules = [one.value.module for one in self.lookup(IMPORTS) if isinstance(one.value, o.Import)]
        return any(
            self.libraries.serves(one) or any(name in model.exports for model in self.libraries.of_module(one))
            for one in modules
        )

    def brought_by_trait(self, name: str) -> Thing:
        """A library's function that is written after what it extends, where an import of something else of that library is
        enough, as of a trait of Rust."""
        for one in self.lookup(IMPORTS) if self.libraries.separator == "::" else ():
            for model in self.libraries.of_module(one.value.module) if isinstance(one.value, o.Import) else ():
                if name in model.exports:
                    return self.declared(model, model.exports[name])
        return None

    def listed_connection(self, name: str) -> Instance | None:
        """The connection whose members a type of the file only lists: `interface WebSocketLike { readyState: number; ... }`,
        `type conn interface { WriteControl(...) error; Close() error }`."""
        declared = self.lookup(("class", "", name))
        body = declared[0].value.body if declared and isinstance(declared[0].value, o.Class) else ()
        listed = {o.name_of(one.target) for one in body if isinstance(one, o.Bind) and one.value is None}
        if any(isinstance(one, o.Function) for one in body):
            return None
        for library in self.libraries.by_id.values() if CONTROL in listed else ():
            for kind in library.types.values():
                if kind.connection and CONTROL in kind.closes:
                    return Instance(kind, "", False)
        return Instance(GENERIC_TYPE, "", False) if STATE in listed and says_websocket(name) else None

    def code_group(self, instance: Thing) -> OwnClass | Elsewhere | None:
        """The project's own type of close codes that this is a value of: an enum of this file, a class of another."""
        if isinstance(instance, Own) and words.is_code_group(instance.name):
            declared = self.lookup(("class", "", instance.name))
            kind = declared[0].value if declared else None
            if not isinstance(kind, o.Class) or not tables.is_enum(kind):
                return None
            if words.is_own_reason(kind.name) and not any(
                words.plausible(row.number) for row in tables.rows_of_enum(kind)
            ):
                return None  # why somebody left, which nobody has made a code of
            return OwnClass(instance.name)
        if isinstance(instance, Elsewhere) and isinstance(instance.thing, Own):
            name = instance.thing.name
            return Elsewhere(instance.file, OwnClass(name)) if words.is_code_group(name) else None
        return None

    def on_side(self, thing: Thing, scope: Scope) -> Thing:
        """A connection, on the side that the class around says by an annotation: `@ServerEndpoint`."""
        if not isinstance(thing, Instance) or thing.side or not thing.type.library or not thing.type.connection:
            return thing
        sides = self.libraries.by_id[thing.type.library].sides
        if sides:
            for one in self.lookup(("class", "", scope.owner)):
                for annotation in one.value.decorators if isinstance(one.value, o.Class) else ():
                    if side := sides.get(annotation.rpartition(".")[2]):
                        return Instance(thing.type, side, thing.sure)
        return thing


def is_open(text: str) -> bool:
    """Whether no type is written, or one that says nothing."""
    return not text or text.removesuffix("[]").rpartition(".")[2] in ANYTHING


def nested(instance: Thing, containers: int, keyed: bool) -> Thing:
    """What containers within containers hold; only the innermost has it as its keys."""
    for place in range(min(containers, 3)):
        instance = Many(instance, keyed and place == 0)
    return instance


def is_alternative(text: str, name: str) -> bool:
    """Whether a type is one of several, and others come after it: `Channel | WebSocket`, `Union[Channel, WebSocket]`."""
    return re.search(rf"(?<![\w.]){re.escape(name)}\s*\||\bUnion\[[^\[\]]*\b{re.escape(name)}\s*,", text) is not None


def keyed(text: str, name: str) -> bool:
    """Whether a type's name is that of the keys: `Map<WebSocket, Guest>`, `[WebSocket: Guest]`, `map[*websocket.Conn]bool`;
    not in `SplitSink<WebSocket, Message>`, half of a connection and what it takes."""
    return (
        re.search(rf"(?:(?<!Sink)(?<!Stream)[<\[]\W*{re.escape(name)}\s*[,:]|\bmap\[\W*{re.escape(name)}\s*\])", text)
        is not None
    )


def is_about(text: str, name: str, of: str) -> bool:
    """Whether a type stands right in the brackets of another, as what that one carries: `WebSocket<Visitor>`."""
    return bool(of) and re.search(rf"(?<!\w){re.escape(of)}\s*<\s*{re.escape(name)}\s*>", text) is not None


def says_websocket(name: str) -> bool:
    """Whether a type is by its name a WebSocket's."""
    said = words.words(name)
    return "websocket" in said and (not words.says_otherwise(said) or said[-1] == TAKING.lower())
