"""A code of the project itself, as its settings describe it."""

from typing import Literal

from wsclose.plain import plain

Reconnect = Literal["", "yes", "no", "after-fix"]
ANSWERS: tuple[Reconnect, ...] = ("yes", "no", "after-fix")


@plain
class OwnCode:
    """A `[codes.4001]` table. Its texts are shown as they are: no Markdown, no links."""

    name: str
    meaning: str = ""
    fix: str = ""
    reconnect: Reconnect = ""
