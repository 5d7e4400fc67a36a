"""The words in a file's text that analysis wants to know of, whatever the code says."""

from wsclose.analysis.sending.asking import Spoken
from wsclose.knowledge import relevance
from wsclose.knowledge.library import Library

CLOSES = (
    b"onclose",
    b"on_close",
    b"'close'",
    b'"close"',
    b"`close`",
    b"(:close)",  # Ruby
    b" :close",
    b"closed",
    b"ondisconnect",
    b"diddisconnect",
    b"on_disconnect",
    b"closeevent",
    b"onclosing",
    b"ondone",
    b".done.",  # a future of Dart
)
"""What names an event or an exception for a close."""


RECONNECT = b"reconnect"
IDLE_BEFORE = (
    *(before + b" " for before in (b"without", b"no", b"not", b"n't", b"never", b"todo:", b"todo")),
    *(b"// " + plan + b" " for plan in (b"handle", b"implement", b"add")),  # where nobody has done it yet
)
"""What stands before the word where it says that nobody reconnects."""

SUGGESTED = b"reconnectsuggested"
"""A library's name, which every listener has to write down."""


FACTORY_RECONNECTS = b".resetdelay("
"""What a protocol of Twisted tells the factory that connects again for it."""


class Hearing:
    """What one file speaks of while it is edited: what was found the last time is looked for first."""

    def __init__(self) -> None:
        self._websocket = self._close = b""

    def of(self, text: bytes, family: str, more: tuple[Library, ...] = ()) -> Spoken:
        """`more` are in-house libraries."""
        lowered = text.lower()
        found = relevance.mention(lowered, family, more, self._websocket)
        if found is None:
            return Spoken(False, False, False)
        self._websocket = found
        if not self._close or self._close not in lowered:
            self._close = next((word for word in CLOSES if word in lowered), b"")
        reconnects = speaks_of_reconnecting(lowered) or FACTORY_RECONNECTS in lowered
        return Spoken(True, reconnects, bool(self._close))


def speaks_of_reconnecting(lowered: bytes) -> bool:
    """Whether a text, in lower case, has the word where it does not say that nobody reconnects."""
    at = lowered.find(RECONNECT)
    while at >= 0:
        if not lowered.startswith(SUGGESTED, at) and not lowered.endswith(IDLE_BEFORE, 0, at):
            return True
        at = lowered.find(RECONNECT, at + len(RECONNECT))
    return False
