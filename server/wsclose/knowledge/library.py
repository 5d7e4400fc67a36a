"""Library models: how a library is recognised, what closes its connections, what it does with a code.

A model is one TOML file in `libraries/<language>/`. It reads like a stub file: `[exports]` and `[globals]` say what a
name is, `[types.X]` what its members are, in a small notation of types:

    "Socket"              an instance of the type Socket of this model ("ws:Socket": of another one)
    "Socket@server"       the same, on the server's side
    "class Socket"        the class itself: calling it makes an instance, a subclass of it is one
    "() Socket"           a function that returns a Socket
    "(Socket, _)"         several results at once; _ is of no interest
    "[Socket]"            something that is iterated over
    "code", "reason"      the close code, the reason as received
    "foreign"             certainly not a WebSocket

CONTRIBUTING.md, "Add a library", goes through all of it.
"""

import re
from collections.abc import Iterable
from dataclasses import field, replace
from functools import cache, lru_cache
from typing import Any

from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.data import load
from wsclose.plain import plain, unique

TypeText = str


@plain
class Signature:
    """What a function returns, and what it hands to the functions that it is given.

    `handlers` maps an argument ("0", a keyword, or "1.close" for an entry of an object) to its parameters' types;
    "decorated" is a function that this decorates. `handlers_when` has more of them, for calls that are given an entry
    ("1.websocket") at all.
    """

    returns: TypeText
    handlers: dict[str, tuple[TypeText, ...]] = field(default_factory=dict)
    handlers_when: dict[str, dict[str, tuple[TypeText, ...]]] = field(default_factory=dict)
    receiver: TypeText = ""  # what calls go to inside the block that it is given (`webSocket { close() }`)
    extends: bool = False  # written after what it extends, whatever that is (`client.webSocketSession(url)`)
    delay: int | None = None  # which argument says how long it waits before it connects


@unique
class CloseMethod:
    """A call that ends a connection."""

    name: str
    parameters: tuple[
        str, ...
    ]  # what the positional arguments are: "code", "reason", "frame", "options" (an object of the keywords), "_"
    keywords: dict[str, str]  # keyword -> the same
    sends: str  # "frame", or "nothing": the connection is dropped without a close frame
    without_code: str  # what the peer gets when no code is given: "empty", "1000" ..., "nothing", "required"
    accepts: CodeSet | None  # None: whatever it is given
    error: str  # what is raised for a code that it refuses
    aftermath: str  # what then becomes of the connection: a key of AFTERMATHS
    no_status: CodeSet  # numbers that mean "send no code"
    no_status_constants: CodeSet  # the same of the library's own constants alone
    no_frame: CodeSet  # numbers that mean "drop the connection without a close frame"
    reason_limit: str  # for more than 123 bytes: one of REASON_LIMITS
    reason_error: str
    reason_without_code: str  # "sends" (1000 or the default), "drops", "throws", "garbles" (its first two bytes are the code), "undefined", "" when not known
    string_code: str  # for a code given as a string: one of STRING_CODES
    awaited: bool  # nothing happens unless it is awaited
    when: tuple[int, str] | None  # only where this argument has this name (WriteMessage(CloseMessage, ...))
    note: str
    only_with_code: bool = False  # closes only when it is given a close frame (`send(Message::Close(...))`)
    rewrites: tuple[tuple[CodeSet, int], ...] = ()  # codes that it does not accept -> what leaves in their place
    close_frame: str = ""  # what the close frame says whatever the code, which travels in a message: "1000", "empty"
    string_error: str = ""  # what is raised for a string
    early: str = ""  # before the connection is open or accepted: one of EARLY
    task: bool = False  # goes on by itself, but only who awaits it learns whether it worked
    fails: str = ""  # how a refusal is told, where not as the language does it: a key of FAILURES

    def given_constant(self, number: int) -> "CloseMethod":
        """What the call does with the library's constant of this number, where that is not what the number does."""
        if number not in self.no_status_constants:
            return self
        return replace(self, no_status=self.no_status.union(self.no_status_constants))

    def instead(self, number: int) -> int | None:
        """The code that leaves in the place of this one."""
        return next((sent for codes, sent in self.rewrites if number in codes), None)


FAILURES = ("", "future")
"""How a refusal is told. "future": nothing is thrown, and what the call returns fails."""

AFTERMATHS = ("", "open", "closing", "dropped", "empty", "ignored")
"""After a refusal. "ignored": nothing is raised and nothing is sent."""

