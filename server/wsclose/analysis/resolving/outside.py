"""What one file may ask of the others in the workspace."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from wsclose.analysis.facts import Connection, Effect
from wsclose.analysis.resolving.things import (
    ClassOf,
    Elsewhere,
    Foreign,
    Instance,
    Int,
    Many,
    ModuleOf,
    Reason,
    Received,
    Returns,
    Several,
    Text,
    Thing,
)
from wsclose.knowledge.library import CloseMethod
from wsclose.syntax import outline as o


class Reaches(NamedTuple):
    """How a wrapper's parameter reaches a close call: `tested` when only after the wrapper has looked at it."""

    tested: bool
    connection: Connection
    method: CloseMethod | None
    names: tuple[str, ...] = ()  # what callers may call the parameter


OF_OBJECT = 100
"""What is added to the place of a parameter where a member of the object that is given there is meant."""


def reached_by(summary: dict[int, Reaches], name: str, place: int) -> Reaches | None:
    """What becomes of an argument: of the parameter of its name, where it has one, else of that at its place."""
    if not name:
        return summary.get(place)
    return next((one for one in summary.values() if name in one.names), None)


def object_in(value: o.Value) -> o.Table | None:
    """An object that is written out: `{ code: 4001 }`, `{ code: 4001 } as Ending`."""
    value = value.of if isinstance(value, o.Typed) else value
    return value if isinstance(value, o.Table) else None


def entries_given(call: o.Call, place: int, reaches: Reaches) -> list[o.Entry]:
    """What a call gives the member that is meant, in an object that is written out at this place."""
    given = object_in(call.arguments[place].value) if place < len(call.arguments) else None
    return [one for one in given.entries if one.key in reaches.names] if given is not None else []


class Way(NamedTuple):
    """One way through a function of another file: on which condition, what it does, how it waits."""

    guard: str  # as that of a handler's arm
    effects: tuple[Effect, ...]  # their places are of no use here
    waits: str  # as an effect's delay


class Relay(NamedTuple):
    """How own code passes on that a connection has closed."""

    connection: Connection
    guard: str  # on which condition, as that of a handler's arm


class OtherFile(Protocol):
    """A file that was analysed: what its top level defines, in terms of things."""

    def named(self, name: str) -> Thing:
        """What a name is at the file's top level; `default` is what it exports as a whole."""
        ...

    def member_of(self, thing: Thing, name: str) -> Thing: ...

    def call_of(self, thing: Thing) -> Thing:
        """What calling one of its functions, or constructing one of its classes, gives."""
        ...

    def has_method(self, owner: str, name: str) -> bool: ...

    def hands(self, thing: Thing, argument: str, place: int) -> Thing:
        """What one of its functions hands to a function that it is given as this argument."""
        ...

    def reaches(self, thing: Thing) -> dict[int, Reaches]:
        """Which parameters of one of its functions reach a close code."""
        ...

    def takes_code(self, thing: Thing, name: str, place: int, keyword: str) -> bool:
        """Whether one of its functions, called so, takes a close code that it does not send: at a place, or by a keyword."""
        ...

    def type_taken(self, thing: Thing, keyword: str, place: int) -> str:
        """The type that one of its functions takes under a name, or without one at a place; "" where it has none."""
        ...

    def ways(self, thing: Thing) -> tuple[Way, ...]:
        """What calling one of its functions comes to; nothing where it can't be followed."""
        ...

    def delay(self, name: str) -> str:
        """How long a value of its top level waits, as an effect's delay; "" when it has none of that name."""
        ...

    def relays(self, thing: Thing, key: str) -> Relay | None:
        """Whether one of its classes or functions passes on that a connection has closed, to what it is given so: an
        argument's place (`1.onClose`), an event (`on close`) or a property (`=onclose`)."""
        ...


class Outside(Protocol):
    """The rest of the workspace. `revision` changes whenever any of it does."""

    revision: int
    depth: int  # how many files deep a question has gone
    asked: set[tuple[str, str]]  # (file, name), (class, member): where this question has been, or is going already

    def modules(self, module: str, path: str, name: str = "") -> Sequence[OtherFile]:
        """The files that an import of this module, written in the file at this path, brings in; with a name, those
        that may have it."""
        ...

    def beside(self, name: str, path: str) -> Sequence[OtherFile]:
        """Files that share their names with the file at this path and that seem to define this one."""
        ...

    def module_of(self, path: str) -> str:
        """How others import the package that the file at this path, a test in Go, is part of; "" for any other file."""
        ...

    def platforms(self, path: str) -> frozenset[str]:
        """The ids of the platforms that the project around a file depends on."""
        ...

    def packages(self, path: str) -> frozenset[str]:
        """The packages that the project around a file depends on, as code imports them."""
        ...

    def unmatched(self, path: str) -> frozenset[tuple[str, int]] | None:
        """The private codes that a file sends, or tells apart, and that the other side does not know.

        None when nobody has looked at all files.
        """
        ...


class Nothing:
    """No workspace: a file by itself."""

    revision = 0
    depth = 0
    asked: set[tuple[str, str]] = set()  # noqa: RUF012 - nobody is ever asked

    def modules(self, module: str, path: str, name: str = "") -> Sequence[OtherFile]:
        return ()

    def beside(self, name: str, path: str) -> Sequence[OtherFile]:
        return ()

    def module_of(self, path: str) -> str:
        return ""

    def platforms(self, path: str) -> frozenset[str]:
        return frozenset()

    def packages(self, path: str) -> frozenset[str]:
        return frozenset()

    def unmatched(self, path: str) -> frozenset[tuple[str, int]] | None:
        return None


def seen_from_here(file: OtherFile, thing: Thing) -> Thing:
    """A thing of another file: by itself where it means the same everywhere, else with its file."""
    if thing is None or isinstance(
        thing, Instance | Int | Text | Received | Reason | Foreign | Returns | ClassOf | Elsewhere
    ):
        return thing
    if isinstance(thing, ModuleOf) and thing.libraries:
        return thing
    if isinstance(thing, Many):
        return Many(seen_from_here(file, thing.of), thing.keyed)
    if isinstance(thing, Several):
        return Several(tuple(seen_from_here(file, item) for item in thing.items))
    return Elsewhere(file, thing)
