"""What an expression can turn out to be: an instance of a library's type, a received code, a number ..."""

from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING, Union

from wsclose.analysis.resolving.scopes import Scope
from wsclose.knowledge.library import Library, Type
from wsclose.plain import plain, unique
from wsclose.syntax import outline as o

if TYPE_CHECKING:
    from wsclose.analysis.resolving.outside import OtherFile


@plain
class Instance:
    """An instance of a type of a library model. `sure` is False when only names speak for it.

    `code` is that of a close frame which is made with a number: `new CloseStatus(4001, "kicked")`.
    """

    type: Type
    side: str = ""
    sure: bool = True
    code: int | None = None


@plain
class ClassOf:
    type: Type
    side: str = ""


@plain
class Returns:
    """A function of a library and what it returns, in the notation of its model."""

    library: Library
    text: str
    handlers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    receiver: str = ""  # what calls go to inside a block that it is given
    extends: bool = False  # it is written after what it extends


@plain
class ModuleOf:
    """An imported module of one or more libraries, or of none that is known."""

    libraries: tuple[Library, ...]
    module: str


@plain
class Several:
    items: tuple["Thing", ...]


@plain
class Many:
    of: "Thing"
    keyed: bool = False  # they are the keys of a map


@plain
class Received:
    """A close code as received. `sure` as for Instance."""

    connection: Instance | None
    sure: bool = True
    group: "Thing" = None  # the enum that it is a member of, where it has a type of the project's own


@plain
class Reason:
    """A close reason as received."""


@plain
class Int:
    """A known number and how it is written: a literal, or a constant of this name; `known` when it is a library's."""

    value: int
    name: str = ""
    known: bool = False


@plain
class Text:
    value: str
    exact: bool


@plain
class OwnClass:
    """A class of this file."""

    name: str


@plain
class Own:
    """An instance of a class of this file."""

    name: str


@plain
class OwnFunction:
    owner: str  # "" for one that is no method
    name: str
    function: o.Function | None = field(compare=False, default=None)  # where it is known which one is meant


@plain
class Foreign:
    """Certainly not a WebSocket."""

    what: str


@unique
class Entries:
    """An object of this file that maps names to values. `handed`: others may be given in its place."""

    table: o.Table
    scope: Scope
    handed: bool = False


@unique
class Elsewhere:
    """A class, an object or a function of another file."""

    file: "OtherFile"
    thing: "Thing"


Thing = Union[  # noqa: UP007  # some of these refer to it by name
    Instance, ClassOf, Returns, ModuleOf, Several, Many, Received, Reason, Int, Text, OwnClass, Own, OwnFunction, Foreign, Entries, Elsewhere, None
]  # fmt: skip

GENERIC_TYPE = Type(
    library="", name="Connection", connection=True, side="", base="", opened_by="", closes={}, fields={"close_code": "code", "closeCode": "code"}, fields_when={}, methods={},
    registers=("on", "once", "addListener", "addEventListener"), events={"close": ("code", "reason")}, event_objects={"close": "CloseEvent"}, event_properties=True,
    overrides={}, decorators={}, items="", entered="",
)  # fmt: skip
GENERIC_EVENT = replace(
    GENERIC_TYPE, name="CloseEvent", connection=False, fields={"code": "code", "reason": "reason"}, registers=(), events={}, event_objects={}, event_properties=False,
)  # fmt: skip
GENERIC = Instance(GENERIC_TYPE, "", False)
GENERIC_AT_SERVER = Instance(GENERIC_TYPE, "server", False)
CODE_LIKELY = Received(None, False)


@cache
def split_top(text: str) -> tuple[str, ...]:
    """Splits at the commas that are in no bracket."""
    parts, depth, piece = [], 0, ""
    for character in text:
        if character in "([<":
            depth += 1
        elif character in ")]>" and not piece.endswith(("-", "=")):
            depth -= 1
        if character == "," and depth == 0:
            parts.append(piece.strip())
            piece = ""
        else:
            piece += character
    if piece.strip():
        parts.append(piece.strip())
    return tuple(parts)
