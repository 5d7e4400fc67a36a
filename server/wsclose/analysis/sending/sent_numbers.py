"""The numbers that a code argument can be, and the text that a reason can be."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.facts import Code, ReasonText
from wsclose.analysis.resolving.conversions import CONVERSIONS
from wsclose.analysis.resolving.idioms import is_nothing
from wsclose.analysis.resolving.meant import in_loop
from wsclose.analysis.resolving.scopes import Definition, Key, Scope
from wsclose.analysis.resolving.things import Instance, Int, OwnFunction, Received, Returns, Text, Thing
from wsclose.analysis.sending.asking import EXPECTED_DEPTH, Found
from wsclose.analysis.sending.listed import MOST_HELD, Held, Listed
from wsclose.analysis.sending.lookups import Lookups, bound, code_in, look_up_in
from wsclose.analysis.sending.made_with import MadeWith
from wsclose.analysis.sending.own_constants import OwnConstants
from wsclose.analysis.walks import given_back, tails
from wsclose.syntax import outline as o

DEFAULTING = frozenset(
    "get getOrDefault unwrap_or setdefault pop getattr defaultTo orElse unwrap_or_default GetValueOrDefault".split()
)
MOST_GIVEN = 8
MANY = 4
RECEIVED = Found((), "received", frozenset(), frozenset())
UNKNOWN = Found((), "unknown", frozenset(), frozenset())
TOLD = frozenset({"on", "did", "handle", "handler", "closed", "disconnected", "received"})  # in names of handlers
SHORTENING = frozenset(
    {"limit", "limited", "truncate", "truncated", "slice", "byteslice", "substring", "substr", "subs", "strcut", "strimwidth", "cut", "clip", "shorten"}
    | {"bound", "bounded", "clamp", "take", "ellipsis", "abbreviate", "prefix", "left", "safe", "sanitize", "max"}
)  # fmt: skip
FAILURES = frozenset({"Err", "failure"})
CONVERTING = frozenset({"into", "to_string", "to_owned", "from", "from_static", "Borrowed", "String", "data", "Data", "utf8", "utf8Data", "as_bytes"})  # fmt: skip
ERRORS = frozenset({"err", "error", "exc", "exception"})


class SentNumbers(OwnConstants, Lookups, Listed, MadeWith):
    """The numbers that a code argument can be, and the text that a reason can be."""

    def codes(self, value: o.Value | None, scope: Scope, depth: int = 0) -> Found:
        """The numbers that an expression in a code's place can be."""
        if value is None or is_nothing(value):
            return Found((), "none", frozenset(), frozenset())
        if depth > EXPECTED_DEPTH:
            return UNKNOWN
        match value:
            case o.Number():
                if value.value is None or "." in value.text:
                    return UNKNOWN  # a price: `3800.0`
                return Found(
                    (Code(value.value, value.start, value.end, "literal"),), "numbers", frozenset(), frozenset()
                )
            case o.String():
                digits = value.value.isdigit() and value.exact
                codes = (
                    (Code(int(value.value), value.start, value.end, "literal"),)
                    if digits and len(value.value) < 6
                    else ()
                )
                return Found(codes, "string", frozenset(), frozenset())
            case o.Either():
                return join(self.codes(option, scope, depth + 1) for option in value.options)
            case o.Awaited() | o.Typed():
                return self.codes(value.of, scope, depth + 1)
            case o.Element():  # for (const code of [1000, 4001])
                return self.gone_through(self.held(value, scope), depth)
            case o.Operation() if (
                value.operator == "-" and len(value.operands) == 1 and isinstance(value.operands[0], o.Number)
            ):
                number = value.operands[0].value
                return Found(
                    (Code(-(number or 0), value.start, value.end, "literal"),), "numbers", frozenset(), frozenset()
                )
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
                return self.codes(value.inside[0], scope, depth + 1)
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Switch | o.If):
                given = join(self.codes(one, scope, depth + 1) for one in tails(value.inside))
                return translated(given) if isinstance(value.inside[0], o.Switch) else given
            case o.Index():
                found = self.looked_up(value, scope, depth)
                return found if found.codes or found.names else self.gone_through(self.held(value, scope), depth)
            case o.Part() if isinstance(value.of, o.Element | o.Part):
                return self.gone_through(self.held(value, scope), depth)
            case o.Part() if made := self.in_variant(value, scope):
                return UNKNOWN._replace(names=made)
            case o.Part():
                found = self.looked_up(value.of, scope, depth)
                found = found if found.codes or found.names else self.gone_through(self.held(value, scope), depth)
                if (
                    found.codes
                    or found.names
                    or not isinstance(value.of, o.Call)
                    or look_up_in(value.of)[0] is not None
                ):
                    return found
                return self.given_back(value.of, scope, depth)  # code, reason = refusal(error)
            case o.Call() if not value.arguments and arrived(self.resolver.thing(value, scope)):
                return RECEIVED
            case o.Call() if not value.arguments and (raised := self.kept_by_exception(value, scope)):
                return Found((), "unknown", raised, frozenset())
            case o.Call() if not value.arguments and self.asks_member(value.callee, scope):
                member = o.without_last(value.callee)
                asked = member if isinstance(self.resolver.thing(member, scope), Int) else value.callee
                return self.codes_of_path(asked, scope, depth)
            case o.Call() if not value.arguments and (of := self.same_code(value.callee)) is not None:
                return self.codes(of, scope, depth + 1)
            case o.Call():
                name = o.name_of(value.callee)
                if name in DEFAULTING and len(value.arguments) > 1:
                    held = self.looked_up(value, scope, depth)
                    return join((held, self.codes(value.arguments[-1].value, scope, depth + 1)))
                group = (
                    value.callee.parts[-2] if isinstance(value.callee, o.Path) and len(value.callee.parts) > 1 else name
                )
                if len(value.arguments) == 1 and (
                    name in CONVERSIONS
                    or group == "."
                    or words.is_code_group(group)
                    or self.converts(value.callee, scope)
                ):
                    if isinstance(value.arguments[0].value, o.String):  # int("1000"), CLOSE_CODES.get("idle")
                        return self.looked_up(value, scope, depth)
                    kept = self.codes(value.arguments[0].value, scope, depth + 1)
                    named = self.given_back(value, scope, depth) if name not in CONVERSIONS else UNKNOWN
                    return kept._replace(names=kept.names | named.names)
                if arrived(self.resolver.thing(value, scope)):
                    return RECEIVED
                held = self.looked_up(value, scope, depth)  # CODES.get(kind)
                return held if held.codes or held.names else self.given_back(value, scope, depth)
            case o.Path():
                return self.codes_of_path(value, scope, depth)
            case o.Function() if self.libraries.family in ("java", "kotlin") and not value.parameters:
                inner = self.resolver.scope_of(value)  # new CloseReason(() -> 4001, "log in")
                come_to = islice(given_back(value), MOST_GIVEN)
                return join((UNKNOWN, *(self.codes(one, inner or scope, depth + 1) for one in come_to)))
        return UNKNOWN

    def looked_up(self, value: o.Value, scope: Scope, depth: int) -> Found:
        """What a table of the file has for a key: `socket.close(CODES[kind])`."""
        table, key = look_up_in(value)
        given = islice(self.held_here(table, key, scope), MOST_GIVEN)
        here = translated(join((UNKNOWN, *(self.codes(one, within, depth + 1) for one, within in given))))
        return here._replace(names=here.names | self.held_elsewhere(table, key, scope))

    def gone_through(self, held: Iterator[Held], depth: int) -> Found:
        """What a list has that is gone through."""
        found = []
        for one in islice(held, MOST_HELD):
            if one.key is None:
                found.append(self.codes(code_in(one.value), one.scope, depth + 1))
            elif isinstance(code_in(one.value), o.Number):
                found.append(UNKNOWN._replace(names=frozenset({one.key})))
            elif isinstance(code_in(one.value), o.Path):  # return KICKED, "rude"
                found.append(UNKNOWN._replace(names=self.codes(code_in(one.value), one.scope, depth + 1).names))
        return translated(join(found))

    def given_back(self, call: o.Call, scope: Scope, depth: int) -> Found:
        """What a function of the file gives back: `socket.close(codeFor(error))`."""
        function, inner, key = self.called(call, scope)
        if key is not None:
            return UNKNOWN._replace(names=frozenset({key}))
        given = islice(given_back(function), MOST_GIVEN) if function is not None else ()
        return join((UNKNOWN, *(self.codes(one, inner, depth + 1) for one in given)))

    def same_code(self, callee: o.Value) -> o.Value | None:
        """What `4001.toShort()`, `CloseCode::Policy.into()`, `Codes.NORMAL.getCode()` are called on."""
        name = o.name_of(callee)
        if name not in CONVERSIONS and name not in self.libraries.code_members and not words.is_code_name(name):
            return None
        return o.holder_of(callee)

    def converts(self, callee: o.Value, scope: Scope) -> bool:
        thing = self.resolver.thing(callee, scope)
        return isinstance(thing, Returns) and thing.text == "same"

    def implied(self, path: o.Path) -> Found:
        """A member that is written without its type (`.goingAway`), where only a close code can stand."""
        name = path.parts[1]
        key: Key = ("member", "", name)
        own = [one.value.value for one in self.resolver.lookup(key) if isinstance(one.value, o.Number)]
        numbers = {number for number in own if number is not None} or self.libraries.constant_names.get(
            name, frozenset()
        )
        number = next(iter(numbers)) if len(numbers) == 1 else words.BY_NAME.get(words.normal(name))
        if number is None:
            return UNKNOWN
        code = Code(number, path.start, path.end, "constant", name, True)
        return Found((code,), "numbers", frozenset({key}) if own else frozenset(), frozenset())

    def codes_of_path(self, path: o.Path, scope: Scope, depth: int) -> Found:
        if path.parts[0] == "." and len(path.parts) > 1:
            return self.implied(path)
        thing = self.resolver.thing(path, scope)
        if len(path.parts) == 1 and (definitions := scope.find(path.parts[0])) is not None:
            return self.codes_of_definitions(path, in_loop(definitions, path.start), depth)
        if isinstance(thing, OwnFunction | None) and (members := self.one_of_enum(path, scope)):
            return UNKNOWN._replace(names=members)
        if len(path.parts) == 2 and (raised := frozenset(self.raised_with(path, scope))):
            return Found((), "unknown", raised, frozenset())
        if thing is None and (made := self.in_struct(path, scope)):
            return Found((), "unknown", made, frozenset())
        if thing is None and len(path.parts) > 2:
            thing = self.field_of_member(path)
        if isinstance(thing, Int):
            names: frozenset[Key] = frozenset()
            if not thing.known:
                key = self.key_of(path, scope)
                names = frozenset({key, *self.in_module(path, thing)})
                every = self.resolver.lookup(key) if key[0] in ("field", "name") else ()
                if any(one.value != every[0].value or isinstance(one.value, o.Either) for one in every):
                    return Found((), "unknown", names, frozenset())  # one of several: no constant
            code = Code(thing.value, path.start, path.end, "constant", thing.name or path.parts[-1], True)
            return Found((code,), "numbers", names, frozenset())
        if isinstance(thing, Received):
            return RECEIVED if arrived(thing) else UNKNOWN
        if isinstance(thing, Instance) and thing.code is not None:  # static final CloseStatus EXPIRED = ...
            code = Code(thing.code, path.start, path.end, "constant", path.parts[-1], True, framed=True)
            alone = len(self.resolver.lookup(self.key_of(path, scope))) == 1
            return Found((code,), "numbers", frozenset(), frozenset()) if alone else UNKNOWN
        if thing is None and len(path.parts) == 2 and scope.find(path.parts[0]) is not None:
            given = [
                one
                for outer in scope.functions()
                if outer.function
                for one in bound(path, outer.function.body)
                if isinstance(one, o.Number)
            ]
            if given:  # error.statusCode = 4003; ... socket.close(error.statusCode)
                return join((UNKNOWN, *(self.codes(one, scope, depth + 1) for one in given)))
            through = self.gone_through(self.held(path, scope), depth)
            if through.codes or through.names:
                return through
        if thing is None and (through := self.gone_through(self.held(path, scope), depth)).names:
            return through
        guessed = guess_constant(path.parts)
        if guessed is None and thing is None and words.is_code_name(path.parts[-1]):
            known = self.libraries.constant_names.get(path.parts[-1], frozenset())
            guessed = next(iter(known)) if len(known) == 1 else None
        if guessed is not None:
            return Found(
                (Code(guessed, path.start, path.end, "constant", path.parts[-1], True),),
                "numbers",
                frozenset(),
                frozenset(),
            )
        return UNKNOWN

    def codes_of_definitions(self, path: o.Path, definitions: list[Definition], depth: int) -> Found:
        """A local variable or parameter: what any of its definitions can be, at the place where each is written."""
        found: list[Found] = []
        for one in definitions[:8]:
            if isinstance(one.value, o.Parameter):
                listed = self.gone_through(self.given_to(one, one.value, depth), depth)
                through = listed.codes or listed.names
                found.append(listed if through else self.codes_of_parameter(one, one.value, depth))
            elif isinstance(one.value, o.Value):
                known = self.resolver.definition(one)
                if arrived(known):
                    found.append(RECEIVED)
                found.append(self.codes(one.value, one.scope, depth + 1))
            else:
                found.append(UNKNOWN)
        return join(found)

    def codes_of_parameter(self, one: Definition, parameter: o.Parameter, depth: int) -> Found:
        thing = self.resolver.parameter(one, parameter)
        told = isinstance(thing, Received) and thing.sure and bool(TOLD.intersection(words.words(one.scope.name)))
        kind = "received" if told or arrived(thing) else "unknown"
        function = one.scope.function
        places = frozenset({(id(function), one.place)}) if function is not None else frozenset[tuple[int, int]]()
        own = Found((), kind, frozenset(), places)
        if parameter.default is None:
            return own
        return join((own, self.codes(parameter.default, one.scope, depth + 1)))

    def reason(self, value: o.Value | None, scope: Scope) -> ReasonText | None:
        if value is None or is_nothing(value):
            return None
        inner = value
        while isinstance(inner, o.Awaited | o.Typed):
            inner = inner.of
        inner = converted_text(inner) or inner
        if isinstance(inner, o.String):
            dynamic = "error" if any(self.is_error_text(part, scope) for part in inner.substitutions) else ""
            return ReasonText(inner.start, inner.end, inner.value, inner.exact, None, dynamic)
        thing = self.resolver.thing(inner, scope)
        if isinstance(thing, Text):
            return ReasonText(value.start, value.end, thing.value, thing.exact)
        dynamic = "error" if self.is_error_text(inner, scope) else ""
        return ReasonText(value.start, value.end, None, False, None, dynamic)

    def is_error_text(self, value: o.Statement, scope: Scope, depth: int = 0) -> bool:
        """Whether an expression holds the text of an exception."""
        if isinstance(value, o.Path):
            if any(isinstance(one.value, o.Catch) or is_failure(one.value) for one in scope.find(value.parts[0]) or ()):
                return True
            return value.parts[0] in ("err", "error", "exc", "exception") and value.parts[-1] in (
                "message",
                "stack",
                "Error",
                "args",
                *ERRORS,
            )
        if isinstance(value, o.Index) or (
            isinstance(value, o.Call) and SHORTENING.intersection(words.words(o.name_of(value.callee)))
        ):
            return False  # err.message.slice(0, 100), limitReason(err.message), str(error)[:100]
        if (
            isinstance(value, o.Call)
            and isinstance(value.callee, o.Path)
            and self.is_error_text(value.callee, scope, depth + 1)
        ):
            return True
        return depth < 5 and any(self.is_error_text(child, scope, depth + 1) for child in o.children(value))


