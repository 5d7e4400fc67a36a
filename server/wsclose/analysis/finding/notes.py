"""What is noted while a unit is walked, and what the parts of the finder ask of each other."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty, CloseCall, Code, CodeUse, Connection, Effect, Fact, ReceivedCode, SentCode
from wsclose.analysis.handling.endings import EndingReader
from wsclose.analysis.resolving.scopes import Key, Prepared, Scope
from wsclose.analysis.resolving.things import Elsewhere, OwnFunction, Received, Thing
from wsclose.analysis.sending.asking import Described
from wsclose.analysis.sending.closing import Closing
from wsclose.analysis.sending.lookups import code_in, numbers_given, unfrozen
from wsclose.analysis.walks import given_back
from wsclose.knowledge.codeset import PRIVATE
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.syntax import outline as o

RANK = {"sent": 4, "compared": 3, "defined": 2, "mentioned": 1}


class Notes(ABC):
    """What is noted while a unit is walked, and what the parts of the finder ask of each other."""

    def __init__(self, prepared: Prepared, closing: Closing) -> None:
        self.prepared, self.closing, self.resolver = prepared, closing, closing.resolver
        self.libraries = closing.libraries
        self.handlers = EndingReader(closing, self.is_code)
        self.uses: dict[int, CodeUse] = {}
        self.facts: list[Fact] = []
        self.received: dict[int, ReceivedCode] = {}
        self.reconnecting: dict[tuple[object, ...], dict[str, Effect]] = {}  # by scope and connection
        self.revives = False  # a timer sees to it that the client connects again
        self.caught_types: list[tuple[str, ...]] = []
        self.too_early: set[int] = set()  # close calls right after the connection was made
        self.said_goodbye: set[int] = set()  # functions that have sent a close frame
        self.grouped: set[int] = set()  # tables that were looked at with their name
        self.sent: dict[int, SentCode] = {}
        self.sent_names: set[Key] = set()
        self.turned: dict[int, frozenset[str]] = {}
        self.reasoned: dict[int, frozenset[tuple[str, ...]]] = {}
        self.around: list[str] = []
        self.depth = 0  # of variables that are given others
        self.narrowed: list[tuple[tuple[str, ...], str, str]] = []  # what tests around have found out (`Narrowed`)
        self.functions: list[str] = []
        self.walked: set[tuple[int, int]] = set()  # values that names were bound to

    def gives_time(self) -> bool:
        """Whether the function around gives times, by its name: `retryDelay`."""
        return bool(self.functions) and tables.says_time(self.functions[-1])

    def use(
        self,
        number: o.Number | o.Path | o.String,
        use: str,
        certainty: Certainty,
        connection: Connection | None = None,
        value: int | None = None,
        name: str = "",
        operator: str = "",
    ) -> None:
        """Notes that a literal or a constant is a close code."""
        if value is None:
            value = number.value if isinstance(number, o.Number) and "." not in number.text else None
        if value is None:
            return
        form = "constant" if isinstance(number, o.Path) else "literal"
        quoted = isinstance(number, o.String)
        made = CodeUse(
            value,
            number.start,
            number.end,
            form,
            use,
            name,
            certainty,
            connection,
            quoted,
            operator,
            operator in ("===", "!=="),
        )
        self.put(made)

    def put(self, made: CodeUse) -> None:
        known = self.uses.get(made.start)
        if known is None or (RANK[made.use], made.certainty) > (RANK[known.use], known.certainty):
            self.uses[made.start] = made

    def note_received(self, start: int, end: int, thing: Received) -> None:
        certainty = Certainty.SURE if thing.sure else Certainty.LIKELY
        connection = self.closing.connection(thing.connection) if thing.connection is not None else None
        self.received.setdefault(start, ReceivedCode(start, end, connection, certainty))

    def send(
        self,
        code: Code,
        connection: Connection,
        method: CloseMethod | None,
        call: CloseCall | None,
        via: str = "",
        quoted: bool = False,
        tested: bool = False,
    ) -> None:
        """Notes a number that goes out, or may: after a test by what it is handed to."""
        kind = "mentioned" if code.framed else "sent"
        use = CodeUse(
            code.number, code.start, code.end, code.form, kind, code.name, connection.certainty, connection, quoted
        )
        self.put(use)
        known = self.sent.get(code.start)
        if method is not None and code.form == "constant":
            method = method.given_constant(code.number)
        if known is None or (known.call is None and call is not None):
            self.sent[code.start] = SentCode(
                code, code.start, code.end, connection, method, call, via, quoted, tested or code.translated
            )

    @abstractmethod
    def visit(self, node: o.Statement, scope: Scope, statement: bool = False) -> None: ...

    @abstractmethod
    def connection_loop(self, node: o.Loop, scope: Scope) -> bool: ...

    @abstractmethod
    def inside(self, where: str, block: o.Block, scope: Scope) -> None: ...

    @abstractmethod
    def block(self, block: o.Block, scope: Scope) -> None: ...

    @abstractmethod
    def handler(self, node: o.Function, scope: Scope) -> None: ...

    @abstractmethod
    def parameter(self, parameter: o.Parameter, scope: Scope, function: str) -> None: ...

    @abstractmethod
    def klass(self, node: o.Class, scope: Scope) -> None: ...

    @abstractmethod
    def path(self, node: o.Path, scope: Scope) -> None: ...

    @abstractmethod
    def constant(self, node: o.Path, scope: Scope) -> tuple[int, str, bool] | None: ...

    def plausible(self, value: o.Value) -> None:
        """Notes a number as a code that is spoken of."""
        if isinstance(value, o.Number) and words.plausible(value.value):
            self.use(value, "mentioned", Certainty.LIKELY)

    def constant_held(self, node: o.Path, scope: Scope) -> tuple[int, str, bool] | None:
        """The same, of a variable too that is given a constant and nothing else: `$code = CloseCode::GoingAway`."""
        found = self.constant(node, scope)
        given = (scope.find(node.parts[0]) or ()) if found is None and len(node.parts) == 1 else ()
        if len(given) == 1 and isinstance(given[0].value, o.Path):
            return self.constant(given[0].value, given[0].scope)
        return found

    @abstractmethod
    def is_code(self, value: o.Value, scope: Scope) -> Received | None: ...

    @abstractmethod
    def told_by_others(self, value: o.Value | None, numbers: o.Value, scope: Scope) -> bool: ...

    @abstractmethod
    def in_closing(self, scope: Scope) -> bool: ...

    @abstractmethod
    def beside_reason_given(self, name: str, scope: Scope) -> bool: ...

    @abstractmethod
    def operation(self, node: o.Operation, scope: Scope) -> None: ...

    @abstractmethod
    def range_test(self, node: o.Statement, scope: Scope) -> None: ...

    @abstractmethod
    def compared(self, value: o.Value, scope: Scope, code: Received, operator: str = "===") -> None: ...

    @abstractmethod
    def remembered(self, subjects: Sequence[o.Value], value: o.Value, scope: Scope) -> None: ...

    @abstractmethod
    def called_with(self, asked: o.Value, value: o.Value, scope: Scope) -> None: ...

    @abstractmethod
    def looked_up_in(self, table: o.Value, key: o.Value, scope: Scope) -> None: ...

    @abstractmethod
    def switch(self, node: o.Switch, scope: Scope) -> None: ...

    @abstractmethod
    def either(self, node: o.Either, scope: Scope) -> None: ...

    @abstractmethod
    def index(self, node: o.Index, scope: Scope) -> None: ...

    @abstractmethod
    def close_call(self, node: o.Call, scope: Scope, awaited: bool, described: Described) -> None: ...

    @abstractmethod
    def handed_out(self, callee: o.Value, scope: Scope) -> bool: ...

    @abstractmethod
    def unheard(self, node: o.Call, scope: Scope) -> None: ...

    @abstractmethod
    def unread_error(self, bind: o.Bind, following: o.Statement | None, scope: Scope) -> None: ...

    @abstractmethod
    def unwatched(self, node: o.Call, scope: Scope) -> None: ...

    @abstractmethod
    def other_call(self, node: o.Call, name: str, scope: Scope) -> None: ...

    @abstractmethod
    def frame_code(self, value: o.Value, scope: Scope, library: Library | None, built: str) -> None: ...

    @abstractmethod
    def varies(self, node: o.Path, scope: Scope) -> bool: ...

    @abstractmethod
    def numeric(self, value: o.Value, scope: Scope) -> int | None: ...

    @abstractmethod
    def callee(self, node: o.Call, name: str, scope: Scope) -> Thing: ...

    @abstractmethod
    def takes_code_at(self, callee: OwnFunction | Elsewhere, name: str, place: int, keyword: str) -> bool: ...

    @abstractmethod
    def mention(self, value: o.Value, scope: Scope) -> None: ...

    @abstractmethod
    def bind(self, node: o.Bind, scope: Scope) -> None: ...

    @abstractmethod
    def group(self, name: str, rows: list[tables.Row], known: bool = False) -> None: ...

    @abstractmethod
    def table(self, node: o.Table, scope: Scope) -> None: ...

    @abstractmethod
    def returned(self, value: o.Value, scope: Scope) -> None: ...


def numbers_in(value: o.Statement, depth: int = 0) -> Iterator[o.Number]:
    """The integer literals in an expression."""
    if isinstance(value, o.Number):
        yield value
    elif depth < 6 and not isinstance(value, o.Function | o.Class):
        for child in o.children(value):
            yield from numbers_in(child, depth + 1)


def is_status_of_close(value: o.Value, number: o.Value) -> bool:
    """Whether a number stands beside what is called a status code, and only a close has it: `failure.statusCode`, `error[kStatusCode]`."""
    held = value
    while isinstance(held, o.Awaited | o.Typed):
        held = held.of
    names: tuple[str, ...]
    if isinstance(held, o.Index):
        names = (o.name_of(held.of), held.key.value if isinstance(held.key, o.String) else o.name_of(held.key))
    else:
        names = held.parts if isinstance(held, o.Path) else (o.name_of(held),)
    return isinstance(number, o.Number) and words.is_beyond_http(names, number.value)


def alternatives(value: o.Value, depth: int = 0) -> Iterator[o.Value]:
    """What an expression can come to: `full ? 4003 : 4004`."""
    if isinstance(value, o.Either) and depth < 6:
        for option in value.options:
            yield from alternatives(option, depth + 1)
    else:
        yield value


def codes_listed(value: o.Value, members: Collection[str] | None = None) -> Iterator[o.Number]:
    """The numbers that a function gives back, those of a list, the keys of a table that has numbers for keys (`{ 4001: "kicked" }`),
    or only some of its members: `KICKED`, `CLOSE.KICKED` of a table within it."""
    entries = entries_in(value)
    keys = [entry.key_value for entry in entries if isinstance(entry.key_value, o.Number)]
    keys = keys if any(words.plausible(key.value) for key in keys) else []  # { 401: 4401 }: the values are
    if isinstance(value, o.Function):
        each = (one for given in given_back(value) for one in alternatives(given))
        yield from {number.start: number for one in each for number in numbers_given(one, value)}.values()
    elif members is not None:
        inner = ((f"{entry.key}.", entries_in(entry.value)) for entry in entries)
        for before, group in (("", entries), *inner):
            asked = tuple(entry for entry in group if f"{before}{entry.key}" in members)
            listed = group if asked and are_codes(group) else asked
            yield from (code for entry in listed if isinstance(code := code_in(entry.value), o.Number))
    elif keys:
        yield from keys
    else:
        yield from numbers_in(value)


def entries_in(value: o.Value) -> tuple[o.Entry, ...]:
    """The entries of a table, also of one that must not change."""
    table = unfrozen(value)
    return table.entries if isinstance(table, o.Table) else ()


RUN_OUT = frozenset({"timeout", "limit"})
"""Words in the names of codes for what has run out, and of how long or how much there is."""


def are_codes(entries: Sequence[o.Entry]) -> bool:
    """Whether all that a table has can be codes, by their numbers and their names: where one of them is, the others are.
    A name of a time, `idle_timeout`, is one among several private codes."""
    codes = [code_in(entry.value) for entry in entries]
    numbers = [code.value or 0 for code in codes if isinstance(code, o.Number) and words.plausible(code.value)]
    timed = [words.words(entry.key)[-1] for entry in entries if not words.DURATION.isdisjoint(words.words(entry.key))]
    private = len(entries) - len(timed) > 1 and RUN_OUT.issuperset(timed) and all(one in PRIVATE for one in numbers)
    of_one_kind = not timed or private
    return len(numbers) == len(entries) and of_one_kind


def names_listed(value: o.Value, depth: int = 0) -> Iterator[o.Path]:
    """The names that a list or set is made of: `{KICKED, BANNED}`, `Set.of(KICKED, BANNED)`. And the keys of a table of
    texts: `{ [Codes.KICKED]: "You were removed" }`, `new Map([[KICKED, "You were removed"]])`."""
    if isinstance(value, o.Typed):
        yield from names_listed(value.of, depth)
    elif entries := entries_in(value):
        keyed = (one.key_value for one in entries if not isinstance(code_in(one.value), o.Number))
        yield from (key for key in keyed if isinstance(key, o.Path))
    elif isinstance(value, o.Sequence):
        yield from (item for item in value.items if isinstance(item, o.Path))
    elif isinstance(value, o.Call) and not depth:
        given = [argument.value for argument in value.arguments]
        yield from (one for one in given if isinstance(one, o.Path) and len(given) > 1)
        for one in given:
            yield from names_listed(one, depth + 1)
