"""Functions with their parameters, and classes."""

from tree_sitter import Node

from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type
from wsclose.syntax.reading.classes import class_head, kind_of_class
from wsclose.syntax.reading.core import PATH, Captures
from wsclose.syntax.reading.values import Values

BLOCKS = frozenset(
    {"statement_block", "block", "compound_statement", "function_body", "body_statement", "constructor_body"}
)
FIELD_MODIFIERS = frozenset(
    {
        "accessibility_modifier",
        "visibility_modifier",
        "readonly",
        "val",
        "var",
        "binding_pattern_kind",
        "constructor_param",
    }
)


def declares_field(node: Node) -> bool:
    """Whether a parameter has a modifier that makes it a field: `private`, `readonly`, `val`, Dart's `this.`."""
    return any(child.type in FIELD_MODIFIERS for child in node.children)


class Functions(Values):
    """Reads what has a body of its own."""

    def read_applied(self, node: Node, captures: Captures) -> o.Value:
        """A method that is called on each of several: `guests.each(&:close)`."""
        start, end = self.span(node)
        name = self.text_of(captures, "applied.name").lstrip(":")
        called = o.Call(start, end, o.Path(start, end, ("it", name), end - len(name)), ())
        return o.Function(start, end, "", start, (o.Parameter(start, start, "it", ""),), (called,), is_block=True)

    def read_function(self, node: Node, captures: Captures) -> o.Value:
        name_node = self.first(captures, "function.name")
        parameters: list[o.Parameter] = []
        for holder in captures.get("function.parameters", ()):
            parameters.extend(self.parameters(holder))
        parameters.extend(self.parameter(single) for single in captures.get("function.parameter", ()))
        if not parameters:
            parameters.extend(
                self.parameter(child) for child in node.named_children if self.kind_of(child) == "parameter"
            )
        receiver, owner = "", ""
        receiver_node = self.first(captures, "function.receiver")
        if receiver_node is not None and (of := self.parameters(receiver_node)):
            receiver, owner = of[0].name, bare_type(of[0].type.split("[")[0])  # (f *feed[T])
        if self.first(captures, "function.owner") is not None:  # of an extension: `fun Session.leave()`
            owner = bare_type(self.text_of(captures, "function.owner").split("<")[0])
        implicit = self.first(captures, "function.implicit")
        if not parameters and implicit is not None:
            at = implicit.start_byte - self.base
            parameters.append(o.Parameter(at, at, getattr(self.adapter, "implicit", "it"), ""))
        head = self.source[node.start_byte : min(node.end_byte, node.start_byte + 60)]
        body = self.first(captures, "function.body")
        statements = self.block(body)
        for part in captures.get("function.body", ())[1:]:  # a block whose statements stand by themselves
            statements = (*statements, *self.block(part))
        if body is not None and body.type not in BLOCKS and len(statements) == 1:
            only = statements[0]
            if isinstance(only, o.Value):  # an arrow function's expression is what it returns
                statements = (o.Return(only.start, only.end, only),)
        if statements and "function.tail" in captures:  # its last expression is what a function returns
            last = statements[-1]
            ended = self.source[self.base + last.end : self.base + last.end + 1] == b";"
            if ended and not getattr(self.adapter, "semicolons_separate", False):
                pass  # where a semicolon makes a statement of it
            elif isinstance(last, o.If | o.Switch):
                statements = (*statements[:-1], o.Return(last.start, last.end, o.Opaque(last.start, last.end, (last,))))
            elif isinstance(last, o.Value):
                statements = (*statements[:-1], o.Return(last.start, last.end, last))
        outer = captures.get("function.outer", ())  # what a closure shares with those around it: `use (&$code)`
        if outer:
            shared = tuple(self.names((self.text(part),))[0] for part in outer)
            statements = (o.Outer(*self.span(outer[0]), shared), *statements)
        decorators = tuple(value for part in captures.get("function.decorator", ()) if (value := self.value(part)))
        return o.Function(
            *self.span(node),
            self.text(name_node) if name_node is not None else "",
            name_node.start_byte - self.base if name_node is not None else node.start_byte - self.base,
            tuple(parameters),
            statements,
            owner,
            receiver,
            decorators,
            b"async" in head.split(b"(")[0] or b"suspend" in head,
            self.type_of(captures, "function.returns").lstrip(":-> "),
            "function.arrow" in captures,
            "function.block" in captures,
        )

    def parameters(self, holder: Node) -> list[o.Parameter]:
        if (construct := self.construct(holder)) is not None and construct[0] == "parameter":
            return [self.parameter(holder)]
        if not holder.named_child_count:  # a name without parentheses: `e => ...`
            return [self.parameter(holder)] if PATH.fullmatch(self.text(holder)) else []
        found: list[o.Parameter] = []
        known = [one for child in holder.named_children if (one := self.construct(child)) is not None]
        defaults = {
            part.id for kind, held in known if kind == "parameter" for part in held.get("parameter.default", ())
        }
        for child in holder.named_children:
            if child.is_extra or child.id in defaults:  # a default may stand beside its parameter
                continue
            construct = self.construct(child)
            if construct is not None and construct[0] == "skip":
                continue
            names = construct[1].get("parameter.name", []) if construct is not None else []
            if construct is not None and construct[0] == "parameter" and len(names) > 1:
                kind = self.text_of(construct[1], "parameter.type")
                found.extend(o.Parameter(*self.span(name), self.text(name), kind) for name in names)
            else:
                found.append(self.parameter(child))
        return found

    def constructor(self, node: Node) -> o.Function:
        """The one that a class has by what stands behind its name: `class Refusal(val closeCode: Int)`."""
        holder = next((child for child in node.named_children if child.type == "class_parameters"), node)
        start, end = self.span(node)
        return o.Function(start, end, "constructor", start, tuple(self.parameters(holder)), ())

    def parameter(self, node: Node) -> o.Parameter:
        start, end = self.span(node)
        construct = self.construct(node)
        if construct is not None and construct[0] == "declare":  # one that is a field, too
            return o.Parameter(
                start, end, self.text_of(construct[1], "bind.target"), self.type_of(construct[1], "bind.type")
            )
        if construct is None or construct[0] != "parameter":
            value = self.value(node)
            if isinstance(value, o.Path):
                return o.Parameter(start, end, value.parts[-1].lstrip("*&"), "")
            return o.Parameter(start, end, "", "", None, value)
        captures = construct[1]
        name_node = self.first(captures, "parameter.name")
        kind = self.type_of(captures, "parameter.type").lstrip(": ")
        default = self.value(self.first(captures, "parameter.default"))
        target = self.value(name_node)
        if isinstance(target, o.Path):
            label, at = self.text_of(captures, "parameter.label"), target.start
            return o.Parameter(at, end, target.parts[-1], kind, default, None, label, declares_field(node))
        return o.Parameter(start, end, "", kind, default, target)

    def unit(self, node: Node) -> list[o.Statement]:
        """What a unit says; a parameter of a class that is one by itself is a field."""
        construct = self.construct(node)
        if construct is None or construct[0] != "parameter":
            return self.statements(node)
        field = self.parameter(node)
        name_node = self.first(construct[1], "parameter.name") or node
        start, end = self.span(name_node)
        return [o.Bind(*self.span(node), o.Path(start, end, (field.name,), start), field.default, field.type, True)]

    def read_parameter(self, node: Node, captures: Captures) -> o.Value | None:
        return self.value(self.first(captures, "parameter.default"))

    def read_decorated(self, node: Node, captures: Captures) -> list[o.Statement]:
        decorators = tuple(value for part in captures.get("decorated.with", ()) if (value := self.value(part)))
        found: list[o.Statement] = []
        for statement in self.statements(captures["decorated.what"][0]):
            if isinstance(statement, o.Function):
                s = statement
                statement = o.Function(
                    s.start, s.end, s.name, s.name_start, s.parameters, s.body, s.owner, s.receiver, decorators, s.is_async, s.returns, s.is_arrow, s.is_block
                )  # fmt: skip
            found.append(statement)
        return found

    def read_class(self, node: Node, captures: Captures) -> o.Statement:
        return self.class_of(node, captures, kind_of_class(self.source, node, self.first(captures, "class.name")))

    def read_anonymous(self, node: Node, captures: Captures) -> o.Value:
        """An object of a class that is written where it is made."""
        return o.Opaque(*self.span(node), (self.read_new(node, captures), self.class_of(node, captures, "class")))

    def read_enum(self, node: Node, captures: Captures) -> o.Statement:
        return self.class_of(node, captures, "enum")

    def read_interface(self, node: Node, captures: Captures) -> o.Statement:
        return self.class_of(node, captures, "interface")

    def class_of(self, node: Node, captures: Captures, kind: str) -> o.Statement:
        body = self.first(captures, "class.body")
        name, bases, decorators = class_head(self.source, node, self.first(captures, "class.name"), body)
        if not name and self.text(node).startswith("class"):  # export default class extends Base
            name = f"class@{node.start_byte - self.base}"
        base = self.first(captures, "class.base")
        if base is not None:  # one without a name, written where it is made
            bases = (self.text(base).split("<")[0],)
            name = f"{bases[0]}@{node.start_byte - self.base}"
        statements: list[o.Statement] = []
        for child in body.named_children if body is not None else ():
            for statement in self.statements(child):
                if isinstance(statement, o.Path) and kind == "enum":  # a bare member
                    statement = o.Bind(statement.start, statement.end, statement, None, "", True)
                statements.append(self.own(statement, name))
        return o.Class(*self.span(node), name, bases, decorators, tuple(statements), kind)

    def own(self, statement: o.Statement, owner: str) -> o.Statement:
        """Marks a function as a method of a class."""
        if not isinstance(statement, o.Function) or statement.owner:
            return statement
        s = statement
        receiver, parameters = s.receiver, s.parameters
        if self.adapter.self_parameter and parameters and not any(o.name_of(d) == "staticmethod" for d in s.decorators):
            receiver, parameters = parameters[0].name, parameters[1:]
        return o.Function(
            s.start, s.end, s.name, s.name_start, parameters, s.body, owner, receiver, s.decorators, s.is_async, s.returns, s.is_arrow, s.is_block
        )  # fmt: skip