REASON_LIMITS = ("", "throws", "truncates", "writes", "drops", "nothing")
"""What becomes of a reason that is too long. "drops": the frame goes without it; "nothing": no frame goes, and no error."""

EARLY = ("", "gives-up", "refuses", "waits", "throws")
"""What becomes of a close that comes too early: a client gives the handshake up, a server answers it with HTTP 403, or the
close frame waits until the connection is open."""

STRING_CODES = ("", "throws", "converts", "nothing")
"""What becomes of a code that is given as a string. "nothing": no frame goes, and no error is raised."""


@unique
class Type:
    library: str
    name: str
    connection: bool
    side: str  # "client", "server", "" when it can be either
    base: str
    opened_by: str  # the method that accepts a connection on a server, or that connects what a client made
    closes: dict[str, CloseMethod]
    fields: dict[str, TypeText]
    fields_when: dict[str, tuple[str, str, TypeText]]  # field -> what it is while another field has a value
    methods: dict[str, Signature]
    registers: tuple[str, ...]  # methods that take an event's name and a handler
    events: dict[str, tuple[TypeText, ...]]
    event_objects: dict[str, TypeText]  # what `onclose` and `addEventListener` hand over instead, where that differs
    event_properties: bool  # `socket.onclose = handler`
    overrides: dict[str, tuple[TypeText, ...]]  # methods that a subclass overrides -> their parameters
    decorators: dict[str, tuple[TypeText, ...]]  # decorators of handlers -> the handlers' parameters
    items: TypeText  # what iterating gives
    entered: TypeText  # what `with` gives; "" is itself
    raised_after: CodeSet | None = None  # of an exception: the codes after which it is raised, where not all of them
    reconnects_after: str = (
        ""  # the argument of `opened_by` that has it connect again by itself, always after this time
    )
    schemes: tuple[str, ...] = ()  # what the address begins with that it is made with; another one makes no WebSocket


@plain
class Received:
    """What a library makes of what the peer sent."""

    delivers: CodeSet | None  # the codes that can arrive; None when nothing is known
    empty_as: str  # for a close frame without a code: a number, "none", "" when not known
    dropped_as: str  # for a connection that was lost: likewise
    local_codes: tuple[int, ...]  # codes of its own that it reports
    answered_by: str = ""  # the method that has to be called, because the library answers no close frame itself


@unique
class Differs:
    """What a library does otherwise on another server or runtime, in other versions, or on one side: all that is given holds."""

    on: tuple[str, ...]  # servers, runtimes, implementations: "Hypercorn", "uvicorn --ws wsproto", "Node 22"
    since: str  # the first version, as far as it was tried
    until: str  # the last version, as far as it was tried
    side: str  # "client" or "server"
    closing: dict[str, Any]  # fields of CloseMethod, for the calls that send a close frame
    received: Received | None

    def method(self, usual: CloseMethod) -> CloseMethod:
        """A close call as it is there."""
        return replace(usual, **self.closing) if self.closing and usual.sends == "frame" else usual


@unique
class Runs:
    """What a library does where files are run by something else: Ktor in a source set for JavaScript."""

    files: tuple[str, ...]  # patterns of names and folders
    signs: tuple[bytes, ...]  # what a text has in it that is run so: `new WebSocketPair`
    closing: dict[str, Any]  # fields of CloseMethod, for the calls that send a close frame


