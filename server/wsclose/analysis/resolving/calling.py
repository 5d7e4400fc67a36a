"""What a call gives: instances of classes, results of functions, of this file or of a library."""

from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.resolving.asked_for import instance_asked_for
from wsclose.analysis.resolving.conversions import CONVERSIONS, is_conversion
from wsclose.analysis.resolving.idioms import makes_promise, speaks
from wsclose.analysis.resolving.outside import seen_from_here
from wsclose.analysis.resolving.scopes import Key, Scope, function_of
from wsclose.analysis.resolving.several import COPYING, PASSING, TAKING, OfSeveral
from wsclose.analysis.resolving.shadowing import namesake_made
from wsclose.analysis.resolving.things import (
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
    Received,
    Returns,
    Several,
    Thing,
    split_top,
)
from wsclose.analysis.walks import given_back, returns
from wsclose.knowledge.library import Type
from wsclose.syntax import outline as o

UNWRAPPING = frozenset(
    """
    then catch finally await ConfigureAwait WaitAsync unwrap expect orElseThrow getOrThrow join split
    unwrap_or unwrap_or_else unwrap_or_default unwrap_throw expect_throw
    get getValue getKey value valueOf clone as_ref as_mut as_deref borrow borrow_mut lock Load Swap getAndSet into bind
    """.split()
)
"""Methods of what holds a thing, or is one, that give the thing."""

MAPPING = frozenset({"map", "map_or", "and_then"})
"""Methods of what may hold a thing, which give what a function makes of it."""

LEAVING = frozenset(
    "map_err inspect_err context with_context wrap_err wrap_err_with apply also tap takeIf takeUnless".split()
)
"""Methods that are given what to say of a failure, or what to do with the thing, and give the thing:
`WebSocketClient().apply { start() }`."""

CHAINED = frozenset({"on", "once", "addListener", "prependListener"})
"""Methods of Node's emitters that take a handler and give back what they are called on: `socket.on(...).on(...)`."""
UNHEARD = frozenset({"off", "removeListener", "removeAllListeners"})
"""Those that take handlers away give it back as well: `socket.removeAllListeners().terminate()`."""
LOCKED = frozenset({"write", "read", "upgrade", "get_mut", "take"})
"""Methods without arguments of a lock, a reference or an option, which give what it holds."""

PINNED = frozenset({"get_mut", "project", "as_mut", "clone", "lock", "borrow", "borrow_mut", "upgrade", "unwrap"})
"""Methods of what keeps an object, or shares it, which give the object."""

OF_SEVERAL = frozenset({"maps", "slices"})
"""Go's modules whose functions copy several things, or give those of a map: `maps.Clone(clients)`, `maps.Keys(clients)`."""
OF_OBJECT = frozenset({"values", "entries", "freeze", "seal", "assign"})
"""JavaScript's `Object.values(clients)` and the like: what they are given comes back."""

BOUNDED = frozenset({"timeout", "wait_for", "withTimeout"})
"""What they are given comes back, unless it takes too long."""

ON_THREADS = {"run_in_executor": 1, "to_thread": 0}
"""What runs a function on another thread -> where it is given: `await loop.run_in_executor(None, connect, url)`."""

WITH_A_BLOCK = frozenset({"lazy", "remember", "withContext", "runBlocking", "let", "let!", "subject"})
"""Functions of Kotlin that give what the block after them comes to: `val line by lazy { client.newWebSocket(request, ears) }`"""

HOLDERS = frozenset(
    "Promise useRef ref shallowRef createRef useState signal atom inject useContext ofNullable Exchange".split()
)
"""What makes something that holds what it is given, or what its type says, or gives what that holds."""

ENTERING = frozenset({"__enter__", "__aenter__", "enter_context", "enter_async_context"})
"""What gives what `with` would: `await connecting.__aenter__()`, `await stack.enter_async_context(connect(url))`."""

