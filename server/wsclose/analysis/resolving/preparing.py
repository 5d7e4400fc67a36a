"""Walks one unit: finds its scopes, and what it defines for the rest of the file."""

import re

from wsclose.analysis.resolving.idioms import (
    COMPONENT,
    assigned,
    class_made,
    class_written,
    code_told,
    event_said,
    holder_in,
    is_bound,
    is_of_base,
    is_state,
    kept_for_tests,
    made_with,
    object_kept_in,
    of_plain_socket,
    own_callee,
    sets_made_by,
    shown_by,
    struct_made,
    variant_made,
    watched_by,
)
from wsclose.analysis.resolving.putting import FILLING, KEYED, filled_by, is_one_of_many, kept_at
from wsclose.analysis.resolving.scopes import (
    BEATS,
    CHANGED,
    EMITTING,
    HANDLERS,
    SELF,
    Definition,
    Key,
    Prepared,
    Scope,
    Site,
    bound,
    class_of,
    handed_through,
    holder_of_field,
    is_component,
    listens,
    method_named,
    receiver_of,
    share_names,
    waits_given,
)
from wsclose.syntax import outline as o
from wsclose.syntax.names import members_of_tuple

MAX_DEPTH = 120
PARTS = frozenset({"methods", "computed", "watch", "actions"})
GIVEN = re.compile("code|status", re.IGNORECASE)
"""What a close code is called where it is handed on: `retry(event.code)`."""


