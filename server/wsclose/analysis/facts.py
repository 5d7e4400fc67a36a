"""What analysis tells the rules: plain data about connections, close calls and codes.

Positions are byte offsets from the start of the unit that the fact lies in.
"""

from enum import IntEnum

from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.library import CloseMethod, Library, Type
from wsclose.plain import plain, plain_hashable


class Certainty(IntEnum):
    """`SURE` has type-like evidence; `LIKELY` rests on names and shapes."""

    LIKELY = 1
    SURE = 2


@plain
class Connection:
    """What is known of a WebSocket at one place. `type` is None when no library is recognised."""

    library: Library | None
    type: Type | None
    side: str  # "client", "server", "" when unknown
    runtime: str
    certainty: Certainty


@plain
class Code:
    """One number that a code argument can be. `start`/`end` are where it is written in this unit."""

    number: int
    start: int
    end: int
    form: str  # "literal" or "constant"
    name: str = ""  # of the constant
    elsewhere: bool = False  # the number itself is written in another unit; start/end are the constant's use
    translated: bool = False  # one of many that a switch gives, each for something of the project's own
    framed: bool = False  # of a constant that is a whole close frame: it goes out where that is made


@plain
class ReasonText:
    start: int
    end: int
    text: str | None  # None when it is not a constant
    exact: bool
    inside_quotes: tuple[int, int] | None = None
    dynamic: str = ""  # "error" for an exception's text, "input" for a variable


@plain
class CloseCall:
    """A call that ends a connection, or sends a close frame."""

    start: int
    end: int
    name_start: int  # the method's name
    name_end: int
    receiver: str  # as written, "" when there is none
    connection: Connection
    method: CloseMethod | None
    codes: tuple[Code, ...]
    code_span: tuple[int, int] | None  # the argument that holds the code
    code_kind: str  # "none", "numbers", "received", "string", "unknown"
    reason: ReasonText | None
    awaited: bool
    open: int  # just after the opening parenthesis
    arguments: int
    surroundings: frozenset[str]  # "catch", "finally", "defer", "test", "shutdown", "expected", "guarded"
    function: str = ""
    caught: tuple[str, ...] = ()  # the types of the exception in whose handler it stands
    misplaced: tuple[Code, ...] = ()  # numbers handed over where the method takes no code


@plain
class SentCode:
    """A number that goes into a close frame, and through what. The place is the number's, or the constant's use."""

    code: Code
    start: int
    end: int
    connection: Connection
    method: CloseMethod | None
    call: CloseCall | None  # None for a frame that is built here and sent elsewhere, and for a wrapper's argument
    via: str  # the wrapper's name, "" when the close call stands here
    quoted: bool = False  # given as a string
    conditional: bool = False  # sent only after a test that this code may not pass


@plain
class CodeUse:
    """A number or a constant that is a close code."""

    number: int
    start: int
    end: int
    form: str  # "literal" or "constant"
    use: str  # "sent", "compared", "defined", "mentioned"
    name: str
    certainty: Certainty
    connection: Connection | None = None
    quoted: bool = False  # written as a string
    operator: str = ""  # of the comparison
    strict: bool = False  # compared with ===: a string is never equal to a number


@plain
class ReceivedCode:
    """A name or a member that holds a close code as received."""

    start: int
    end: int
    connection: Connection | None
    certainty: Certainty


@plain
class CodeTable:
    """An enum, map or group of constants: names and their numbers."""

    name: str
    entries: tuple[tuple[str, int, int, int], ...]  # name, number, start, end of the number


@plain
class ErrorPredicate:
    """`IsUnexpectedCloseError(err, codes...)`: holds for these codes, or for all but these."""

    name: str
    start: int
    end: int
    codes: tuple[Code, ...]
    negated: bool
    connection: Connection | None = None  # whose error it is asked of


@plain_hashable
class Effect:
    """What a close handler does. `kind`: "reconnect", "report" (logs it as an error), "forward" or "unknown"."""

    kind: str
    start: int  # where the handler's own unit says so
    end: int
    delay: str = ""  # of a reconnect: "none", "fixed", "random", "growing", "unknown"
    wait: str = ""  # the delay as written
    job: tuple[int, int] | None = None  # what a timer that stands in the handler itself runs
    waits_at: tuple[int, int] | None = None  # where the delay is written, if in the handler's own unit


@plain
class HandlerArm:
    """For these received codes, under this guard, these effects. Guards: "", "limit" (of attempts), "flag" (closed by ourselves), "unknown"."""

    codes: CodeSet
    guard: str
    effects: tuple[Effect, ...]


@plain_hashable
class CodeTest:
    """A place in a handler where the received code is compared with one number, or with a list that takes more of them."""

    start: int
    end: int
    operator: str  # "==", "!=" and the like; "" for a predicate, whose list ends at `end`
    subject: tuple[int, int]
    number: tuple[int, int]


