"""Calls on something unknown: names and shapes must speak for a WebSocket together."""

from wsclose.analysis import words
from wsclose.analysis.resolving.idioms import is_nothing
from wsclose.analysis.resolving.scopes import HANDLERS, SELF, Scope
from wsclose.analysis.resolving.things import GENERIC, Elsewhere, Instance, Int, OwnClass, Received, Text
from wsclose.analysis.sending.asking import Asking, Described
from wsclose.analysis.sending.frames import MADE_OF_PARTS
from wsclose.analysis.sending.sent_numbers import guess_constant
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

GENERIC_CLOSES = frozenset(
    """
    close Close CloseAsync CloseOutputAsync aclose closeAsync close_async sendClose send_close
    closeConnection close_connection closeSocket
    """.split()
)
EXPLICIT_CLOSES = frozenset(
    {
        "sendCloseFrame",
        "send_close_frame",
        "end_connection",
        "fail_connection",
        "failConnection",
        "writeClose",
        "WriteClose",
    }
)  # only with a code
AROUND_SOCKETS = frozenset(
    """
    factory pool engine builder listener executor timer thread queue job config reader writer controller completer
    """.split()
)
TELLERS = frozenset(
    {"event", "events", "delegate", "callback", "callbacks", "listener", "listeners", "hooks", "observer"}
)
"""Whom one tells that something was closed: `events.close(code, reason)`."""
PROMISES = frozenset({"future", "deferred"})
"""How the names of types end that hold what is not there yet."""
SENT_AS = frozenset({"sending", "with", "withCode", "closeCode", "statusCode"})
"""Labels of what is sent, where that is a close code: `close(sending: .goingAway)`."""
CALLBACKS = frozenset({"done", "cb", "callback"})
"""What is called when something is closed. A server takes it, a connection takes a code: `server.ws.close(done)`."""