class _Walk:
    def __init__(self, unit: o.Unit) -> None:
        self.scopes: dict[int, Scope] = {}
        self.exports: dict[Key, list[Definition]] = {}
        self.pending: list[tuple[Scope, str, Definition]] = []
        self.states: dict[int, str] = {}
        self.set_states: list[tuple[Scope, str, Definition]] = []
        self.root = Scope(None, None, unit.owner, None)
        self.unit = unit
        self.depth = 0

    def run(self) -> Prepared:
        for statement in self.unit.statements:
            self.visit(statement, self.root)
        for scope, name, definition in self.pending:
            found = scope.find(name)
            if found is not None:
                found.append(definition)
            else:
                self.export(("name", "", name), definition)
        for scope, setter, definition in self.set_states:
            for one in scope.find(setter) or ():
                state = self.states.get(id(one.value.of), "") if isinstance(one.value, o.Part) else ""
                if state and (held := one.scope.find(state)) is not None:
                    held.append(definition)
        return Prepared(self.unit, self.root, self.scopes, self.exports)

    def export(self, key: Key, definition: Definition) -> None:
        self.exports.setdefault(key, []).append(definition)

    def define(self, scope: Scope, name: str, definition: Definition) -> None:
        if scope.parent is None:
            owner = scope.owner
            self.export(("field", owner, name) if owner else ("name", "", name), definition)
            if owner and isinstance(definition.value, o.Number):
                self.export(("member", "", name), definition)
        else:
            scope.names.setdefault(name, []).append(definition)

    def visit(self, node: o.Statement, scope: Scope, site: Site | None = None) -> None:
        if self.depth > MAX_DEPTH:
            return
        self.depth += 1
        if isinstance(node, o.Path | o.Number):
            pass
        elif isinstance(node, o.Function):
            self.function(node, scope, site)
        elif isinstance(node, o.Call):
            self.call(node, scope, site)
        elif isinstance(node, o.Bind):
            self.bind(node, scope)
        elif isinstance(node, o.Class):
            self.klass(node, scope)
        elif isinstance(node, o.Import):
            self.define(scope, node.alias.split(".")[0] if not node.name else node.alias, Definition(node, "", scope))
            self.export(("import", "", ""), Definition(node, "", scope))
        elif isinstance(node, o.Outer):
            for name in node.names:
                scope.names.pop(name, None)
                self.outer = True
        elif isinstance(node, o.Try):
            for part in node.body:
                self.visit(part, scope)
            for catch in node.catches:
                if catch.name:
                    self.define(scope, catch.name, Definition(catch, "", scope))
                for part in catch.body:
                    self.visit(part, scope)
            for part in (*node.otherwise, *node.finally_):
                self.visit(part, scope)
        elif isinstance(node, o.Raise) and isinstance(node.value, o.Call):
            self.raised(node.value, o.name_of(node.value.callee), scope)
            self.visit(node.value, scope)
        elif isinstance(node, o.Deferred):
            if node.kind == "spawn" and isinstance(node.value, o.Call) and isinstance(node.value.callee, o.Path):
                self.export(("spawned", "", node.value.callee.parts[-1]), Definition(None, "", scope))
            self.visit(node.value, scope)
        elif isinstance(node, o.Table):
            self.table(node, scope, COMPONENT if scope.parent is None and is_component(node) else "")
        else:
            if isinstance(node, o.Operation) and node.operator in FILLING and len(node.operands) == 2:
                self.put(node.operands[0], node.operands[-1], scope)
            for child in o.children(node):
                self.visit(child, scope)
        self.depth -= 1

    def raised(self, made: o.Call | o.Table, kind: str, scope: Scope) -> None:
        """The numbers that an exception or a struct is made with: who gets hold of it may close with them."""
        for name, value in made_with(made):
            if isinstance(value, o.Number):
                self.export(("raised", kind, name), Definition(value, "", scope))

    def table(self, node: o.Table, scope: Scope, owner: str = "", depth: int = 0) -> None:
        """An object by itself: its functions go by their keys, as methods do: `return { onClose: (event) => {} }`. Of one
        that keeps something they are the methods: `return { open() { this.socket = ... } }`, `export default { methods: { ... } }`."""
        self.filled(node, scope)
        owner = owner or ("" if scope.owner else object_kept_in(node))
        for entry in node.entries:
            if isinstance(entry.value, o.Function) and entry.key:
                self.function(entry.value, scope, None, owner, entry.key)
            elif isinstance(entry.value, o.Table) and owner == COMPONENT and entry.key in PARTS and depth == 0:
                self.table(entry.value, scope, owner, 1)
            else:
                self.visit(entry.value, scope)
                if owner and entry.key:
                    self.export(("field", owner, entry.key), Definition(entry.value, "", scope))
            if entry.key_value is not None:
                self.visit(entry.key_value, scope)

    def function(self, node: o.Function, scope: Scope, site: Site | None, owner: str = "", name: str = "") -> None:
        """`owner` and `name` are those of a function that is a property of an object: `api.connect = function () {}`."""
        # In a method, `this` of a handler is the object of the method.
        inside = node.owner or scope.owner or class_written(node, site.target if site is not None else None) or owner
        inner = Scope(scope, node, inside, site, name=name or node.name)
        self.scopes[id(node)] = inner
        for place, parameter in enumerate(node.parameters):
            if parameter.is_field and inner.owner:
                self.export(("field", inner.owner, parameter.name), Definition(parameter, parameter.type, inner, place))
            if parameter.name:
                inner.names.setdefault(parameter.name, []).append(Definition(parameter, parameter.type, inner, place))
            elif isinstance(parameter.pattern, o.Table):
                for entry in parameter.pattern.entries:
                    bound, default = entry.value, None
                    if isinstance(bound, o.Either):  # ({ code = 1000 }) => ...
                        bound, default = bound.options[:2]
                    taken = (entry.key, parameter.type, default, parameter.pattern)
                    definition = Definition(o.Parameter(parameter.start, parameter.end, *taken), "", inner, place)
                    inner.names.setdefault(o.name_of(bound) or entry.key, []).append(definition)
            elif isinstance(parameter.pattern, o.Sequence):  # ([id, line]: [string, WebSocket]) => ...
                kinds = members_of_tuple(parameter.type) or ("",) * len(parameter.pattern.items)
                for item, kind in zip(parameter.pattern.items, kinds, strict=False):
                    stand_in = o.Parameter(item.start, item.end, o.name_of(item), kind, None, parameter.pattern)
                    inner.names.setdefault(stand_in.name, []).append(Definition(stand_in, kind, inner, place))
            if parameter.default is not None:
                self.visit(parameter.default, inner)
        for decorator in node.decorators:
            self.visit(decorator, scope)
            for made_by in sets_made_by(decorator, node):
                self.export(("sets", node.owner, made_by), Definition(node, "", scope))
        outer_names = {name for statement in node.body if isinstance(statement, o.Outer) for name in statement.names}
        for statement in node.body:
            self.visit(statement, inner)
        for name in outer_names:
            self.pending.extend((scope, name, one) for one in inner.names.pop(name, []))
        if node.is_block:
            share_names(inner, scope)
        definition = Definition(node, "", scope)
        if within := owner or node.owner:
            self.export(("method", within, name if owner else node.name), definition)
        if node.name and (site is not None or not within):  # open = function dial() { dial(); }: by that name, too
            self.define(scope if site is None else inner, node.name, definition)

    def call(self, node: o.Call, scope: Scope, given_to: Site | None = None) -> None:
        if (filled := filled_by(node)) is not None:
            self.put(filled, node.arguments[-1].value, scope, node.arguments[0].value)
        if not isinstance(node.callee, o.Path):
            self.visit(node.callee, scope)
        elif len(node.callee.parts) > 1 and of_plain_socket(node):
            self.export(("plain", "", node.callee.parts[-2]), Definition(None, "", scope))
        elif len(node.callee.parts) == 2 and node.callee.parts[1] in EMITTING and node.callee.parts[0] in SELF:
            if node.arguments and (event := event_said(node.arguments[0].value)):
                self.export(("told", scope.owner, event), Definition(None, "", scope))
        elif watched := watched_by(node):
            self.export(("watched", "", watched), Definition(node.arguments[1].value, "", scope))
        elif shown := shown_by(node):
            self.export(("shown", "", shown), Definition(None, "", scope))
        elif (kept := kept_for_tests(node)) is not None:
            self.define(scope, kept[0], Definition(kept[1], "", scope))
        if made := scope.owner if is_of_base(node.callee) else variant_made(node):  # super().__init__(4401)
            self.raised(node, made, scope)
        if self.states and isinstance(node.callee, o.Path) and len(node.callee.parts) == len(node.arguments) == 1:
            self.set_states.append((scope, node.callee.parts[0], Definition(node.arguments[0].value, "", scope)))
        for place, argument in enumerate(node.arguments):
            key = argument.name or str(place)
            self.handed(argument.value, scope, Site(node, key, None, scope))
            if isinstance(argument.value, o.Path | o.Index) and (callee := own_callee(node, scope)):
                site = Site(node, key, None, scope)
                self.export(("lent", "", callee), Definition(None, "", Scope(scope, None, "", site)))
            told = code_told(argument.value) or argument.value
            if isinstance(told, o.Path) and GIVEN.search(told.parts[-1]):
                site = Site(node, key, None, scope)
                self.export(("given", "", o.name_of(node.callee)), Definition(None, "", Scope(scope, None, "", site)))
            if isinstance(argument.value, o.Table) and is_component(argument.value):
                self.table(argument.value, scope, COMPONENT)
            elif isinstance(argument.value, o.Table):
                owner = class_made(node, argument.value, given_to.target if given_to is not None else None)
                self.handed_table(node, argument.value, key, scope, owner)

    def handed_table(
        self, node: o.Call, table: o.Table, key: str, scope: Scope, owner: str = "", depth: int = 0
    ) -> None:
        """The functions in an object that is given away, at any depth: `{ websocket: { close(ws, code) {} } }`."""
        self.filled(table, scope)
        for entry in table.entries:
            inner = f"{key}.{entry.key}"
            if isinstance(entry.value, o.Table) and depth < 4:
                self.handed_table(node, entry.value, inner, scope, "", depth + 1)
            elif owner and isinstance(entry.value, o.Function) and entry.key:
                self.function(entry.value, scope, Site(node, inner, None, scope), owner, entry.key)
            else:
                self.handed(entry.value, scope, Site(node, inner, None, scope))
            if entry.key_value is not None:
                self.visit(entry.key_value, scope)

    def filled(self, node: o.Statement, scope: Scope) -> None:
        for key, definition in waits_given(node, scope):
            self.export(key, definition)
        if isinstance(node, o.Table) and (kind := struct_made(node)):
            self.raised(node, kind, scope)

    def handed(self, value: o.Value, scope: Scope, site: Site) -> None:
        """A value that is given away: a function in it, by itself or by name, will be called by somebody else."""
        named: o.Value | None = value
        while isinstance(named, o.Typed):
            named = named.of
        if isinstance(named, o.Call):
            named = bound(named, scope) or named  # bind(f) of the project's own is called on nothing
        if isinstance(named, o.Function):
            self.visit(named, scope, site)
            return
        if isinstance(named, o.Call) and listens(site):
            if callee := own_callee(named, scope):
                self.export(("made", "", callee), Definition(None, "", Scope(scope, None, scope.owner, site)))
            within = handed_through(named)
            if isinstance(within, o.Function):
                self.visit(within, scope, site)
                for other in (named.callee, *(argument.value for argument in named.arguments[1:])):
                    self.visit(other, scope)
                return
            named = within
        named = (method_named(named) if named is not None else None) or named
        if isinstance(named, o.Path):
            *_, holder, name = ("", *named.parts)
            owner = class_of(holder, scope) if len(named.parts) == 2 else None
            if len(named.parts) == 1 or owner is not None or listens(site):  # socket.onclose = feed.closed
                key = ("passed", holder if owner is None else owner, name)
                self.export(key, Definition(None, "", Scope(scope, None, scope.owner, site)))
        if not isinstance(value, o.Table):
            self.visit(value, scope, site)

    def put(self, collection: o.Value, value: o.Value | None, scope: Scope, key: o.Value | None = None) -> None:
        """What is put into a collection: `clients.add(ws)`, `this.rooms[name] = ws`, `@clients << ws`."""
        place = kept_at(collection, scope)
        if place is not None and isinstance(value, o.Path | o.Call | o.Typed | o.Table | o.Index | o.Sequence):
            self.export(("held", *place), Definition(value, KEYED if isinstance(key, o.String) else "", scope))
        if isinstance(collection, o.Index) and is_one_of_many(collection.key) and not isinstance(value, o.Index):
            self.put(collection.of, collection, scope)  # rooms[name].add(ws)

    def bind(self, node: o.Bind, scope: Scope) -> None:
        target = node.target
        if isinstance(target, o.Index):
            self.put(target.of, node.value, scope, target.key)
        if isinstance(target, o.Path) and len(target.parts) > 1 and target.parts[-1] in HANDLERS | BEATS:
            self.export(("handled", target.parts[-2], target.parts[-1]), Definition(node.value, "", scope))
        undeclared = not node.declares and bool(scope.owner)
        definition = Definition(node.value, node.type, scope, undeclared=undeclared)
        if node.operator or (node.value is None and not node.declares):
            definition = Definition(None, "", scope, CHANGED, undeclared)
        if isinstance(target, o.Path):
            head = target.parts[0]
            if len(target.parts) == 1:
                if node.declares and is_state(node.value):
                    self.states[id(node.value.of)] = head
                if node.declares:
                    self.define(scope, head, definition)
                else:
                    self.pending.append((scope, head, definition))
            elif target.parts == ("module", "exports"):
                self.export(("name", "", "default"), definition)
            elif target.parts[:-1] in (("exports",), ("module", "exports")):
                self.export(("name", "", target.parts[-1]), definition)
            elif len(target.parts) == 2 and target.parts[1] in ("current", "value") and head not in SELF:
                self.pending.append((scope, head, definition))  # what a reference holds
            elif is_bound(target, node.value):
                pass
            elif (of := holder_of_field(target, scope)) is not None:
                self.export(("field", of, target.parts[-1]), definition)
            else:
                self.export(("changed", target.parts[-2], target.parts[-1]), definition)  # this.options.retry = false
        else:
            self.visit(target, scope)
        if isinstance(node.value, o.Table) and scope.parent is None and is_component(node.value):
            self.table(node.value, scope, COMPONENT)
        elif node.value is not None:
            named_field = isinstance(target, o.Path) and len(target.parts) == 1 and scope.parent is None
            if isinstance(node.value, o.Function) and named_field and scope.owner and isinstance(target, o.Path):
                self.export(("method", scope.owner, target.parts[0]), definition)
            parts = target.parts if isinstance(target, o.Path) else ()
            if (
                isinstance(node.value, o.Function)
                and len(parts) > 1
                and parts[0] not in SELF
                and parts[0] != receiver_of(scope)
            ):
                self.function(node.value, scope, Site(None, "", target, scope), holder_in(parts[:-1]), parts[-1])
                return
            self.handed(node.value, scope, Site(None, "", target, scope))
            if parts[-1:] == ("onclose",) and isinstance(last := assigned(node.value), o.Function):
                self.visit(last, scope, Site(None, "", target, scope))  # it is the close handler first of all
            if isinstance(node.value, o.Table):
                self.filled(node.value, scope)
                holder = (
                    holder_in(parts) if any(isinstance(one.value, o.Function) for one in node.value.entries) else ""
                )
                for entry in node.value.entries:
                    site = Site(None, entry.key, target, scope)
                    if isinstance(entry.value, o.Function) and parts and entry.key:
                        self.function(entry.value, scope, site, holder, entry.key)
                    elif isinstance(entry.value, o.Table):
                        self.visit(entry.value, scope)
                    else:
                        if holder and entry.key:  # `{ delay: 3000, connect() { ... this.delay ... } }`
                            self.export(("field", holder, entry.key), Definition(entry.value, "", scope))
                        self.handed(entry.value, scope, site)

    def klass(self, node: o.Class, scope: Scope) -> None:
        self.export(("class", "", node.name), Definition(node, "", scope))
        for base in node.bases:
            self.export(("extends", "", base.rpartition(".")[2]), Definition(node, "", scope))
        within = scope.parent is not None or scope.owner  # a function, or a member of another class
        inner = Scope(scope if within else None, None, node.name, None)
        for statement in node.body:
            if isinstance(statement, o.Bind) and isinstance(statement.target, o.Path):
                definition = Definition(statement.value, statement.type, inner)
                self.export(("field", node.name, statement.target.parts[-1]), definition)
                if isinstance(statement.value, o.Function):
                    self.export(("method", node.name, statement.target.parts[-1]), definition)
                if isinstance(statement.value, o.Number):
                    self.export(("member", "", statement.target.parts[-1]), definition)
                if statement.value is not None:
                    self.visit(statement.value, inner, Site(None, "", statement.target, inner))
            elif isinstance(statement, o.Path):  # a struct within a struct: `*websocket.Conn`
                self.export(
                    ("field", node.name, statement.parts[-1]), Definition(None, ".".join(statement.parts), inner)
                )
            else:
                self.visit(statement, inner)


def prepare(unit: o.Unit) -> Prepared:
    """Finds a unit's scopes and what it defines for others."""
    return _Walk(unit).run()