@plain
class Maker:
    """The function around a close handler that makes the connection: called again, it makes another one."""

    name: str
    member: bool  # a method, or a property that holds a function
    parameters: tuple[str, ...]
    start: int  # of the function itself; the statement that it belongs to can start before it
    end: int
    body: int  # where its first statement starts
    stop: tuple[int, int] | None = None  # what the function around it gives back to end it: that function's statements


@plain
class HandlerBody:
    """Where statements can be put into a close handler, and how they get at the received code."""

    start: int  # of the first statement
    end: int  # of the last one
    function_end: int
    code: str  # the received code as an expression
    parameter: str  # what the handler has to take for that, "" when it has it already
    receiver: str  # what the handler is registered on, as written; "" when it is not registered where it is written
    registered: int  # where the statement starts that registers it
    returns: bool  # some way through it ends early


@plain
class LoopWait:
    """A statement that waits before a loop connects again."""

    start: int
    end: int
    delay_start: int
    delay_end: int
    last: bool  # the loop's last statement
    alone: bool  # nothing else is in its block
    starts_over: bool  # its block ends with `continue`


@plain
class ConnectionLoop:
    """A loop that connects again and again, and the places in it."""

    start: int
    body_start: int
    body_end: int
    connection: str  # the name that it has in the loop
    type: Type
    library: Library | None
    code: str  # the code that it was closed with, asked of the connection; "" where that cannot be asked
    waits: tuple[LoopWait, ...]
    starts_over: bool  # there is a `continue` somewhere
    is_async: bool
    gives: bool  # the function around it gives back something, or there is none
    uncaught: tuple[int, int] | None  # the types of exceptions that are caught, when a refused connection is not
    error: str  # what a failed read is known by, where errors are values
    error_jump: int  # where the jump stands that ends the reading
    predicate: str  # what tells whether such an error has one of some codes
    status: str  # what gives the code of such an error
    raised: tuple[str, str]  # (type of such an error, the field that holds its code), ("", "") where it is not known
    stop: str  # a parameter that says when to end


@plain
class CloseHandler:
    """What happens when a connection has closed: a partial function from a received code to effects."""

    start: int  # of the handler's head
    end: int
    kind: str  # "event", "override", "except", "loop", "read": a failed one, where errors are values, "failure": of the connection
    connection: Connection
    arms: tuple[HandlerArm, ...]
    looks_at_code: bool
    lasting: bool  # the connection outlives the function that the handler is in
    reconnects_elsewhere: bool  # something else in the file speaks of reconnecting
    body: HandlerBody | None = None
    maker: Maker | None = None
    loop: ConnectionLoop | None = None
    done: tuple[CodeTest, ...] = ()  # tests for 1000 alone

    def outcome(self, code: int) -> tuple[HandlerArm, ...]:
        """The arms that a received code can take."""
        return tuple(arm for arm in self.arms if code in arm.codes)

    @property
    def reconnects(self) -> bool:
        return any(effect.kind == "reconnect" for effect in self.effects())

    @property
    def grows(self) -> bool:
        """Whether it waits longer with every attempt."""
        return any(effect.delay == "growing" for arm in self.arms for effect in arm.effects)

    def effects(self) -> tuple[Effect, ...]:
        return tuple(dict.fromkeys(effect for arm in self.arms for effect in arm.effects))


@plain
class DoubleReconnect:
    """The error handler and the close handler of one connection both connect again."""

    start: int  # the reconnect in the error handler
    end: int
    other_start: int  # the one in the close handler
    other_end: int
    connection: Connection
    same: bool = False  # one function is both handlers; start and end are where it becomes the error handler


@plain
class BackoffReset:
    """An open handler sets the growing reconnect delay, or the count of attempts, back to its beginning."""

    start: int
    end: int
    name: str
    connection: Connection
    receiver: str = ""  # how the connection is written there, "" when that is not a name


@plain
class UnwatchedConnection:
    """A client's connection that is read, in a file where nothing looks at its close."""

    start: int
    end: int
    connection: Connection
    read: bool = False  # it is a read that would say so, and whose error is thrown away
    gives: bool = False  # the function around that read gives back something


Fact = (
    DoubleReconnect
    | BackoffReset
    | UnwatchedConnection
    | CloseHandler
    | CloseCall
    | SentCode
    | CodeUse
    | ReceivedCode
    | CodeTable
    | ErrorPredicate
)


@plain
class UnitFacts:
    """All facts of one unit, sorted by place, and the names elsewhere that hold codes which it sends."""

    facts: tuple[Fact, ...] = ()
    sent_names: frozenset[tuple[str, str, str]] = frozenset()
    revives: bool = False  # a timer sees to it that the client connects again