def converted_text(value: o.Value) -> o.String | None:
    """The literal that is made into what a library takes: `"bye".into()`, `Data("bye".utf8)`, `Cow::from("bye")`."""
    name = o.name_of(value.callee) if isinstance(value, o.Call) else o.name_of(value)
    if name not in CONVERTING:
        return None
    inner = value.callee if isinstance(value, o.Call) and (not value.arguments or value.arguments[0].name) else value
    if isinstance(inner, o.Member):
        inner = inner.of
    elif isinstance(inner, o.Call) and len(inner.arguments) == 1:
        inner = inner.arguments[0].value
    if isinstance(inner, o.String):
        return inner
    return converted_text(inner) if isinstance(inner, o.Call | o.Member) and inner is not value else None


def is_failure(value: object) -> bool:
    """Whether this is what a result holds when it is none: `Err(error)`, `.failure(let error)`."""
    return isinstance(value, o.Part) and value.key in FAILURES


def arrived(thing: Thing) -> bool:
    """Whether this is a code that a connection was closed with, and not only something of a type that codes have."""
    return isinstance(thing, Received) and thing.sure and thing.connection is not None


def translated(found: Found) -> Found:
    """What a switch gives that has a code for everything that it is asked: none of them was chosen to be sent here."""
    if len({code.number for code in found.codes}) < MANY:
        return found
    return found._replace(codes=tuple(replace(code, translated=True) for code in found.codes))


def join(found: Iterator[Found] | list[Found] | tuple[Found, ...]) -> Found:
    """What an expression can be that is one of several."""
    every = list(found)
    if not every:
        return UNKNOWN
    codes: list[Code] = []
    for one in every:
        codes.extend(code for code in one.codes if code not in codes)
    kinds = [one.kind for one in every]
    kind = next((k for k in ("received", "string", "unknown") if k in kinds), None) or ("numbers" if codes else "none")
    return Found(
        tuple(codes),
        kind,
        frozenset().union(*(one.names for one in every)),
        frozenset().union(*(one.parameters for one in every)),
    )


def guess_constant(parts: tuple[str, ...]) -> int | None:
    """The registry's number for a member of something that is by its name a group of close codes."""
    if len(parts) > 1 and words.is_code_group(parts[-2]) and not words.is_own_reason(parts[-2]):
        return words.BY_NAME.get(words.normal(parts[-1]))
    if words.is_registry_constant(parts[-1]):
        return words.BY_NAME.get(words.normal(parts[-1]))
    return None
