"""Which fields of a struct hold a close code: as a library has it, or as the type says that they are declared with."""

from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, OwnClass, Received
from wsclose.analysis.sending.listed import with_fields
from wsclose.syntax import outline as o


class TypedFields(Notes):
    """Which fields of a struct hold a close code."""

    def is_code_field(self, made: o.Path | None, key: str, scope: Scope) -> bool:
        """Whether a field of a struct holds a close code: `&websocket.CloseError{Code: 1006}`, or one that is declared as
        `code websocket.StatusCode`."""
        kind = self.resolver.thing(made, scope) if made is not None else None
        if isinstance(kind, ClassOf):
            return kind.type.fields.get(key) == "code"
        declared = next((one for one in self.fields_of(kind) if o.name_of(one.target) == key), None)
        return declared is not None and isinstance(self.resolver.annotation(declared.type, scope), Received)

    def under_fields(self, node: o.Table, made: o.Path | None, scope: Scope) -> o.Table:
        """A struct that is written without the names of its fields, with them: `refusal{4401, "who?"}`."""
        if made is None or all(entry.key for entry in node.entries):
            return node
        names = [o.name_of(one.target) for one in self.fields_of(self.resolver.thing(made, scope))]
        named = with_fields(node, names)
        return named if isinstance(named, o.Table) else node

    def fields_of(self, kind: object) -> list[o.Bind]:
        """The fields that a struct of this file declares."""
        found = self.resolver.lookup(("class", "", kind.name)) if isinstance(kind, OwnClass) else ()
        declared = next((one.value for one in found if isinstance(one.value, o.Class)), None)
        return [one for one in declared.body if isinstance(one, o.Bind) and one.type] if declared is not None else []
