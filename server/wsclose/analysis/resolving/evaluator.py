"""What the parts of the resolver ask of each other."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from wsclose.analysis.resolving.outside import Nothing, Outside
from wsclose.analysis.resolving.scopes import Definition, Key, Scope, Site
from wsclose.analysis.resolving.things import Instance, ModuleOf, Own, OwnClass, OwnFunction, Thing
from wsclose.knowledge.library import Libraries, Library, Signature, Type, TypeText
from wsclose.syntax import outline as o

MAX_DEPTH = 24
Lookup = Callable[[Key], tuple[Definition, ...]]


class Evaluator(ABC):
    """What the parts of the resolver ask of each other."""

    def __init__(self, libraries: Libraries, lookup: Lookup, outside: Outside | None = None, home: str = "") -> None:
        self.outside: Outside = outside or Nothing()
        self.home = home  # this file's path
        self.libraries, self.lookup = libraries, lookup
        self.busy: set[tuple[int, int]] = set()
        self.memo: dict[tuple[int, int], tuple[object, object, Thing]] = {}
        """What was found for an expression in a scope, by their id(); both are kept, so that no other gets their place."""
        self.brought: dict[tuple[str, bool], Thing] = {}  # what comes with all else of a module, by name
        self.depth = 0
        self.at = -1  # where in its unit the name stands that is looked up, -1 where that is not known
        self.inheriting: set[str] = set()
        self.unnamed_fields: dict[int, tuple[o.Path, ...]] = {}  # by id() of a class, which its names keep alive

    @abstractmethod
    def thing(self, value: o.Statement | None, scope: Scope) -> Thing: ...

    @abstractmethod
    def first(self, found: Iterator[Thing]) -> Thing: ...

    @abstractmethod
    def path(self, parts: tuple[str, ...], scope: Scope) -> Thing: ...

    @abstractmethod
    def path_at(self, at: int, parts: tuple[str, ...], scope: Scope) -> Thing:
        """What a path is that stands at a place of its unit."""

    @abstractmethod
    def qualified(self, parts: tuple[str, ...], scope: Scope) -> Thing: ...

    @abstractmethod
    def imported(self, value: o.Import) -> Thing: ...

    @abstractmethod
    def walk(self, thing: Thing, names: tuple[str, ...]) -> Thing: ...

    @abstractmethod
    def name(self, name: str, scope: Scope, parts: tuple[str, ...] = ()) -> Thing: ...

    @abstractmethod
    def type_name(self, name: str, scope: Scope, parts: tuple[str, ...]) -> Thing: ...

    @abstractmethod
    def everything_of(self, name: str, handed_on: bool = False) -> Thing: ...

    @abstractmethod
    def global_name(self, name: str, parts: tuple[str, ...] = ()) -> Thing: ...

    @abstractmethod
    def definitions(self, found: tuple[Definition, ...]) -> Thing: ...

    @abstractmethod
    def definition(self, one: Definition) -> Thing: ...

    @abstractmethod
    def module(self, name: str) -> Thing: ...

    @abstractmethod
    def bases(self, kind: Type) -> Iterator[Type]: ...

    def is_connection(self, instance: Instance) -> bool:
        return any(kind.connection for kind in self.bases(instance.type))

    @abstractmethod
    def member(self, thing: Thing, name: str) -> Thing: ...

    @abstractmethod
    def named_beside(self, name: str, wanted: bool = False) -> Thing: ...

    @abstractmethod
    def from_module(self, module: str, name: str) -> Thing: ...

    @abstractmethod
    def exported(self, module: ModuleOf, name: str, beside: bool = True) -> Thing: ...

    @abstractmethod
    def called(self, call: o.Call, scope: Scope) -> Thing: ...

    @abstractmethod
    def has_method(self, instance: Instance, name: str) -> bool: ...

    @abstractmethod
    def receiver(self, callee: o.Value, scope: Scope) -> Thing: ...

    @abstractmethod
    def sites(self, scope: Scope) -> Iterator[Site]: ...

    @abstractmethod
    def code_given(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing: ...

    @abstractmethod
    def connection_given(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing: ...

    @abstractmethod
    def side_given(self, declared: Thing, scope: Scope, parameter: o.Parameter, place: int) -> Thing: ...

    @abstractmethod
    def settled(self, promise: o.Call) -> Thing: ...

    @abstractmethod
    def heard_once(self, call: o.Call, scope: Scope) -> Thing: ...

    @abstractmethod
    def several(self, value: o.Value, scope: Scope) -> Thing: ...

    @abstractmethod
    def come_to(self, function: o.Function) -> Thing: ...

    @abstractmethod
    def returned(self, function: OwnFunction) -> Thing: ...

    @abstractmethod
    def scope_of(self, function: o.Function) -> Scope | None: ...

    @abstractmethod
    def own_self(self, scope: Scope) -> Thing: ...

    @abstractmethod
    def implicit(self, scope: Scope) -> Thing: ...

    @abstractmethod
    def given_to_block(self, scope: Scope) -> Thing: ...

    @abstractmethod
    def opened_for(self, call: o.Call, scope: Scope) -> Thing: ...

    @abstractmethod
    def callee(self, call: o.Call, scope: Scope) -> Thing: ...

    @abstractmethod
    def body_of(self, function: OwnFunction) -> o.Function | None: ...

    @abstractmethod
    def own_instance(self, name: str) -> Thing: ...

    @abstractmethod
    def inherited(self, owner: str, name: str) -> Thing: ...

    @abstractmethod
    def is_extended(self, name: str) -> bool: ...

    @abstractmethod
    def member_beside(self, of: Own | OwnClass, name: str) -> Thing: ...

    @abstractmethod
    def within(self, owner: str, name: str) -> Thing: ...

    @abstractmethod
    def other_half(self, name: str, scope: Scope) -> Thing: ...

    @abstractmethod
    def instance_of(self, thing: Thing) -> Thing: ...

    @abstractmethod
    def part(self, thing: Thing, key: int | str) -> Thing: ...

    @abstractmethod
    def element(self, thing: Thing) -> Thing: ...

    @abstractmethod
    def entered(self, thing: Thing) -> Thing: ...

    @abstractmethod
    def held(self, place: tuple[str, str] | None, variable: str, scope: Scope) -> Thing: ...

    @abstractmethod
    def index(self, value: o.Index, scope: Scope) -> Thing: ...

    @abstractmethod
    def annotation(self, text: str, scope: Scope) -> Thing: ...

    @abstractmethod
    def brought_by_trait(self, name: str) -> Thing: ...

    @abstractmethod
    def declared(self, library: Library, value: Signature | TypeText) -> Thing: ...

    @abstractmethod
    def make(self, text: TypeText, library: str, receiver: Instance | None) -> Thing: ...

    @abstractmethod
    def parameter(self, one: Definition, parameter: o.Parameter) -> Thing: ...