@unique
class Library:
    id: str
    title: str  # as messages call it: "ws", "gorilla/websocket"
    family: str
    runtime: str  # "browser", "node" ..., "" when it does not matter
    modules: tuple[str, ...]  # exact names; "websockets.*" with all below it; "*/websocket" where nothing else is known
    exports: dict[str, Signature | TypeText]
    exports_of: dict[str, dict[str, Signature | TypeText]]
    globals: dict[str, Signature | TypeText]
    constants: dict[str, int]
    builders: dict[str, tuple[str, ...]]  # functions that build a close frame -> their parameters
    builder_keywords: dict[str, dict[str, str]]  # the same -> what their keywords are, where they go by other names
    variants: dict[str, tuple[TypeText, ...]]  # variant of an enum -> what a pattern takes out of it
    endings: tuple[str, ...]  # the variants that say that the connection has closed
    general: bool  # whether its modules do much else: an import of them says nothing of WebSockets
    code_members: tuple[str, ...]  # members of a code that are the same code: `getCode`, `value`, `into`
    predicates: dict[str, tuple[int, bool]]  # error predicates -> first code argument, holds for all but these
    frames: tuple[dict[str, str], ...]  # dictionaries that are close messages: {key, equals, code, reason, direction}
    closes: dict[str, CloseMethod]  # functions of the module that close the connection that they are given
    arguments: dict[
        str, tuple[TypeText, ...]
    ]  # functions, and methods as `Type.method`, that make a connection of a stream by being given it
    sides: dict[str, str]  # annotation of a class -> the side that its connections are on
    types: dict[str, Type]
    received: Received
    differs: tuple[Differs, ...]
    runs: dict[str, Runs]  # runtime -> what it then does
    evidence: str  # "checked with ws 8.18.0, 8.23.0", "read in gorilla/websocket conn.go"
    reconnects: str  # "" or on what it reconnects by itself
    reconnects_when_asked: bool  # only where the code says so: by an option, by a loop of its own

    def tells_by(self, built: str) -> bool:
        """Whether what a builder makes is also what those are handed who hear of a close: `CloseReason`, `CloseFrame`."""
        kind = self.types.get(built)
        if kind is None:
            return False
        return "code" in kind.fields.values() or any(method.returns == "code" for method in kind.methods.values())

    def received_on(self, side: str) -> Received:
        """What is made of what the peer sent, on this side of the connection."""
        for each in self.differs:
            if (
                each.received is not None
                and side
                and (each.side, each.on, each.since, each.until) == (side, (), "", "")
            ):
                return each.received
        return self.received


@unique
class Libraries:
    """All models of one family of languages, with the indexes that looking names up needs."""

    family: str
    by_id: dict[str, Library]
    by_module: dict[str, tuple[Library, ...]]
    prefixes: tuple[tuple[str, Library], ...]
    copies: dict[str, tuple[Library, ...]]  # the last part of a path -> what a module may be a copy of that ends so
    globals: dict[str, tuple[Library, Signature | TypeText]]
    foreign_modules: frozenset[str]
    foreign_names: frozenset[str]  # global names, and words in a receiver's name
    foreign_words: frozenset[str]
    serving: frozenset[str]  # modules that are imported by what serves
    constant_names: dict[str, frozenset[int]]  # last part of every constant's name -> its numbers
    builder_names: frozenset[str]
    code_members: frozenset[str]
    separator: str  # between the names of a module: "::", "\\" or "."
    predicate_names: frozenset[str]
    close_names: frozenset[str]  # every method that closes something in some model
    takers: frozenset[str]  # functions and methods that say of what they are given that it is a connection
    extensions: frozenset[str]  # exported functions that are written after what they extend
    openers: dict[str, Type]  # methods that give WebSockets by their name, whatever they are called on: `newWebSocket`

    def of_module(self, module: str) -> tuple[Library, ...]:
        """The libraries that an import of this module brings in."""
        found = self.by_module.get(module)
        if found is not None:
            return found
        return tuple(library for prefix, library in self.prefixes if module.startswith(prefix))

    def copied(self, module: str) -> tuple[Library, ...]:
        """The libraries of which a module that is no other's may be a copy under a path of its own, as Go's are."""
        path = [part for part in module.split("/") if not VERSION.fullmatch(part)]
        return self.copies.get(path[-1], ()) if len(path) > 1 and "." in path[0] else ()

    def is_foreign(self, module: str) -> bool:
        return module in self.foreign_modules

    def serves(self, module: str) -> bool:
        """Whether who imports this module, or a part of it, serves."""
        return module in self.serving or module.partition("/")[0] in self.serving

    def type(self, reference: str, library: str) -> Type | None:
        """The type that a notation such as `Socket` or `ws:Socket` names, seen from a library's model."""
        home, _, name = reference.rpartition(":")
        owner = self.by_id.get(home or library)
        return owner.types.get(name) if owner is not None else None


VERSION = re.compile(r"v\d+")
"""What a path of Go's ends with from the second major version on."""

OPENING = tuple("newWebSocket webSocketSession connectWebSocket createWebSocket openWebSocket ws_connect".split())
GIVING = (*OPENING, "getWebSockets")


