"""Statements: bindings, branches, loops, what is tried and what is left."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from tree_sitter import Node

from wsclose.syntax import outline as o
from wsclose.syntax.reading.apart import is_variable, one_case, take_apart
from wsclose.syntax.reading.core import MAX_DEPTH, Captures
from wsclose.syntax.reading.functions import Functions

JUMPS = {"next": "continue", "redo": "continue", "leave": "break"}


class Statements(Functions):
    """Reads what is done one after the other."""

    def read_bind(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.bind(node, captures, declares=False)

    def read_declare(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.bind(node, captures, declares=True)

    def read_member(self, node: Node, captures: Captures) -> list[o.Statement]:
        """A member of an enum with methods of its own: `GUEST(4001) { void leave(WebSocket line) { ... } }`"""
        written = self.class_of(node, {**captures, "class.base": captures["bind.target"]}, "class")
        return [*self.bind(node, captures, declares=True), written]

    def read_field(self, node: Node, captures: Captures) -> list[o.Statement]:
        """A field that a constructor fills before its body, whatever the parameters are called: `Feed(int ms) : wait = ms`."""
        found: list[o.Statement] = []
        for one in self.bind(node, captures, declares=False):
            if isinstance(one, o.Bind) and isinstance(field := one.target, o.Path):
                target = o.Path(field.start, field.end, ("this", *field.parts), field.last)
                one = o.Bind(one.start, one.end, target, one.value)
            found.append(one)
        return found

    def read_place(self, node: Node, captures: Captures) -> o.Statement:
        """A field that goes by its place: `struct Line(WebSocket, String)` has `line.0` and `line.1`."""
        start, end = self.span(node)
        beside = node.parent.children_by_field_name("type") if node.parent is not None else []
        place = next((place for place, one in enumerate(beside) if one == node), 0)
        return o.Bind(start, end, o.Path(start, end, (str(place),), start), None, self.text(node), True)

    def bind(self, node: Node, captures: Captures, declares: bool) -> list[o.Statement]:
        start, end = self.span(node)
        kind = self.type_of(captures, "bind.type").lstrip(": ")
        value = self.value(self.first(captures, "bind.value"))
        if (
            kind
            and isinstance(value, o.Call)
            and isinstance(value.callee, o.Path)
            and value.callee.parts == (".", "init")
        ):
            callee = o.Path(value.callee.start, value.callee.end, (kind.rstrip("?!"),), value.callee.start)
            value = o.Call(value.start, value.end, callee, value.arguments, True, value.open)
        sign = self.text_of(captures, "bind.sign").rstrip("=").strip(":")
        if sign in ("||", "??"):  # `@ws ||= connect`
            sign = ""
        targets = [t for part in captures.get("bind.target", ()) if (t := self.value(part)) is not None]
        if len(targets) > 1:  # var a, b int
            values: list[o.Value | None] = [None] * len(targets)
            given = captures.get("bind.value", [])
            if isinstance(value, o.Sequence) and len(value.items) == len(targets):
                values = list(value.items)
            elif len(given) == len(targets):  # int a = 1, b = 2
                values = [self.value(part) for part in given]
            elif given and given[0].start_byte < captures["bind.target"][-1].start_byte:  # case a = 1, b, c = 7
                ends = [target.end for target in targets]
                for part in given:
                    one = self.value(part)
                    place = bisect_right(ends, one.start) - 1 if one is not None else -1
                    if place >= 0:
                        values[place] = one
            elif value is not None:
                values = [o.Part(start, end, value, place) for place in range(len(targets))]
            pairs: list[o.Statement] = [
                o.Bind(start, end, target, one, kind, declares) for target, one in zip(targets, values, strict=True)
            ]
            return pairs
        if not targets:
            return [value] if value is not None else []
        otherwise = self.block(self.first(captures, "bind.else"))  # where the value does not fit the pattern
        return [*take_apart(o.Bind(start, end, targets[0], value, kind, declares, sign)), *otherwise]

    def read_if(self, node: Node, captures: Captures) -> o.Statement | list[o.Statement]:
        test = self.value_or_opaque(self.first(captures, "if.test"), node)
        then: list[o.Statement] = []
        for part in captures.get("if.then", ()):
            then.extend(self.block(part))
        otherwise: tuple[o.Statement, ...] = ()
        for part in reversed(captures.get("if.else", ())[:MAX_DEPTH]):  # an `elif` holds the branches after it
            block = self.block(part)
            if otherwise and len(block) == 1 and isinstance(block[0], o.If):
                last = block[0]
                block = (o.If(last.start, last.end, last.test, last.then, otherwise),)
            otherwise = block
        made = o.If(*self.span(node), test, tuple(then), otherwise)
        before = self.first(captures, "if.before")
        return [*self.statements(before), made] if before is not None else made

    def read_flat_if(self, node: Node, captures: Captures) -> list[o.Statement]:
        """For grammars that put conditions and branches beside each other; what `guard` has is an `else` alone."""
        before: list[o.Statement] = []
        tests: list[o.Value] = []
        names = node.children_by_field_name("bound_identifier")
        bound: Node | None = None
        for part in node.children_by_field_name("condition"):
            if self.kind_of(part) == "let":
                bound = next((name for name in names if name.start_byte >= part.end_byte), None)
            elif part.is_named and (test := self.value(part)) is not None:
                if bound is not None and b"," not in self.source[bound.end_byte : part.start_byte]:
                    target = self.value(bound)
                    if target is not None:
                        before.append(o.Bind(*self.span(part), target, test, "", True))
                else:
                    tests.append(test)
                bound = None
        branches: list[list[o.Statement]] = [[], []]
        otherwise = 0
        for child in node.named_children:
            if child.type == "else":
                otherwise = 1
            elif child.type == "statements" or (otherwise and child.type == node.type):
                branches[otherwise].extend(self.block(child))
        start, end = self.span(node)
        marks = [part.type for part in node.children_by_field_name("condition") if self.kind_of(part) != "let"]
        if branches[0] and marks[:2] == ["case", "."] and marks[-2] == "=" and marks.count("=") == 1 and len(tests) > 1:
            return [one_case(start, end, tests, tuple(branches[0]), tuple(branches[1]))]
        test = tests[0] if len(tests) == 1 else o.Operation(start, end, "&&", tuple(tests))
        return [*before, o.If(start, end, test, tuple(branches[0]), tuple(branches[1]))]

    def read_switch(self, node: Node, captures: Captures) -> o.Statement | list[o.Statement]:
        subject = self.value(self.first(captures, "switch.subject"))
        arms: list[o.Arm] = []
        for holder in captures.get("switch.body", [node]):
            for child in holder.named_children:
                construct = self.construct(child)
                if construct is not None and construct[0] == "arm":
                    arms.append(self.arm(child, construct[1], subject))
        alias = self.text_of(captures, "switch.alias")
        made = o.Switch(*self.span(node), subject, tuple(arms), alias)
        before = self.first(captures, "switch.before")
        return [*self.statements(before), made] if before is not None else made

    def read_case_if(self, node: Node, captures: Captures) -> o.Switch:
        """`if (socket.closeCode case 1001 || 1006)`, a switch in which one case is told from all others."""
        subject = self.value(self.first(captures, "switch.subject"))
        otherwise = o.Arm(*self.span(node), (), self.block(self.first(captures, "if.else")))
        return o.Switch(*self.span(node), subject, (self.arm(node, captures, subject), otherwise))

    def arm(self, node: Node, captures: Captures, subject: o.Value | None = None) -> o.Arm:
        patterns: list[o.Value] = []
        targets: list[o.Value] = []  # what is bound, taken apart by place: `Ok((socket, _))`
        for part in captures.get("arm.pattern", ()):
            read = self.value(part)
            if read is not None and "arm.tuple" in captures:
                targets.append(read)
            if isinstance(read, o.Sequence):
                patterns.extend(read.items)
            elif read is not None:
                patterns.append(read)
        taken = {part.id for part in captures.get("arm.pattern", ())}
        guard_node = self.first(captures, "arm.guard")
        body: list[o.Statement] = []
        if "arm.binding" in captures or targets:
            for pattern in targets or patterns:
                bind = o.Bind(pattern.start, pattern.end, pattern, subject, "", True)
                body.extend(one for one in take_apart(bind) if isinstance(one, o.Bind) and is_variable(one.target))
        bodies = captures.get("arm.body") or captures.get("arm.result")
        if bodies:
            for part in bodies:
                body.extend(self.block(part))
        else:
            for child in node.named_children:
                if child.id not in taken and (guard_node is None or child.id != guard_node.id):
                    body.extend(self.block(child))
        falls = self.adapter.falls_through
        on = "arm.result" not in captures and (falls == "all" or (falls == "empty" and not body))
        return o.Arm(*self.span(node), tuple(patterns), tuple(body), self.value(guard_node), on)

    def read_arm(self, node: Node, captures: Captures) -> list[o.Statement]:
        arm = self.arm(node, captures)
        return [*arm.patterns, *arm.body]

    def read_loop(self, node: Node, captures: Captures) -> o.Statement:
        start, end = self.span(node)
        head: list[o.Statement] = []
        of = self.value(self.first(captures, "loop.of"))
        target = self.value(self.first(captures, "loop.target"))
        if of is not None and target is not None:
            head.extend(take_apart(o.Bind(start, end, target, o.Element(start, end, of), "", True)))
        elif of is not None:
            head.append(of)
        tests = captures.get("loop.test", [])
        for part in tests:
            head.extend(self.statements(part))
        for part in captures.get("loop.before", ()):
            head.extend(self.statements(part))
        count = self.value(self.first(captures, "loop.count"))
        if count is not None:  # n.times do
            head.append(o.Call(start, end, o.Path(start, end, ("times",), start), (o.Argument("", count),)))
        body: list[o.Statement] = []
        for part in captures.get("loop.body", ()):
            body.extend(self.block(part))
        bounded = of is not None or count is not None
        endless = not bounded and (not tests or self.text(tests[0]).strip("() ;") in ("true", "True", "1", ""))
        return o.Loop(start, end, tuple(head), tuple(body), endless)

    def read_counted(self, node: Node, captures: Captures) -> list[o.Statement]:
        """Constants that count up by themselves."""
        found = [statement for child in node.named_children for statement in self.statements(child)]
        counted: Callable[[Iterable[o.Statement]], Iterable[o.Statement]] = getattr(self.adapter, "counted", tuple)
        return list(counted(found))

    def read_each(self, node: Node, captures: Captures) -> list[o.Statement]:
        """What a comprehension takes its values from: `for guest in guests`."""
        start, end = self.span(node)
        of = self.value(self.first(captures, "each.of"))
        target = self.value(self.first(captures, "each.target"))
        if of is None or target is None:
            return []
        return list(take_apart(o.Bind(start, end, target, o.Element(start, end, of), "", True)))

    def read_try(self, node: Node, captures: Captures) -> o.Statement:
        around, self.retried = self.retried, False
        read = self.tried(node, captures)
        again, self.retried = self.retried, around
        if not again:
            return read
        # Ruby's `retry`: what is tried is a loop, which is left where nothing was raised
        done = o.Jump(read.end, read.end, "break")
        read = o.Try(read.start, read.end, read.body, read.catches, (*read.otherwise, done), read.finally_)
        return o.Loop(read.start, read.end, (), (read,), True)

    def read_retry(self, node: Node, captures: Captures) -> o.Statement:
        self.retried = True
        return o.Jump(*self.span(node), "continue")

    def tried(self, node: Node, captures: Captures) -> o.Try:
        catches: list[o.Catch] = []
        otherwise: list[o.Statement] = []
        finally_: list[o.Statement] = []
        for child in node.named_children:
            construct = self.construct(child)
            if construct is None:
                continue
            kind, inner = construct
            if kind == "catch":
                catches.append(self.catch(child, inner))
            elif kind == "try_else":
                otherwise.extend(self.body_of(child, inner, "try_else.body"))
            elif kind == "finally":
                finally_.extend(self.body_of(child, inner, "finally.body"))
        body: list[o.Statement] = []
        for part in captures.get("try.body", ()):
            body.extend(self.block(part))
        if "try.body" not in captures:  # grammars where what is tried stands beside what catches
            for child in node.named_children:
                if self.kind_of(child) not in ("catch", "try_else", "finally"):
                    body.extend(self.statements(child))
        return o.Try(*self.span(node), tuple(body), tuple(catches), tuple(otherwise), tuple(finally_))

    def catch(self, node: Node, captures: Captures) -> o.Catch:
        types: list[o.Value] = []
        for part in captures.get("catch.type", ()):
            read = self.value(part)
            if isinstance(read, o.Sequence):
                types.extend(read.items)
            elif read is not None:
                types.append(read)
        body: list[o.Statement] = []
        for part in captures.get("catch.body", ()):
            body.extend(self.block(part))
        return o.Catch(*self.span(node), tuple(types), self.text_of(captures, "catch.name"), tuple(body))

    def read_catch(self, node: Node, captures: Captures) -> list[o.Statement]:
        return list(self.catch(node, captures).body)

    def read_try_else(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.body_of(node, captures, "try_else.body")

    def body_of(self, node: Node, captures: Captures, name: str) -> list[o.Statement]:
        """What the query calls a node's body, else all that is in it."""
        found: list[o.Statement] = []
        for part in captures.get(name, ()):
            found.extend(self.block(part))
        if name not in captures:
            for child in node.named_children:
                found.extend(self.statements(child))
        return found

    def read_finally(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.body_of(node, captures, "finally.body")

    def read_argument(self, node: Node, captures: Captures) -> o.Value | None:
        return self.value(self.first(captures, "argument.value"))

    def read_with(self, node: Node, captures: Captures) -> list[o.Statement]:
        found: list[o.Statement] = []
        for item in captures.get("with.item", ()):
            found.extend(self.with_item(item))
        for part in captures.get("with.body", ()):
            found.extend(self.block(part))
        return found

    def with_item(self, node: Node) -> list[o.Statement]:
        construct = self.construct(node)
        if construct is None or construct[0] != "entered":
            found: list[o.Statement] = []
            for child in node.named_children:
                found.extend(self.with_item(child))
            return found or self.statements(node)
        start, end = self.span(node)
        value = self.value_or_opaque(self.first(construct[1], "entered.value"), node)
        target = self.value(self.first(construct[1], "entered.as"))
        if target is None:
            return [value]
        return list(take_apart(o.Bind(start, end, target, o.Entered(start, end, value), "", True)))

    def read_entered(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.with_item(node)

    def read_return(self, node: Node, captures: Captures) -> o.Statement:
        return o.Return(*self.span(node), self.value(self.first(captures, "return.value")))

    def read_raise(self, node: Node, captures: Captures) -> o.Statement:
        return o.Raise(*self.span(node), self.value(self.first(captures, "raise.value")))

    def read_jump(self, node: Node, captures: Captures) -> o.Statement:
        word = re.match(r"\w*", self.text(node))
        kind = JUMPS.get(word[0], word[0]) if word else ""
        return o.Jump(*self.span(node), kind, self.value(self.first(captures, "jump.value")))

    def read_defer(self, node: Node, captures: Captures) -> o.Statement:
        return o.Deferred(*self.span(node), self.value_or_opaque(self.first(captures, "defer.value"), node), "defer")

    def read_spawn(self, node: Node, captures: Captures) -> o.Statement:
        return o.Deferred(*self.span(node), self.value_or_opaque(self.first(captures, "spawn.value"), node), "spawn")

    def read_outer(self, node: Node, captures: Captures) -> o.Statement:
        return o.Outer(*self.span(node), tuple(self.names((self.text(child),))[0] for child in node.named_children))

    def read_import(self, node: Node, captures: Captures) -> list[o.Statement]:
        start, end = self.span(node)
        hands_on = getattr(self.adapter, "hands_on", None)
        handed_on = hands_on is not None and hands_on(node)
        return [o.Import(start, end, *names, handed_on) for names in self.adapter.imports(node, self.text)]
