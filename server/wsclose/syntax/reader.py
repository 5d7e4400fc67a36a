"""Syntax tree to outline, the same for every language.

A language's `outline.scm` names what its grammar's nodes are (`@call`, `@if`, `@bind` ...) and where their parts lie
(`@call.callee`); this module turns what the query found into the types of `outline`. What the query does not name is
looked through: a node with one child is that child, any other is `Opaque`.
"""

from wsclose.syntax.reading.classes import BASE_LISTS, MAKING, OWN_PARAMETERS, body_of_class, class_head, kind_of_class
from wsclose.syntax.reading.core import Adapter
from wsclose.syntax.reading.labels import Labels


class Reader(Labels):
    """Reads one unit. `source` is the whole file's text and `base` where the unit starts."""


__all__ = [
    "BASE_LISTS",
    "MAKING",
    "OWN_PARAMETERS",
    "Adapter",
    "Reader",
    "body_of_class",
    "class_head",
    "kind_of_class",
]