def index(family: str, models: Iterable[Library], foreign: dict[str, Any]) -> Libraries:
    """The look-up tables over a family's models."""
    by_id: dict[str, Library] = {}
    by_module: dict[str, list[Library]] = {}
    prefixes: list[tuple[str, Library]] = []
    copies: dict[str, list[Library]] = {}
    names: dict[str, tuple[Library, Signature | TypeText]] = {}
    close_names: set[str] = set()
    constants: dict[str, set[int]] = {}
    builders: set[str] = set()
    predicates: set[str] = set()
    extensions: set[str] = set()
    openers: dict[str, Type] = {}
    for library in models:
        by_id[library.id] = library
        for module in library.modules:
            if module.startswith("*/"):
                copies.setdefault(module[2:], []).append(library)
            elif module.endswith("*"):
                prefixes.append((module[:-1], library))
            else:
                by_module.setdefault(module, []).append(library)
        for name, value in library.globals.items():
            names[name] = (library, value)
        for name, number in library.constants.items():
            constants.setdefault(name.rpartition(".")[2], set()).add(number)
        builders.update(name.rpartition(".")[2] for name in library.builders)
        predicates.update(library.predicates)
        for exports in (library.exports, *library.exports_of.values()):
            extensions.update(name for name, value in exports.items() if isinstance(value, Signature) and value.extends)
        close_names.update(library.closes)
        for kind in library.types.values():
            close_names.update(kind.closes)
            for name, method in kind.methods.items():
                given = method.returns.partition("@")[0].strip("[]") if name.startswith(GIVING) else ""
                opened = library.types.get(given)
                if opened is not None and opened.connection:
                    openers[name] = opened
    return Libraries(
        family=family,
        by_id=by_id,
        by_module={module: tuple(found) for module, found in by_module.items()},
        prefixes=tuple(prefixes),
        copies={name: tuple(sorted(found, key=lambda one: -len(one.types))) for name, found in copies.items()},
        globals=names,
        foreign_modules=frozenset(foreign.get("modules", ())),
        foreign_names=frozenset(foreign.get("names", ())),
        foreign_words=frozenset(foreign.get("words", ())),
        serving=frozenset(foreign.get("serving", ())),
        constant_names={name: frozenset(numbers) for name, numbers in constants.items()},
        builder_names=frozenset(builders),
        code_members=frozenset(name for library in by_id.values() for name in library.code_members),
        separator=next(
            (one for one in ("::", "\\") if any(one in module for module in (*by_module, *dict(prefixes)))), "."
        ),
        predicate_names=frozenset(predicates),
        close_names=frozenset(close_names),
        takers=frozenset(name.rpartition(".")[2] for library in by_id.values() for name in library.arguments),
        extensions=frozenset(extensions),
        openers=openers,
    )


def of_family(family: str, more: tuple[Library, ...] = (), runtime: str = "") -> Libraries:
    """The models for one family of languages (`javascript`, `python`, `go` ...).

    `more` are in-house models, of any family; one that has the id of another takes its place. `runtime` is where the
    project says that a file runs.
    """
    return _of_family(family, more, runtime)


@lru_cache(64)
def places(family: str, more: tuple[Library, ...] = ()) -> tuple[tuple[str, str], ...]:
    """(pattern, runtime): where files lie of which a model says what runs them."""
    return tuple(
        (pattern, runtime)
        for model in (*_with_the_package(family)[0], *more)
        for runtime, runs in model.runs.items()
        for pattern in runs.files
    )


@lru_cache(64)
def signs(family: str, more: tuple[Library, ...] = ()) -> tuple[tuple[bytes, str], ...]:
    """(what a text has in it, runtime): by which a model says what runs a file."""
    return tuple(
        (sign, runtime)
        for model in (*_with_the_package(family)[0], *more)
        for runtime, runs in model.runs.items()
        for sign in runs.signs
    )


@lru_cache(64)
def _of_family(family: str, more: tuple[Library, ...], runtime: str) -> Libraries:
    models, foreign = _with_the_package(family)
    wanted = {family, *foreign.get("includes", ())}
    models = (*models, *(model for model in more if model.family in wanted))
    if runtime:
        from wsclose.knowledge.runtimes import as_run_by

        models = tuple(as_run_by(model, runtime, models) for model in models)
    return index(family, models, foreign)


@cache
def _with_the_package(family: str) -> tuple[tuple[Library, ...], dict[str, Any]]:
    """The models that come with the package, and what is no WebSocket."""
    from wsclose.knowledge.model_reader import read_library

    bundle = load(f"libraries/{family}")
    foreign = dict(bundle.get("not_websockets", {}))
    models = [read_library(family, stem, table) for stem, table in bundle.items() if stem != "not_websockets"]
    for other in foreign.get("includes", ()):  # the libraries of Java are those of Kotlin, too
        more = load(f"libraries/{other}")
        models.extend(read_library(other, stem, table) for stem, table in more.items() if stem != "not_websockets")
        for key, values in more.get("not_websockets", {}).items():
            foreign[key] = [*foreign.get(key, ()), *values]
    return tuple(models), foreign
