"""What the rules about reconnecting share: which codes end it for good, and what a handler does after a code."""

from collections.abc import Iterable

from wsclose.analysis.facts import CloseHandler, HandlerArm
from wsclose.knowledge import protocol
from wsclose.knowledge.codeset import CodeSet

DONE = 1000
HOPELESS = (1002, 1003, 1007, 1009, 1010)
"""After these the same client is closed for the same reason again."""

FINAL = (1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010)
"""After these a client stays away: the work is done (1005 is a close() without a code), or a new one ends the same way."""

MOST_NAMED = 10


def named(codes: CodeSet) -> tuple[int, ...]:
    """The numbers of a set that somebody wrote down one by one; () for ranges and for all but a few."""
    if sum(high - low + 1 for low, high in codes.intervals) > MOST_NAMED:
        return ()
    if any(high - low > 4 for low, high in codes.intervals):
        return ()
    return tuple(number for low, high in codes.intervals for number in range(low, high + 1))


def does(arm: HandlerArm, *kinds: str) -> bool:
    return any(effect.kind in kinds for effect in arm.effects)


def is_clear(arm: HandlerArm) -> bool:
    """Whether all of it is known: no flag or unknown test on the way, no call that may do anything."""
    return arm.guard in ("", "limit") and not does(arm, "unknown", "forward")


def of_client(handler: CloseHandler) -> bool:
    return handler.connection.side != "server"


def listed(numbers: Iterable[int], locale: str) -> str:
    """`1002 (Protocol Error), 1009 (Message Too Big)`"""
    known = [(number, protocol.code(number, locale)) for number in numbers]
    return ", ".join(f"{number} ({code.name})" if code is not None else str(number) for number, code in known)
