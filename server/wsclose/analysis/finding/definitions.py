"""Where codes are defined: constants, enums, tables, defaults, messages."""

from collections.abc import Iterator

from wsclose.analysis import tables, walks, words
from wsclose.analysis.facts import Certainty, CodeTable, CodeUse, Connection, UnwatchedConnection
from wsclose.analysis.finding.comparisons import written
from wsclose.analysis.finding.constants import Constants
from wsclose.analysis.finding.implied_members import given_back
from wsclose.analysis.finding.notes import alternatives, is_status_of_close, numbers_in
from wsclose.analysis.finding.surroundings import bare
from wsclose.analysis.finding.tested_with import becomes_code
from wsclose.analysis.finding.typed_fields import TypedFields
from wsclose.analysis.resolving.idioms import CONSTRUCTORS
from wsclose.analysis.resolving.scopes import Scope, owners
from wsclose.analysis.resolving.things import Instance, Received
from wsclose.analysis.sending.frames import made_by
from wsclose.analysis.sending.lookups import code_in, numbers_given
from wsclose.analysis.walks import calls, tails
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

SAID = frozenset({"reason", "message", "description", "text"})


class Definitions(Constants, TypedFields):
    """Where codes are defined: constants, enums, tables, defaults, messages."""

    def taken_apart(self, pattern: o.Table, scope: Scope) -> None:
        """The codes among what a parameter is taken apart into: `({ code, reason }) => ...`."""
        given = {entry.key for entry in pattern.entries}
        for entry in pattern.entries:
            if isinstance(entry.value, o.Either):  # { closeCode = 1000, reason = "" }
                default = entry.value.options[1]
                coded = words.is_code_name(entry.key) or (entry.key == "code" and "reason" in given)
                if coded and self.closing.mentions and self.numeric(default, scope) is not None:
                    self.mention(default, scope)
            thing = self.resolver.thing(entry.value, scope) if isinstance(entry.value, o.Path) else None
            if isinstance(thing, Received):
                self.note_received(entry.value.start, entry.value.end, thing)

    def parameter(self, parameter: o.Parameter, scope: Scope, function: str) -> None:
        definitions = scope.names.get(parameter.name, []) if parameter.name else []
        for one in definitions:
            if one.value is parameter:
                thing = self.resolver.parameter(one, parameter)
                if isinstance(thing, Received):
                    self.note_received(parameter.start, parameter.start + len(parameter.name.encode()), thing)
        if isinstance(parameter.pattern, o.Table):
            self.taken_apart(parameter.pattern, scope)
        default = parameter.default
        if default is None:
            return
        if isinstance(default, o.Number) and words.plausible(default.value):
            if self.is_code_parameter(parameter, scope, function):
                self.use(default, "mentioned", Certainty.LIKELY)
        elif isinstance(default, o.Path) and default.parts[0] == ".":
            if words.is_code_name(parameter.name) or words.is_code_group(bare_type(parameter.type)):
                self.mention(default, scope)
        elif isinstance(default, o.Path) and self.is_code_parameter(parameter, scope, function):
            self.mention(default, scope)
        else:
            self.visit(default, scope)

    def is_code_parameter(self, parameter: o.Parameter, scope: Scope, function: str) -> bool:
        """Whether a parameter is by its name a close code, where need be with what stands around it."""
        if words.is_code_name(parameter.name):
            return True
        return words.words(parameter.name)[-1:] in (("code",), ("status",)) and (
            words.is_closing_name(function)
            or self.beside_reason(scope)
            or self.tells_of_close(scope)
            or (self.closing.mentions and becomes_code(scope.function, parameter.name))
            or (parameter.name.lower() == "code" and self.beside_reason_given(parameter.name, scope))
        )

    def beside_reason(self, scope: Scope) -> bool:
        """Whether a function takes a reason too and belongs to a class that speaks of closing."""
        owner = set(words.words(scope.owner))
        return (
            self.closing.mentions
            and "reason" in scope.names
            and bool(owner & {"websocket", "ws", "close", "disconnect", "closed"})
        )

    def tells_of_close(self, scope: Scope) -> bool:
        """Whether this belongs to an exception or an event by which a close is told, or is what makes a close frame."""
        if self.closing.mentions and scope.name in CONSTRUCTORS and words.is_close_frame_name(scope.owner):
            return True
        bases = (base for one in self.resolver.lookup(("class", "", scope.owner)) for base in bases_of(one.value))
        return self.closing.mentions and any(words.is_close_told(one) for one in (scope.owner, *bases))

    def klass(self, node: o.Class, scope: Scope) -> None:
        if tables.is_enum(node) or node.body:
            self.group(node.name, tables.rows_of_enum(node), tables.is_enum(node) and self.is_made_with_code(node.name))
        owner = Scope(None, None, node.name, None)
        for statement in node.body:
            self.visit(statement, owner, True)

    def bind(self, node: o.Bind, scope: Scope) -> None:
        target, value = node.target, node.value
        if value is None:
            return
        if isinstance(value, o.Typed) and isinstance(value.of, o.Table | o.Sequence):
            value = value.of  # { 4001: "kicked" } as Record<number, string>
        self.listens(target, scope)
        if isinstance(value, o.Number) and words.plausible(value.value) and (given := tables.assigned_member(target)):
            self.use(value, "defined", Certainty.LIKELY, None, None, given)
            return
        if isinstance(target, o.Index) and isinstance(target.key, o.Number) and words.plausible(target.key.value):
            if words.is_code_group(o.name_of(target.of)):
                self.use(target.key, "defined", Certainty.LIKELY, None, None, tables.text_in(value))
            return
        if self.closing.mentions and is_status_of_close(target, value):
            self.plausible(value)
        if isinstance(target, o.Index):
            self.under_text(target.key, value, scope)
        if node.declares and isinstance(value, o.Path | o.Part):
            self.case(target, value, scope)
        name = o.name_of(target)
        if not name:
            return
        if isinstance(value, o.Number) and words.plausible(value.value) and self.is_place_of_code(target, scope):
            self.use(value, "mentioned", Certainty.SURE)
        elif isinstance(value, o.Number):
            self.number(name, value, node.type, scope)
        elif words.is_code_name(name) or words.is_code_group(bare_type(node.type) or self.type_of_self(target, scope)):
            # closeCode = .goingAway, code: CloseCode = if ... { .goingAway } else ..., fatal: [CloseCode] = [.goingAway]
            for option in options(value):
                if isinstance(option, o.Path) and option.parts[0] == ".":
                    self.mention(option, scope)
            if isinstance(value, o.Function):  # var code: CloseCode { ... }
                self.members_given_back(value.body, node.type, scope)
        match value:
            case o.Table():
                self.table_of(name, value, scope)
            case o.Either() | o.Opaque() if self.names_code(name, scope) and self.closing.mentions:
                for option in options(value):  # let close_code = match why { Why::Done => 1000, _ => 1011 };
                    if isinstance(option, o.Number) and words.plausible(option.value):
                        self.use(option, "mentioned", Certainty.LIKELY)
                self.list_chosen(name, value, scope)
            case o.Sequence() if (member := self.member_in(name, value, scope)) is not None:
                self.use(member, "defined", Certainty.LIKELY, None, None, name)
            case o.Sequence() if is_code_and_reason(name, value):
                for item in value.items:
                    if self.closing.mentions and self.numeric(item, scope) is not None:
                        self.mention(item, scope)
            case o.Call() if (made := tables.table_made(value)) is not None:
                self.table_of(name, made, scope)
            case o.Function() if words.is_code_type(bare_type(node.type)):  # CloseReason.CloseCode LOGIN = () -> 4001;
                self.listed(o.Sequence(value.start, value.end, tuple(walks.given_back(value))))
            case o.Call() | o.Sequence() if self.lists_codes(name, value, scope) and self.closing.mentions:
                self.list_of(name, value, scope)

    def listens(self, target: o.Value, scope: Scope) -> None:
        """A client whose messages are listened to, in a file in which nobody listens to its close."""
        of_many = isinstance(target, o.Member) and isinstance(target.of, o.Index)
        if self.closing.watches or o.name_of(target).lower() != "onmessage" or of_many:
            return
        receiver = self.resolver.receiver(target, scope)
        if isinstance(receiver, Instance) and receiver.side == "client" and not self.handed_out(target, scope):
            self.facts.append(UnwatchedConnection(target.start, target.end, self.closing.connection(receiver)))

    def case(self, target: o.Value, value: o.Path | o.Part, scope: Scope) -> None:
        """`if let CloseCode::Away = code`, `if let Some(CloseFrame { code: CloseCode::Library(4001), .. }) = frame`"""
        member = isinstance(target, o.Path) and len(target.parts) > 1
        if not (member or isinstance(target, o.Number)):
            return
        held = bare(value.of) if isinstance(value, o.Part) else None
        code = self.is_code(value, scope) or (self.is_code(held, scope) if held is not None else None)
        if code is not None:
            self.compared(target, scope, code)
        elif isinstance(target, o.Path) and words.is_code_group(target.parts[-2]):
            self.path(target, scope)

    def is_place_of_code(self, target: o.Value, scope: Scope) -> bool:
        """Whether this is where a library's object has its close code, `$frame->code = 1001`, or what elsewhere is given
        one as received: `code = error.code`, and where there is none `code = 1006`."""
        given = scope.find(o.name_of(target)) if isinstance(target, o.Path) and len(target.parts) == 1 else None
        for one in given or ():
            told = self.resolver.definition(one) if isinstance(one.value, o.Path | o.Member) else None
            if isinstance(told, Received) and told.sure:
                return True
        held = isinstance(target, o.Path) and len(target.parts) > 1
        on = self.resolver.receiver(target, scope) if held else None
        return isinstance(on, Instance) and any(
            kind.fields.get(o.name_of(target)) == "code" for kind in self.resolver.bases(on.type)
        )

    def number(self, name: str, value: o.Number, kind: str, scope: Scope) -> None:
        """A number that has a name: a member of a group, a constant, a variable in a close handler."""
        if value.value is None:
            return
        constant = tables.is_constant(name, value.value, kind) and (
            self.closing.mentions or words.names_code(name, value.value) or words.mirrors_http(name, value.value)
        )
        at_top = scope.parent is None and not scope.owner
        constant = constant or (at_top and self.is_of_module(name, value.value))
        if scope.parent is None and scope.owner and self.member_of_group(scope.owner, name, value.value):
            self.use(value, "defined", Certainty.LIKELY, None, None, name)
            self.facts.append(CodeTable(scope.owner, ((name, value.value, value.start, value.end),)))
        elif constant or (at_top and words.plausible(value.value) and self.beside_registry("", name)):
            self.use(value, "defined", Certainty.LIKELY, None, None, name)
            if at_top and self.closing.mentions and words.family(name):
                self.sent_names.add(("name", "", name))  # CLOSE_POLICY is one, and so is CLOSE_LEFT beside it
        elif words.plausible(value.value) and words.words(name)[-1:] == ("code",) and self.in_closing(scope):
            self.use(value, "mentioned", Certainty.LIKELY, None, None, name)

    def table_of(self, name: str, value: o.Table, scope: Scope) -> None:
        """`const CODES = { KICKED: 4001 }`, `const FATAL_CODES = { socket: [4001, 4003] }`"""
        self.grouped.add(id(value))
        own = words.words(name)[-1:] == ("code",) and self.tells_of_close(scope)
        own = own or (scope.parent is None and words.is_code_group(scope.owner) and not tables.says_time(name))
        self.group(f"{scope.owner}.{name}" if own else name, tables.rows_of_table(value), own)
        if words.is_code_group(name) and self.closing.mentions:
            for entry in tables.lists_in(value):
                self.listed(entry)

    def list_of(self, name: str, value: o.Call | o.Sequence, scope: Scope) -> None:
        """`FATAL_CODES = (4001, Codes.KICKED)`, `CODES = Object.freeze({ KICKED: 4001 })`"""
        self.listed(value)
        for item in value.items if isinstance(value, o.Sequence) else ():
            if isinstance(item, o.Path):
                self.mention(item, scope)
        for argument in (argument for inner in calls((value,)) for argument in inner.arguments):
            if isinstance(argument.value, o.Table):
                self.group(name, tables.rows_of_table(argument.value))

    def list_chosen(self, name: str, value: o.Value, scope: Scope) -> None:
        """A list that is taken where there is no other one: `const fatalCodes = given.fatalCodes ?? [1008, 4001]`."""
        lists = isinstance(value, o.Either) and words.is_code_group(name) and self.closing.mentions
        for option in alternatives(value) if lists else ():
            if isinstance(option, o.Sequence) or (isinstance(option, o.Call) and option.new):
                self.list_of(name, option, scope)

    def names_code(self, name: str, scope: Scope) -> bool:
        """Whether something is a close code by its name, where need be by what is around it."""
        coded = words.words(name)[-1:] == ("code",)
        return words.is_code_name(name) or (coded and (self.in_closing(scope) or self.tells_of_close(scope)))

    def member_in(self, name: str, value: o.Sequence, scope: Scope) -> o.Number | None:
        """The number of a member of a group of codes that has more to it: `LOGIN = (4001, "Log in")`."""
        number = code_in(value) if scope.parent is None and scope.owner else None
        if isinstance(number, o.Number) and self.member_of_group(scope.owner, name, number.value or 0):
            return number
        return None

    def type_of_self(self, target: o.Value, scope: Scope) -> str:
        """The enum around an assignment that says which of its members it is: `init(rawValue: Int) { self = .goingAway }`"""
        return next(owners(scope), "") if isinstance(target, o.Path) and target.parts == ("self",) else ""

    def lists_codes(self, name: str, value: o.Call | o.Sequence, scope: Scope) -> bool:
        """Whether a list is one of close codes by its name, where need be as a member of an enum of them:
        `class CloseCode(IntEnum): ... FATAL_CODES = (4004, 4010)`."""
        made = isinstance(value, o.Call) and value.new  # a thing of another type: Size(rawValue: 4900)
        owned = scope.parent is None and words.is_code_group(scope.owner) and not made
        member = owned and (
            words.words(name)[-1:] == ("code",) or (words.is_code_type(scope.owner) and not tables.says_time(name))
        )
        return member or words.is_code_group(name)

    def listed(self, value: o.Value) -> None:
        """The numbers of a list or set of codes."""
        for number in numbers_in(value):
            if words.plausible(number.value):
                self.use(number, "defined", Certainty.LIKELY)

    def group(self, name: str, rows: list[tables.Row], known: bool = False) -> None:
        if not (known or tables.are_codes(name, rows)):
            rows = [row for row in rows if self.is_of_module(row.name, row.number)]
            known = True
        if not rows:
            return
        if not (
            known or self.closing.mentions or words.is_code_group(name) or len(rows) >= 4 or tables.all_say_close(rows)
        ):
            return
        kept = [row for row in rows if words.plausible(row.number)]
        for row in kept:
            self.put(CodeUse(row.number, row.start, row.end, "literal", "defined", row.name, Certainty.LIKELY))
        self.facts.append(CodeTable(name, tuple((row.name, row.number, row.start, row.end) for row in kept)))

    def table(self, node: o.Table, scope: Scope) -> None:
        """`{ code: 1006, wasClean: false }`, `{"type": "websocket.close", "code": 1000}`."""
        rows = tables.rows_of_table(node)
        made = made_by(node)
        entries = {entry.key: entry.value for entry in self.under_fields(node, made, scope).entries if entry.key}
        if made is not None and "code" in entries:  # CloseFrame { code: CloseCode::Policy, reason: ... }
            built = self.closing.built_by(made, scope)
            told = words.is_close_told(made.parts[-1])  # CloseEvent { code: 1006, ... }: nobody sends it
            if built is not None or (self.closing.mentions and words.is_code_group(made.parts[-1]) and not told):
                self.frame_code(entries["code"], scope, built[0] if built is not None else None, made.parts[-1])
            elif self.closing.mentions and words.is_closing_name(made.parts[-1]) and not SAID.isdisjoint(entries):
                for one in written(entries["code"]):  # Answer::Close { code: 4409, message: ... }
                    if self.numeric(one, scope) is not None:
                        self.mention(one, scope)
        if rows and id(node) not in self.grouped:
            keys = (e.key_value for e in node.entries)
            heads = {key.parts[-2] for key in keys if isinstance(key, o.Path) and len(key.parts) > 1}
            group = heads.pop() if len(heads) == 1 else ""
            if (len(rows) >= 3 or words.is_code_group(group)) and not self.gives_time():
                self.group(group, rows)  # { CloseCode.idle: 4001, ... }
        for one in tables.codes_by_type(node) if self.closing.mentions else ():
            if isinstance(one, o.Number) and words.plausible(one.value):
                self.use(one, "defined", Certainty.LIKELY)
            elif isinstance(one, o.Path) and self.numeric(one, scope) is not None:
                self.mention(one, scope)
        kind = entries.get("type")
        message = kind.value if isinstance(kind, o.String) else ""
        frame = self.frame_called(message) if message else None
        for key, value in entries.items():
            if isinstance(value, o.Call | o.Sequence | o.Table):
                if words.is_code_group(key) and self.closing.mentions:  # FatalCloseCodes: []int{4004, 4010}
                    self.listed(value)
                continue
            self.list_chosen(key, value, scope)
            if not isinstance(value, o.Number | o.Path | o.Either):
                continue
            coded = words.is_code_name(key)
            if frame is not None:
                if key == frame["code"]:
                    self.message_code(value, scope, "sent" if frame["direction"] == "sent" else "mentioned")
                continue
            if key in ("code", "Code") and not coded:
                coded = bool({"wasClean", "was_clean", "close", "closeReason"} & entries.keys()) or (
                    bool({"reason", "Reason"} & entries.keys()) and self.closing.mentions
                )
                coded = coded or message.lower() == "close"  # dispatchEvent({ type: "close", code: 1006 })
                coded = coded or (
                    self.closing.mentions and bool(self.functions) and self.in_closing(scope) and len(entries) == 1
                )
            if coded or self.is_code_field(made, key, scope):
                self.named_code(value, scope)

    def named_code(self, value: o.Value, scope: Scope) -> None:
        """What has a name that says close code: a constant is one where it is defined, too."""
        for one in written(value) if self.closing.mentions else ():
            if self.numeric(one, scope) is not None:
                self.mention(one, scope)
                self.sent_names.update(self.closing.codes(one, scope).names)

    def under_text(self, key: o.Value, value: o.Value, scope: Scope) -> None:
        """`told["closeCode"] = 1000`, `"closeCode" to 1000`: what a text names that says close code."""
        if isinstance(key, o.String) and key.value.isidentifier() and words.is_code_name(key.value):
            self.named_code(value, scope)

    def frame_called(self, message: str) -> dict[str, str] | None:
        """The close message of a library that says of itself that it is this one."""
        return next((f for each in self.libraries.by_id.values() for f in each.frames if f["equals"] == message), None)

    def message_code(self, value: o.Value, scope: Scope, use: str) -> None:
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        connection = Connection(None, None, "server", "", Certainty.SURE)
        for code in found.codes:
            if use == "sent":
                self.send(code, connection, None, None)
            else:
                self.put(CodeUse(code.number, code.start, code.end, code.form, use, code.name, Certainty.SURE, None))

    def members_given_back(self, body: o.Block, kind: str, scope: Scope) -> None:
        """The members of an enum of codes that a function with this result gives back without its name."""
        for one in given_back(body, kind) if words.is_code_group(bare_type(kind)) else ():
            self.visit(one, scope)

    def returned(self, value: o.Value, scope: Scope) -> None:
        """A function that by its name gives a close code, or several: `def fatal_close_codes(): return {4001, 4004}`; or one
        that reads a close frame, and gives its code with the reason: `return 1005, ""`."""
        name = self.functions[-1] if self.functions and self.closing.mentions else ""
        coded = words.is_code_name(name) or (name == "code" and self.tells_of_close(scope))
        coded = coded or words.is_registry_constant(name)  # static get CLOSE_NORMAL() { return 1000; }
        if isinstance(value, o.Sequence) and len(value.items) == 2 and words.is_close_frame_name(name):
            coded, value = True, value.items[0]
        several = "codes" in name.lower()
        ends = tails((value,)) if coded and not self.gives_time() else ()
        for option in (one for tail in ends for one in (tail.options if isinstance(tail, o.Either) else (tail,))):
            for number in (option,) if several or scope.function is None else numbers_given(option, scope.function):
                self.plausible(number)
            if several and tables.lists_only(option):
                self.listed(option)


def bases_of(value: object) -> tuple[str, ...]:
    """The names of the classes that one is written to extend."""
    return tuple(base.rpartition(".")[2] for base in value.bases) if isinstance(value, o.Class) else ()


def options(value: o.Value) -> Iterator[o.Value]:
    """The values that one can come to, as they are written; of a list, each of what is in it."""
    held = value.items if isinstance(value, o.Sequence) else (value,)
    return (one for item in held for each in tails((item,)) for one in written(each))


def is_code_and_reason(name: str, value: o.Sequence) -> bool:
    """Whether this is a reason and a code that wait to be sent: `goodbye = (4001, "kicked")`."""
    return (
        len(value.items) == 2
        and words.is_closing_name(name)
        and any(isinstance(item, o.String) for item in value.items)
    )
