"""What the parts of describing a close call ask of each other."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import NamedTuple

from wsclose.analysis.facts import Certainty, Code, Connection
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Key, Scope
from wsclose.analysis.resolving.things import Instance
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.syntax import outline as o

EXPECTED_DEPTH = 6
NAMES_IN_TYPE = re.compile(r"\w+(?![^<]*>)")


class Spoken(NamedTuple):
    """What a file's text speaks of, whatever the code says."""

    websockets: bool  # it contains one of the models' needles
    reconnecting: bool
    closes: bool  # it names an event or an exception for a close


class Described(NamedTuple):
    """What is known of a call that closes."""

    connection: Connection
    method: CloseMethod | None
    code: o.Value | None  # the argument
    reason: o.Value | None
    has_frame: bool  # code and reason come from a frame that was built elsewhere
    mark: o.Path | o.Member | None = None  # what builds the message that closes: `send(Message::Close(...))`
    tested: bool = False  # a method of the project's own looks at the code before it goes out


class Found(NamedTuple):
    """The numbers that a code argument can be."""

    codes: tuple[Code, ...]
    kind: str
    names: frozenset[Key]  # definitions in other units that hold them
    parameters: frozenset[tuple[int, int]]  # (id() of the function, place) of parameters that they come from


class Asking(ABC):
    """What the parts of describing a close call ask of each other."""

    def __init__(self, resolver: Resolver, spoken: Spoken) -> None:
        self.resolver = resolver
        self.mentions, self.reconnects, self.watches = spoken
        self.libraries = resolver.libraries
        self.following: set[tuple[object, str, str]] = set()  # methods being followed: they may call each other
        self.steps = 0  # that were taken for one question of what is gone through
        self.forwarded: set[int] = set()  # calls whose messages all go to a connection

    def connection(self, thing: Instance) -> Connection:
        library = self.libraries.by_id.get(thing.type.library)
        certainty = Certainty.SURE if thing.sure else Certainty.LIKELY
        return Connection(
            library, thing.type if library else None, thing.side, library.runtime if library else "", certainty
        )

    @abstractmethod
    def describe(self, call: o.Call, scope: Scope) -> Described | None: ...

    @abstractmethod
    def on_itself(self, call: o.Call, name: str, scope: Scope) -> Described | None: ...

    @abstractmethod
    def sends_frame(self, call: o.Call, scope: Scope) -> Described | None: ...

    @abstractmethod
    def built_in(self, value: o.Value, scope: Scope, depth: int = 0) -> Iterator[o.Path | o.Member]: ...

    @abstractmethod
    def by_method(self, call: o.Call, method: CloseMethod, connection: Connection, scope: Scope) -> Described: ...

    @abstractmethod
    def frame(self, value: o.Value, scope: Scope, depth: int = 0) -> tuple[o.Value | None, o.Value | None] | None: ...

    @abstractmethod
    def built_by(self, callee: o.Value, scope: Scope) -> tuple[Library | None, tuple[str, ...]] | None: ...

    @abstractmethod
    def guess(self, call: o.Call, name: str, scope: Scope) -> Described | None: ...

    @abstractmethod
    def by_labels(self, call: o.Call, name: str, scope: Scope) -> Described | None: ...

    @abstractmethod
    def by_shape(self, call: o.Call, thing: Instance) -> Described: ...

    @abstractmethod
    def key_of(self, path: o.Path, scope: Scope) -> Key: ...

    @abstractmethod
    def converts(self, callee: o.Value, scope: Scope) -> bool: ...

    @abstractmethod
    def codes(self, value: o.Value | None, scope: Scope, depth: int = 0) -> Found: ...