SETTING_UP = (("set",), ("with",))
"""How methods begin that say how a thing is to be, and give it back: `factory.setVerifyHostname(false).createSocket(url)`."""

MOST_RETURNS = 6
INVOKED = "__invoke"  # the method by which an object is called as a function is
SCHEMES = ("ws://", "wss://")
DIALING = frozenset({"connect", "open", "dial", "establish"})


class Calling(OfSeveral):
    """What a call gives: instances of classes, results of functions, of this file or of a library."""

    def called(self, call: o.Call, scope: Scope) -> Thing:
        name = o.name_of(call.callee)
        if is_conversion(call):
            return self.thing(call.arguments[0].value, scope)
        if (inner := self.handed_through(call, name, scope)) is not None:
            return inner
        if name in BOUNDED and len(call.arguments) > 1:
            given = (self.thing(argument.value, scope) for argument in call.arguments[:2])
            return next((one for one in given if isinstance(one, Instance | Several | Received)), None)
        if name in ENTERING:
            entered = call.arguments[0].value if call.arguments and name[0] != "_" else None
            found = self.thing(entered, scope) if entered is not None else self.receiver(call.callee, scope)
            if isinstance(found, Instance):
                return self.entered(found)
        if name in ON_THREADS and (given_beside := self.run_beside(call, ON_THREADS[name], scope)) is not None:
            return given_beside
        block = call.arguments[-1].value if call.arguments and name in WITH_A_BLOCK else None
        if isinstance(block, o.Function) and (come_to := self.come_to(block)) is not None:
            return come_to
        if makes_promise(call) and (settled := self.settled(call)) is not None:
            return settled
        if name == "once" and (told := self.heard_once(call, scope)) is not None:
            return told
        found = self.callee(call, scope)
        if name == "super" and isinstance(call.callee, o.Path):
            return found
        if isinstance(found, ModuleOf):
            found = self.exported(found, "default")
        return self.by_name(call, name, scope) if found is None else self.result(found, call, scope)

    def handed_through(self, call: o.Call, name: str, scope: Scope) -> Thing:
        """What a method gives that unwraps, copies or picks from what it is called on: `clients.values()`, `line.unwrap()`."""
        if name in MAPPING and (mapped := self.mapped(call, scope)) is not None:
            return mapped
        if name in UNWRAPPING or (name in LEAVING and len(call.arguments) == 1):
            inner = self.receiver(call.callee, scope)
            if name == "get" and isinstance(inner, Many):
                return None if inner.keyed else inner.of
            key = call.arguments[0].value if call.arguments and isinstance(inner, Instance) else None
            if name == "get" and isinstance(key, o.String) and (held := self.member(inner, key.value)) is not None:
                return held  # message.get("code")
            own = isinstance(inner, Instance) and self.has_method(inner, name)
            if isinstance(inner, Instance | Many | Several | Received | Int) and not own:
                return inner
            if isinstance(inner, Own) and name in UNWRAPPING and not self.lookup(("method", inner.name, name)):
                return inner  # entry.getValue().line().close()
        taking = name in TAKING or (name == "delete" and self.libraries.family == "ruby")
        if taking and isinstance(held := self.receiver(call.callee, scope), Many) and not held.keyed:
            return held.of
        if (each := self.of_each(call, name, scope)) is not None:
            return each
        if name in PASSING and isinstance(several := self.receiver(call.callee, scope), Many):
            return several
        if name == "append" and call.arguments and isinstance(call.callee, o.Path) and len(call.callee.parts) == 1:
            return next(
                (one for given in call.arguments if isinstance(one := self.thing(given.value, scope), Many)), None
            )
        of_several = o.name_of(o.holder_of(call.callee)) in OF_SEVERAL
        if (name in COPYING or of_several) and len(call.arguments) == 1:
            copied = self.thing(call.arguments[0].value, scope)
            if isinstance(copied, Many):
                return self.member(copied, name) if name in ("Keys", "Values") else copied
        heard = "on" if name in UNHEARD else name if name in CHAINED and len(call.arguments) == 2 else ""
        if heard:
            line = self.receiver(call.callee, scope)
            if isinstance(line, Instance) and any(heard in kind.registers for kind in self.bases(line.type)):
                return line
        if call.arguments:
            return None
        if name in self.libraries.code_members or name in CONVERSIONS or words.is_code_name(name):
            code = self.receiver(call.callee, scope)
            if isinstance(code, Received | Int):
                return code
        if name in LOCKED:
            held = self.receiver(call.callee, scope)
            if isinstance(held, Instance) and self.is_connection(held) and not self.has_method(held, name):
                return held
        if name in PINNED and isinstance(pinned := self.receiver(call.callee, scope), Own):
            return None if self.lookup(("method", pinned.name, name)) else pinned
        return None

    def run_beside(self, call: o.Call, place: int, scope: Scope) -> Thing:
        """What a function gives that is run on another thread: `await asyncio.to_thread(create_connection, url)`."""
        function = call.arguments[place].value if len(call.arguments) > place else None
        found: Thing = self.come_to(function) if isinstance(function, o.Function) else None
        if isinstance(function, o.Path):
            found = self.called(o.Call(call.start, call.end, function, call.arguments[place + 1 :]), scope)
        return found if isinstance(found, Instance) else None

    def come_to(self, function: o.Function) -> Thing:
        """What a function gives back that is written where it is run."""
        inner = self.scope_of(function)
        return self.first(self.thing(one, inner) for one in given_back(function)) if inner is not None else None

    def mapped(self, call: o.Call, scope: Scope) -> Thing:
        """What a function makes of what may be there: `frame.map(|frame| frame.code.into())`"""
        held = self.receiver(call.callee, scope)
        function = call.arguments[-1].value if call.arguments else None
        if isinstance(held, Own) and function is not None and not self.lookup(("method", held.name, "map")):
            return self.made_of(held, function, scope)
        inner = self.scope_of(function) if isinstance(function, o.Function) else None
        if not isinstance(function, o.Function) or inner is None:
            return None
        if not isinstance(held, Instance) or self.is_connection(held):
            return None
        return self.first(
            Several(tuple(self.thing(item, inner) for item in one.items))
            if isinstance(one, o.Sequence)
            else self.thing(one, inner)
            for one in given_back(function)
        )

    def result(self, callee: Thing, call: o.Call, scope: Scope) -> Thing:
        """What a call of a known thing gives."""
        match callee:
            case ClassOf() if not speaks(call, callee.type.schemes):
                return Foreign(callee.type.name)
            case ClassOf():
                return Instance(callee.type, callee.side, True, self.code_made_with(call, callee.type, scope))
            case Returns():
                if callee.text == "same" and call.arguments:
                    return self.thing(call.arguments[0].value, scope)
                on = (
                    self.receiver(call.callee, scope) if callee.text in ("code", "reason") else None
                )  # whose code it is
                return self.make(callee.text, callee.library.id, on if isinstance(on, Instance) else None)
            case OwnClass():
                return self.own_instance(callee.name)
            case OwnFunction():
                return self.returned(callee)
            case Elsewhere():
                return seen_from_here(callee.file, callee.file.call_of(callee.thing))
            case Instance() if not call.new:  # $connector("wss://...")
                invoked = self.member(callee, INVOKED)
                held = callee if self.libraries.family == "java" and not call.arguments else None  # of a record
                return self.result(invoked, call, scope) if isinstance(invoked, Returns) else held
            case Foreign() | Received():
                return callee
        return None

    def by_name(self, call: o.Call, name: str, scope: Scope) -> Thing:
        """What a call of something unknown gives, as far as its name, its types and what it is given tell."""
        callee = call.callee
        given = call.arguments[0].value if call.arguments else None
        set_up = self.receiver(callee, scope) if words.words(name)[:1] in SETTING_UP else None
        if isinstance(set_up, Instance):
            return set_up
        if name in OF_OBJECT and isinstance(callee, o.Path) and callee.parts[0] == "Object" and given is not None:
            return self.thing(given, scope)
        if name in HOLDERS and (call.types or given is not None):
            return self.annotation(call.types, scope) if call.types else self.thing(given, scope)
        if (asked := instance_asked_for(self, call, name, scope)) is not None:
            return asked
        if name == "cast" and len(call.arguments) == 2:
            return self.cast(call, scope)
        if call.types and call.new:
            held = self.annotation(f"{name}{call.types}", scope)
            if isinstance(held, Many) or (isinstance(held, Instance) and not self.is_connection(held)):
                return held  # new Map<string, WebSocket>(), await new Deferred<CloseEvent>()
        if (opened := self.libraries.openers.get(name)) is not None:
            line = Instance(opened, opened.side, False)
            return Many(line) if name.endswith("Sockets") else line  # this.state.getWebSockets()
        if opens_websocket(name):
            return Instance(GENERIC_TYPE, "client", False)
        constructs = call.new or (name[:1].isupper() and not self.is_variant(callee))
        return self.made(name, call) if constructs else None

    def opens_by_name(self, name: str) -> bool:
        """Whether a function that is not known gives a client's connection: by a library's name, or `connectToWebsocket`."""
        return (name in self.libraries.openers and not name.endswith("Sockets")) or opens_websocket(name)

    def callee(self, call: o.Call, scope: Scope) -> Thing:
        """What is called: also a library's function that is written after what it extends, whatever that is, as
        `client.webSocketSession(url)`."""
        name = o.name_of(call.callee)
        if namesake_made(self, call, name, scope):
            return self.type_name(name, scope, (name,))
        found = self.thing(call.callee, scope)
        if not isinstance(found, Foreign | None) or name not in self.libraries.extensions:
            return found
        extension = self.name(name, scope) if o.holder_of(call.callee) is not None else None
        extension = extension or self.brought_by_trait(name)
        return extension if isinstance(extension, Returns) and extension.extends else found

    def is_variant(self, callee: o.Value) -> bool:
        """Whether a name in capitals belongs to another one, as the variants of Rust's enums do: `Error::WebSocket(error)`."""
        parts = callee.parts if isinstance(callee, o.Path) and self.libraries.separator == "::" else ()
        return len(parts) > 1 and parts[-2][:1].isupper()

    def cast(self, call: o.Call, scope: Scope) -> Thing:
        """`cast(ClientConnection, line)`, `cast("ClientConnection", line)`"""
        kind, value = (argument.value for argument in call.arguments)
        said = ".".join(kind.parts) if isinstance(kind, o.Path) else kind.value if isinstance(kind, o.String) else ""
        return (self.annotation(said, scope) if said else None) or self.thing(value, scope)

    def made(self, name: str, call: o.Call) -> Thing:
        """What an unknown constructor makes, as far as its name tells and the address that it is given."""
        found = words.words(name)
        if "websocket" in found or "ws" in found:
            if words.says_otherwise(found) or found[0] in words.DEEDS or name.lower().endswith("sockets"):
                return None  # server.WebSockets() gives all of them
            dials = any(
                isinstance(one.value, o.String) and one.value.value.startswith(SCHEMES) for one in call.arguments
            )
            return Instance(GENERIC_TYPE, "client" if dials else "", dials)
        return Foreign(name) if self.libraries.foreign_words.intersection(found) else None

    def receiver(self, callee: o.Value, scope: Scope) -> Thing:
        """What a method is called on."""
        found: Thing = None
        if isinstance(callee, o.Path) and len(callee.parts) > 1:
            found = self.path_at(callee.start, callee.parts[:-1], scope)
        elif isinstance(callee, o.Member):
            found = self.thing(callee.of, scope)
        if isinstance(found, OwnFunction):  # where a call needs no parentheses, or in a getter, its value is meant
            return self.returned(found)
        if isinstance(found, Elsewhere) and isinstance(found.thing, OwnFunction):
            return seen_from_here(found.file, found.file.call_of(found.thing))
        return found

    def body_of(self, function: OwnFunction) -> o.Function | None:
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        return function.function or next((f for one in self.lookup(key) if (f := function_of(one)) is not None), None)

    def returned(self, function: OwnFunction) -> Thing:
        body = self.body_of(function)
        inner = self.scope_of(body) if body is not None else None
        if body is None or inner is None:
            return None
        declared = self.annotation(body.returns, inner.parent or inner) if body.returns else None
        if declared is None:
            return self.first(self.several(value, inner) for value in returns(body.body))
        listed = body.returns[1:-1] if body.returns[:1] == "(" and body.returns[-1:] == ")" else ""
        results = tuple(self.annotation(one, inner.parent or inner) for one in split_top(listed))
        if any(isinstance(one, Instance) for one in results[1:]):
            return Several(results)
        if not is_one_side_open(declared):
            return declared
        given = (self.several(value, inner) for value in islice(returns(body.body), MOST_RETURNS))
        return next((told for one in given if (told := with_side(declared, one)) is not None), declared)

    def several(self, value: o.Value, scope: Scope) -> Thing:
        """What is given back, several things at once too: `return conn, nil`, `return [socket, setUrl]`."""
        if isinstance(value, o.Sequence) and len(value.items) > 1:
            items = tuple(self.thing(item, scope) for item in value.items[:MOST_RETURNS])
            known = any(isinstance(item, Instance | Received | Returns | Entries) for item in items)
            return Several(items) if known else None
        return self.thing(value, scope)

    def code_made_with(self, call: o.Call, made: Type, scope: Scope) -> int | None:
        """The number that a close frame is made with: `new CloseStatus(4001, "kicked")`."""
        library = self.libraries.by_id.get(made.library) if not made.connection else None
        roles = library.builders.get(made.name, ()) if library is not None else ()
        if library is None or "code" not in roles:
            return None
        keywords = library.builder_keywords.get(made.name, {})
        for place, argument in enumerate(call.arguments):
            role = keywords.get(argument.name, argument.name) if argument.name else "".join(roles[place : place + 1])
            if role == "code":
                code = self.thing(argument.value, scope)
                return code.value if isinstance(code, Int) else None
        return None

    def instance_of(self, thing: Thing) -> Thing:
        if isinstance(thing, ClassOf):
            return Instance(thing.type, thing.side)
        if isinstance(thing, OwnClass):
            made = self.own_instance(thing.name)
            return Own(thing.name) if isinstance(made, Instance) and not self.is_connection(made) else made
        if isinstance(thing, Elsewhere) and isinstance(thing.thing, OwnClass):
            made = seen_from_here(thing.file, thing.file.call_of(thing.thing))
            plain = isinstance(made, Instance) and not self.is_connection(made)
            return Elsewhere(thing.file, Own(thing.thing.name)) if plain else made
        return thing if isinstance(thing, Foreign) else None


def is_one_side_open(thing: Thing) -> bool:
    """Whether a declared type leaves open which side of a connection it is: `(*websocket.Conn, error)`."""
    return isinstance(thing, Instance) and thing.type.connection and not thing.side


def with_side(declared: Thing, given: Thing) -> Thing:
    """What is given back, alone or first of several, where it is of the declared type and its side is known."""
    first = given.items[0] if isinstance(given, Several) and given.items else given
    if not (isinstance(declared, Instance) and isinstance(first, Instance) and first.side):
        return None
    one_side = first.type.library == declared.type.library and first.type.base == declared.type.name
    return first if one_side or first.type == declared.type else None


def opens_websocket(name: str) -> bool:
    """Whether a function makes a connection and gives it back, by its name: `connectToWebsocket`, `open_ws`."""
    first, *others = words.words(name) or ("",)
    return first in DIALING and tuple(others) in (("websocket",), ("ws",), ("to", "websocket"), ("to", "ws"))
