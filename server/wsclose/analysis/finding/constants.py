"""Names that stand for close codes where they are used: constants of libraries and of the project's own."""

from wsclose.analysis import tables, words
from wsclose.analysis.facts import Certainty
from wsclose.analysis.finding.implied_members import in_full
from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.resolving.idioms import CONSTRUCTORS
from wsclose.analysis.resolving.scopes import Scope, function_of, owners
from wsclose.analysis.resolving.things import Instance, Int, Own, Received
from wsclose.analysis.sending.lookups import unfrozen
from wsclose.analysis.sending.sent_numbers import guess_constant
from wsclose.syntax import outline as o


class Constants(Notes):
    """Names that stand for close codes where they are used."""

    def path(self, node: o.Path, scope: Scope) -> None:
        if node.parts[0] == "Self" and len(node.parts) > 1 and scope.owner:  # a member of the enum around
            node = o.Path(node.start, node.end, (scope.owner, *node.parts[1:]), node.last)
        last = node.parts[-1]
        of_member = last in ("value", "code") and len(node.parts) > 2
        of_code = of_member and (words.is_code_group(node.parts[-3]) or node.parts[-2] in self.libraries.constant_names)
        if of_code or (last == "rawValue" and len(node.parts) > 2):
            within = o.without_last(node)
            self.path(within, scope)  # CloseCode.goingAway.rawValue
            return
        if (
            last in self.libraries.constant_names
            or (len(node.parts) > 1 and words.is_code_group(node.parts[-2]))
            or ((len(node.parts) > 1 or last[:1].isupper()) and words.is_code_name(last))
            or (self.closing.mentions and last[:1].isupper() and words.may_be_code(last))
            or (len(node.parts) == 1 and last.isupper() and words.is_code_group(next(owners(scope), "")))
            or (len(node.parts) == 1 and last.isupper() and self.beside_registry("", last))
            or (self.closing.mentions and self.in_known_group(node, scope))
        ):
            found = self.constant(node, scope)
            if found is not None:
                number, name, sure = found
                self.use(node, "mentioned", Certainty.SURE if sure else Certainty.LIKELY, None, number, name)
                return
        if self.closing.mentions and last[:1].isupper() and (framed := self.code_of_frame(node, scope)) is not None:
            self.use(node, "mentioned", Certainty.SURE, None, framed, last)
            return
        if last in ("code", "Code", "status") or words.is_code_name(last):
            thing = self.resolver.thing(node, scope)
            if isinstance(thing, Received):
                self.note_received(node.last, node.end, thing)

    def members_of_self(self, node: o.Switch, scope: Scope) -> None:
        """The arms in which an enum of codes asks which of its members it is: `switch self { case .kicked: ... }`."""
        owner = next(owners(scope), "")
        if not owner or not isinstance(node.subject, o.Path) or node.subject.parts != ("self",):
            return
        for pattern in (pattern for arm in node.arms for pattern in arm.patterns):
            for one in pattern.items if isinstance(pattern, o.Sequence) else (pattern,):
                full = in_full(one, owner)
                if full is not one and isinstance(full, o.Path) and (found := self.constant(full, scope)) is not None:
                    self.use(full, "compared", Certainty.SURE, None, found[0], found[1])

    def code_of_frame(self, node: o.Path, scope: Scope) -> int | None:
        """The number of a constant that is a whole close frame. It goes out where the frame is made."""
        if len(node.parts) == 1 and scope.find(node.parts[0]) is not None:
            return None
        thing = self.resolver.thing(node, scope)
        return thing.code if isinstance(thing, Instance) and not self.varies(node, scope) else None

    def varies(self, node: o.Path, scope: Scope) -> bool:
        """Whether a name or a field is given several values: `self._close_code = None`, then a number, then another."""
        if len(node.parts) == 1:
            return len(scope.find(node.parts[0]) or ()) > 1
        if len(node.parts) == 2 and node.parts[0] in ("self", "this"):
            owner = scope.owner
        else:  # told.closeCode, of an object of a class of this file
            of = self.resolver.thing(o.without_last(node), scope)
            owner = of.name if isinstance(of, Own) else ""
        return bool(owner) and len(self.resolver.lookup(("field", owner, node.parts[-1]))) > 1

    def has_own_meaning(self, parts: tuple[str, ...]) -> bool:
        """Whether a constant is a member of an enum of this file that gives it no number: what it stands for is said elsewhere."""
        return len(parts) == 2 and any(
            isinstance(one.value, o.Class) and one.value.kind == "enum"
            for one in self.resolver.lookup(("class", "", parts[0]))
        )

    def own_code(self, node: o.Path, number: int, scope: Scope) -> bool:
        """Whether a constant of the project's own is a close code: by its group's name or its own, or by its neighbours."""
        last, group = node.parts[-1], node.parts[-2] if len(node.parts) > 1 else ""
        if tables.is_constant(last, number, group) or (
            self.closing.mentions and words.is_distinct(last) and words.names_code(last, number)
        ):
            return True
        if len(node.parts) == 1 and (self.own_member(last, number, scope) or self.beside_registry("", last)):
            return True
        if self.in_known_group(node, scope) or (group and self.is_of_codes(group)):
            return True
        begin, found, _ = last.partition("CLOSE_")
        if not found or not last.isupper() or words.DURATION.intersection(words.words(last)):
            return False
        beside = ((*node.parts[:-1], f"{begin}CLOSE_{known}") for known in ("NORMAL", "GOING_AWAY", "NORMAL_CLOSURE"))
        return any(
            isinstance(one := self.resolver.path(parts, scope), Int) and one.value in (1000, 1001) for parts in beside
        )

    def in_known_group(self, node: o.Path, scope: Scope) -> bool:
        """Whether a constant's group, in whatever file, has two that codes of the registry go by: `Code.KICKED`, beside
        `Code.GOING_AWAY` and `Code.PROTOCOL_ERROR`; `StatusKicked`, beside `StatusGoingAway` and `StatusProtocolError`
        of the same package."""
        *group, name = node.parts
        if len(group) > 1 or not all(part[:1].isupper() for part in node.parts):
            return False
        if not group and scope.find(name) is not None:
            return False
        held = self.resolver.thing(node, scope)
        if not isinstance(held, Int) or not words.plausible(held.value):
            return False
        if held.known:  # of a class that says so of all its constants
            return True
        if not words.DURATION.isdisjoint(words.words(name)):
            return False
        beside = ((self.resolver.path((*group, other), scope), number) for other, number in words.neighbours(name))
        known = sum(isinstance(one, Int) and one.value == number for one, number in beside) > 1
        return known or (bool(group) and self.is_of_codes(group[0]))

    def is_of_codes(self, group: str) -> bool:
        """Whether an enum or an object of this file is one of close codes by what it has: `const Refusal = { ... } as const`."""
        if (enum := self.closing.enum(group)) is not None:
            return tables.are_codes(group, tables.rows_of_enum(enum))
        held = (unfrozen(one.value) for one in self.resolver.lookup(("name", "", group)))
        return any(tables.are_codes(group, tables.rows_of_table(one)) for one in held if isinstance(one, o.Table))

    def is_made_with_code(self, enum: str) -> bool:
        """Whether the one number that an enum's members are made with is a code by its name: `Ending(String text, int closeCode)`."""
        made = (one for name in (*CONSTRUCTORS, enum) for one in self.resolver.lookup(("method", enum, name)))
        for body in (function_of(one) for one in made) if self.closing.mentions else ():
            taken = body.parameters if body is not None else ()
            numbers = [one.name for one in taken if one.type.lower() in ("int", "short", "integer", "ushort")]
            if len(numbers) == 1 and words.is_code_name(numbers[0]):
                return True
        return False

    def is_of_module(self, name: str, number: int | None) -> bool:
        """Whether a constant is a close code by what its file is called: `close_codes.py`, `package closecode`."""
        if number is None or not words.plausible(number) or not words.is_module_of_codes(self.resolver.home):
            return False
        return not tables.says_time(name) or (words.words(name)[-1] == "timeout" and number % 100 != 0)

    def own_member(self, name: str, number: int, scope: Scope) -> bool:
        """Whether a bare name is a constant of the class around it that is a close code there: `case NORMAL_CODE:`."""
        owner = next(owners(scope), "")
        mine = bool(owner) and scope.find(name) is None and bool(self.resolver.lookup(("field", owner, name)))
        return mine and self.member_of_group(owner, name, number)

    def member_of_group(self, owner: str, name: str, number: int) -> bool:
        """Whether a class's constant is a close code: by the class's name, or because its neighbours are."""
        if not words.plausible(number) or self.is_size_in(owner, name, number):
            return False
        if words.is_code_group(owner) or self.among_codes(owner, name) or self.beside_registry(owner, name):
            return True
        said = (
            {"close", "ws", "websocket"}
            if words.normal(name) == "ok"
            else {"code", "close", "status", "ws", "websocket"}
        )
        return self.closing.mentions and words.names_code(name, number) and not said.isdisjoint(words.words(owner))

    def is_size_in(self, owner: str, name: str, number: int) -> bool:
        """Whether a round number is by its name a size, a time or a port of a class that is no enum: `MAX_FRAME = 4096`."""
        if not tables.says_time(name) or (number % 500 and number & (number - 1)):
            return False
        kinds = (one.value for one in self.resolver.lookup(("class", "", owner)))
        first = number == 4000 and words.words(name)[-1] in ("timeout", "limit")  # of the application's own
        return not first and not any(isinstance(kind, o.Class) and tables.is_enum(kind) for kind in kinds)

    def among_codes(self, owner: str, name: str) -> bool:
        """Whether a constant stands beside one that begins alike and is a code of the registry: CLOSE_UNKNOWN beside CLOSE_NORMAL."""
        begin, found, _ = name.upper().partition("CLOSE_")
        timed = words.DURATION.intersection(words.words(name))
        if not found or not name.isupper() or timed or not self.closing.mentions:
            return False
        beside = (f"{begin}CLOSE_{known}" for known in ("NORMAL", "GOING_AWAY", "NORMAL_CLOSURE", "ABNORMAL"))
        return any(self.resolver.lookup(("field", owner, one)) for one in beside)

    def beside_registry(self, owner: str, name: str) -> bool:
        """Whether a constant stands among two that codes of the registry go by: NO_ERROR beside GOING_AWAY and PROTOCOL_ERROR."""
        if not self.closing.mentions or words.DURATION.intersection(words.words(name)):
            return False
        found = 0
        for other, number in words.neighbours(name) if name[:1].isalpha() else ():
            here = self.resolver.lookup(("field" if owner else "name", owner, other))
            found += any(isinstance(one.value, o.Number) and one.value.value == number for one in here)
            if owner and not here:  # class GatewayCodes extends CloseCodes
                above = self.resolver.inherited(owner, other)
                found += isinstance(above, Int) and above.value == number
        return found > 1

    def constant(self, node: o.Path, scope: Scope) -> tuple[int, str, bool] | None:
        """(number, name, whether it is certain) of a constant that is a close code."""
        thing = self.resolver.thing(node, scope)
        if isinstance(thing, Int):
            if self.varies(node, scope):
                return None  # one of the numbers that it can be
            if thing.known:
                return thing.value, thing.name, True
            if words.plausible(thing.value) and self.own_code(node, thing.value, scope):
                return thing.value, thing.name or node.parts[-1], True
            return None
        if thing is not None:
            return None
        guessed = guess_constant(node.parts)
        if guessed is not None:
            return None if self.has_own_meaning(node.parts) else (guessed, node.parts[-1], False)
        numbers = self.libraries.constant_names.get(node.parts[-1])
        if numbers is not None and len(numbers) == 1 and self.closing.mentions and len(words.words(node.parts[-1])) > 1:
            around = set(words.words(".".join(node.parts[-2:])))
            if words.normal(node.parts[-1]) in words.ALSO_HTTP:
                around.discard("status")  # fiber.StatusInternalServerError, Response.Status.INTERNAL_SERVER_ERROR
            if words.words(".".join(node.parts[-2:-1]))[-1:] in (("error",), ("exception",)):
                return None  # WsError.protocolError: what went wrong, not what was said of it
            if around & {"close", "closure", "ws", "websocket", "status"} and not around & {"http", "grpc"}:
                return next(iter(numbers)), node.parts[-1], False
        return None