class Shapes(Asking):
    """Calls on something unknown: names and shapes must speak for a WebSocket together."""

    def guess(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call on something unknown: the receiver's name and the shape of the call must speak for it together."""
        callee = call.callee
        marked = self.by_mark(call, name, scope) or self.by_labels(call, name, scope)
        if marked is not None:
            return marked
        if self.is_given(callee):
            return None
        if isinstance(callee, o.Path):
            holder = callee.parts[-2]
            if holder in ("current", "value") and len(callee.parts) > 2:
                holder = callee.parts[-3]
        elif isinstance(callee, o.Member) and isinstance(callee.of, o.Index):
            holder = o.name_of(written_out(callee.of, scope) or callee.of.of)
        elif isinstance(callee, o.Member) and isinstance(callee.of, o.Member | o.Typed | o.Awaited):
            holder = o.name_of(callee.of if isinstance(callee.of, o.Member) else callee.of.of)
        elif isinstance(callee, o.Member) and isinstance(callee.of, o.Call):
            holder = o.name_of(callee.of.callee)
            if not {"ws", "websocket"} & set(words.words(holder)) and words.words(holder)[-1:] == ("socket",):
                holder = "made"  # getSocket() gives the one beneath a WebSocket
        else:
            return None
        if holder == "sink" and self.mentions and self.is_sink_of_channel(call, scope):
            return self.by_shape(call, GENERIC)
        if holder == "." or (holder[:1].isupper() and words.words(holder)[-1:] in MADE_OF_PARTS):
            return None  # a variant that is built: `.close(code: 1000)`, `WebSocketEvent.close(...)`
        socket = words.is_socket_name(holder) and not self.is_plain_socket(callee, scope)
        if words.words(holder)[-1:] and words.words(holder)[-1] in AROUND_SOCKETS:
            socket = False
        if words.words(holder)[-1:] and words.words(holder)[-1] in TELLERS:
            return None
        shape = self.shape(call, scope)
        if shape >= 3 and self.mentions and name in GENERIC_CLOSES:
            return self.by_shape(call, GENERIC)
        if shape >= 3 and self.mentions and name == "end" and name in self.libraries.close_names:
            return self.by_shape(call, GENERIC)  # what answers HTTP is ended with no number
        if name in EXPLICIT_CLOSES:
            return self.by_shape(call, GENERIC) if shape >= 1 and self.mentions else None
        if self.libraries.foreign_words.intersection(words.words(holder)) and not {"ws", "websocket"}.intersection(
            words.words(holder)
        ):
            return None
        socket = (socket and not self.is_beneath(holder)) or self.is_handled(holder) or is_held(callee, scope)
        socket = socket or self.is_shown(callee, scope)
        if name in ("terminate", "aclose"):
            return self.by_shape(call, GENERIC) if socket and self.mentions else None
        if (
            name in ("send_close", "sendClose")
            and self.mentions
            and (shape >= 1 or (shape >= 0 and (socket or words.is_carrier_name(holder) or says_protocol(holder))))
        ):
            return self.by_shape(call, GENERIC)
        if name not in GENERIC_CLOSES and self.mentions and shape >= 0 and name in self.libraries.close_names:
            said = words.words(name)
            if len(said) == 2 and said[0] == "close" and said[1] in ("blocking", "frame", "handshake", "websocket"):
                return self.by_shape(call, GENERIC)  # nothing but a WebSocket has a method of that name
        if name not in GENERIC_CLOSES:
            named = {argument.name for argument in call.arguments}
            spelled = ends(name) and {"code", "reason"} <= named
            return self.by_shape(call, GENERIC) if spelled and self.mentions else None
        if socket and self.mentions and shape >= 0:
            return self.by_shape(call, GENERIC)
        other = words.says_otherwise(words.words(holder)) and not words.is_carrier_name(holder)
        if other and len(call.arguments) == 1:
            return None  # task.close(code): it is only told why
        if (shape >= 2 and (self.mentions or shape >= 3)) or (
            shape >= 1 and self.mentions and words.is_carrier_name(holder)
        ):
            return self.by_shape(call, GENERIC)
        return None

    def is_sink_of_channel(self, call: o.Call, scope: Scope) -> bool:
        """`widget.channel.sink.close()`, of a channel that another class holds, or a class that is a WebSocket by its name;
        only a WebSocket's sink takes a code."""
        parts = call.callee.parts if isinstance(call.callee, o.Path) else ()
        around = len(parts) > 3 and parts[0] not in ("this", "self")
        held = "channel" in words.words(parts[-3] if len(parts) > 2 else "")
        held = held and (around or words.is_websocket_class(scope.owner))
        shape = self.shape(call, scope)
        return shape >= 1 or (shape == 0 and not call.arguments and held)

    def is_given(self, callee: o.Value) -> bool:
        """Whether what is called has been given this method here: `socket.close = (code) => socket.end(encode(code))`."""
        parts = callee.parts if isinstance(callee, o.Path) else ()
        given = self.resolver.lookup(("field", parts[-2], parts[-1])) if len(parts) == 2 else ()
        return any(isinstance(one.value, o.Function) for one in given)

    def is_beneath(self, holder: str) -> bool:
        """Whether what is called a socket is one of the operating system: the file asks it for what no WebSocket does."""
        if {"ws", "websocket"}.intersection(words.words(holder)):
            return False
        return bool(self.resolver.lookup(("plain", "", holder)))

    def is_handled(self, holder: str) -> bool:
        """Whether something gets the handlers that a WebSocket gets, whatever it is called."""
        return all(self.resolver.lookup(("handled", holder, event)) for event in HANDLERS)

    def is_shown(self, callee: o.Value, scope: Scope) -> bool:
        """Whether another call shows that the same thing is one: `if (code) line.close(code, reason); else line.close()`."""
        if not isinstance(callee, o.Path):
            return False
        head, known = callee.parts[0], scope.find(callee.parts[0])
        shown = self.resolver.lookup(("shown", "", ".".join(callee.parts[:-1])))
        return any(one.scope.owner == scope.owner if head in SELF else one.scope.find(head) is known for one in shown)

    def is_plain_socket(self, callee: o.Value, scope: Scope) -> bool:
        """Whether what a method is called on has a type that says socket, and not WebSocket."""
        if not isinstance(callee, o.Path) or len(callee.parts) < 2:
            return False
        if words.words(callee.parts[-2]) in (("socket",), ("sock",)) and self.carries_another(scope):
            return True
        found = scope.find(callee.parts[0]) if len(callee.parts) == 2 else None
        for one in found or self.resolver.lookup(("field", scope.owner, callee.parts[-2])):
            said = words.words(bare_type(one.type)) if one.type else ()
            if isinstance(one.value, o.Part) and is_accepted(one.value.of):
                return True
            made = o.name_of(one.value.callee) if isinstance(one.value, o.Call) else ""
            if isinstance(one.value, o.Call) and (one.value.new or made[:1].isupper()):
                said = said or words.words(made)
            if said[-1:] == ("socket",) and not {"ws", "web", "websocket"} & set(said):
                return True
        return False

    def is_promise_of_one(self, callee: o.Value, scope: Scope) -> bool:
        """Whether a method is one of what will hold a connection: `CompletableFuture<WebSocket> line; line.cancel(true)`"""
        if not isinstance(callee, o.Path) or len(callee.parts) < 2:
            return False
        found = scope.find(callee.parts[0]) if len(callee.parts) == 2 else None
        for one in found or self.resolver.lookup(("field", scope.owner, callee.parts[-2])):
            made = o.name_of(one.value.callee) if isinstance(one.value, o.Call) else ""
            kind = one.type.partition("<")[0] if one.type else made
            if words.words(kind)[-1:] and words.words(kind)[-1] in PROMISES:
                return True
        return False

    def carries_another(self, scope: Scope) -> bool:
        """Whether the class around has a library's connection besides: what it calls a socket carries that one."""
        held = (
            one for name in ("driver", "ws", "websocket") for one in self.resolver.lookup(("field", scope.owner, name))
        )
        return bool(scope.owner) and any(
            isinstance(thing := self.resolver.definition(one), Instance) and bool(thing.type.library) for one in held
        )

    def by_mark(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call that names its library in an argument: `x.WriteMessage(websocket.CloseMessage, ...)`."""
        for library in self.libraries.by_id.values():
            for kind in library.types.values():
                method = kind.closes.get(name)
                if method is None or method.when is None or method.when[0] >= len(call.arguments):
                    continue
                place, wanted = method.when
                given = call.arguments[place].value
                if isinstance(given, o.Path) and len(given.parts) > 1 and given.parts[-1] == wanted:
                    module = self.resolver.path(given.parts[:-1], scope)
                    if library in getattr(module, "libraries", ()):
                        return self.by_method(call, method, self.connection(Instance(kind, kind.side)), scope)
        return None

    def by_labels(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call whose labels say what it closes: `task.cancel(with: .goingAway, reason: nil)`."""
        given = {argument.name for argument in call.arguments}
        if not self.mentions or not given or "" in given:
            return None
        for library in self.libraries.by_id.values():
            for kind in library.types.values():
                method = kind.closes.get(name)
                if (
                    method is None
                    or not given <= method.keywords.keys()
                    or method.keywords.keys() <= {"code", "reason"}
                ):
                    continue
                described = self.by_method(call, method, self.connection(Instance(kind, kind.side, False)), scope)
                if described.code is not None and (len(given) > 1 or self.codes(described.code, scope).codes):
                    return described
        return None

    def shape(self, call: o.Call, scope: Scope) -> int:
        """How much the arguments look like a code and a reason: -1 not at all like it, 0 nothing, 1 a code, 2 a code and a reason."""
        arguments = call.arguments
        if not arguments:
            return 0
        named = {argument.name for argument in arguments}
        if "code" in named or "close_code" in named:
            bare = {"code", "reason"} <= named and not self.mentions
            sent = self.resolver.thing(code_of(call), scope) if bare else None
            return 3 if isinstance(sent, Int) and words.plausible(sent.value) else 2
        if "linger" in named:
            return -1  # what TCP and ZeroMQ wait for; a WebSocket has its close frame
        told = told_in(call)
        if told:
            return 3 if len(told) == 2 and self.codes(told["code"], scope).codes else 2
        if any(isinstance(argument.value, o.Function) for argument in arguments):
            return -1
        told_with = arguments[0].value
        holder = o.holder_of(told_with.callee) if isinstance(told_with, o.Call) and not told_with.arguments else None
        named_code = holder if isinstance(holder, o.Path) else told_with  # CloseReasons.GOING_AWAY.getCloseReason()
        first = self.resolver.thing(told_with, scope)
        if isinstance(first, Received) or (isinstance(first, Instance) and self.is_frame(first)):
            return 2  # CloseStatus.GOING_AWAY, or a `CloseReason reason`: a whole close frame
        told_so = arguments[0].name in SENT_AS or ("reason" in named and not arguments[0].name)
        if first is None and told_so and self.is_implied(arguments[0].value, scope):
            return 3  # close(.goingAway, reason: "..."), close(sending: .goingAway)
        value = first.value if isinstance(first, Int) else None
        if isinstance(first, Int) and not words.plausible(value):
            return -1 if value is not None and value >= 1016 else 0
        second = self.resolver.thing(arguments[1].value, scope) if len(arguments) > 1 else None
        text = len(arguments) > 1 and (isinstance(second, Text) or isinstance(arguments[1].value, o.String))
        if isinstance(first, Int):
            if isinstance(arguments[0].value, o.Number):
                return 3 if text else 1
            return (
                3 if first.known and len(arguments) > 1 else 2
            )  # CloseAsync(WebSocketCloseStatus.NormalClosure, null)
        if isinstance(named_code, o.Path) and len(named_code.parts) > 1:
            group = named_code.parts[-2]
            if words.is_code_group(group) and {"ws", "websocket"} & set(words.words(group)):
                return 3 if text else 2  # WebSocketCloseStatus.NORMAL_CLOSURE: there is nothing else to close with it
            if guess_constant(named_code.parts) is not None:
                return 3 if text else 1  # CloseCode.NormalClosure, of whatever library
        if first is None and text and isinstance(named_code, o.Path) and named_code.parts[-1].isupper():
            return 1  # peer.close(errors.IDLE, "idle for too long"): whatever number that is
        given = [argument.value for argument in arguments[:2]]
        plain = [value.options[0] if isinstance(value, o.Either) else value for value in given]  # reason || ""
        paths = [value.parts for value in plain if isinstance(value, o.Path)]
        if (
            len(arguments) == 1
            and paths
            and words.is_socket_name(paths[0][-1])
            and not paths[0][-1].isupper()  # close(WS_BANNED)
            and not words.is_code_name(paths[0][-1])
        ):
            return -1  # handlers.close(socket)
        roles = {words.words(parts[-1])[-1:] for parts in paths if len(parts) == 1 or not parts[-2].isupper()}
        if len(arguments) == 1 and paths and not CALLBACKS.isdisjoint(words.words(paths[0][-1])[-1:]):
            return -1
        if roles == {("reason",)} and len(arguments) == 1:
            return 0  # whatever closes may be told why
        if ("reason",) in roles and ("code",) not in roles and len(arguments) > 1:
            return 2 if words.words(paths[0][-1])[-1:] == ("status",) else 0  # close(error, reason)
        return len(roles & {("code",), ("reason",)})

    def is_frame(self, made: Instance) -> bool:
        """Whether this is a whole close frame: a constant that is one, or what a library builds and tells its handlers with."""
        library = self.libraries.by_id.get(made.type.library)
        known = library is not None and made.type.name in library.builders and library.tells_by(made.type.name)
        return known or made.code is not None

    def is_implied(self, value: o.Value, scope: Scope) -> bool:
        """Whether this is a member without its type that a close code goes by: `.goingAway`, `.unknown(4001)`."""
        named = value.callee if isinstance(value, o.Call) else value
        return isinstance(named, o.Path) and named.parts[0] == "." and bool(self.codes(value, scope).codes)

    def by_shape(self, call: o.Call, thing: Instance) -> Described:
        given: dict[str, o.Value] = told_in(call)
        for place, argument in enumerate(call.arguments if not given else ()):
            role = argument.name or ("code", "reason")[place] if place < 2 else "_"
            if argument.name in SENT_AS or argument.name in ("close_code", "status_code"):
                role = "code"
            given.setdefault(role, argument.value)
        return Described(self.connection(thing), None, given.get("code"), given.get("reason"), False)

    def on_itself(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """`close(code = 1000, reason = "...")` inside a socket of the project's own, where no method of its own takes a code."""
        if not isinstance(call.callee, o.Path) or len(call.callee.parts) > 1 or name not in GENERIC_CLOSES:
            return None
        if not words.is_socket_name(scope.owner) or self.shape(call, scope) < 2 or scope.find(name) is not None:
            return None
        kept = self.resolver.lookup(("name", "", name)) if name[:1].isupper() else ()
        imported = any(isinstance(one.value, o.Import) for one in kept)
        if imported or isinstance(self.resolver.thing(call.callee, scope), OwnClass | Elsewhere):
            return None  # an event, or a frame of a library, that is made: `Close(code, reason)`
        for owner in (scope.owner, *self.resolver.classes_around(scope)):  # this class is within that one
            for one in self.resolver.lookup(("method", owner, name)):
                function = one.value if isinstance(one.value, o.Function) else None
                if function is not None and any("code" in words.words(p.name) for p in function.parameters):
                    return None
        return self.by_shape(call, GENERIC)


def is_held(callee: o.Value, scope: Scope) -> bool:
    """Whether a variable is given what something else has as its WebSocket: `const line = answer.webSocket`."""
    found = scope.find(callee.parts[0]) if isinstance(callee, o.Path) and len(callee.parts) == 2 else None
    for one in found or ():
        value = one.value.operands[-1] if isinstance(one.value, o.Operation) else one.value  # answer && answer.ws
        parts = value.parts if isinstance(value, o.Path) else ()
        if len(parts) > 1 and words.words(parts[-1]) in (("websocket",), ("ws",)):
            return True
    return False


def written_out(value: o.Index, scope: Scope) -> o.Value | None:
    """What stands at this place of a list that is written out: `pair = (reader, writer); pair[1]`."""
    key = value.key.value if isinstance(value.key, o.Number) else None
    found = scope.find(value.of.parts[0]) if isinstance(value.of, o.Path) and len(value.of.parts) == 1 else None
    for one in found or () if key is not None else ():
        items = one.value.items if isinstance(one.value, o.Sequence) else ()
        if key is not None and 0 <= key < len(items) and o.name_of(items[key]) and not is_nothing(items[key]):
            return items[key]
    return None


def code_of(call: o.Call) -> o.Value:
    return next(argument.value for argument in call.arguments if argument.name == "code")


def told_in(call: o.Call) -> dict[str, o.Value]:
    """The code and the reason where a call is given both in an object: `close({ code: 4001, reason: "..." })`."""
    table = call.arguments[0].value if len(call.arguments) == 1 else None
    given = {entry.key: entry.value for entry in table.entries} if isinstance(table, o.Table) else {}
    return given if "code" in given and given.keys() <= {"code", "reason"} else {}


def says_protocol(holder: str) -> bool:
    """Whether something is called what writes the frames of a connection: `protocol.sendClose()`."""
    return words.words(holder)[-1:] in (("protocol",), ("proto",))


def ends(name: str) -> bool:
    """Whether a method by its name closes, and does not tell that something was closed."""
    found = set(words.words(name))
    return bool(found & {"close", "disconnect"}) and not found & TELLING


TELLING = frozenset({"closed", "disconnected", "did", "on", "upon", "after", "before", "when", "handle", "received"})
"""Words that make of a close a circumstance: `moveToSubscribingUponDisconnect(code: 3001, reason: "...")`."""


def is_accepted(made: o.Statement) -> bool:
    """Whether this is a socket of the operating system, by what it is given beside: `sock, address = server.accept()`,
    `sock, port = bind_unused_port()`."""
    if isinstance(made, o.Call) and words.words(o.name_of(made.callee))[-1:] == ("port",):
        return True
    named = isinstance(made, o.Call) and isinstance(made.callee, o.Path) and len(made.callee.parts) > 1
    return isinstance(made, o.Call) and named and not made.arguments and o.name_of(made.callee).lower() == "accept"
