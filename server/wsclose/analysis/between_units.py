"""What the functions of a file say of each other: one handler resets what another counts, one reconnects for all."""

from collections.abc import Sequence
from dataclasses import replace

from wsclose.analysis.facts import BackoffReset, CloseHandler, Fact, UnitFacts, UnwatchedConnection
from wsclose.plain import unique


@unique
class Told:
    """What one unit says that concerns the others."""

    resets: bool  # an open handler resets a count of attempts
    grows: bool  # a close handler waits longer with every attempt
    reconnects: bool  # a close handler connects again
    idle: bool  # a close handler does not, nor does the file speak of it, or there is none
    fails: bool  # a handler for failures connects again

    @classmethod
    def of(cls, facts: UnitFacts) -> "Told":
        """What a unit's facts say."""
        handlers = [fact for fact in facts.facts if isinstance(fact, CloseHandler)]
        return cls(
            resets=any(isinstance(fact, BackoffReset) for fact in facts.facts),
            grows=any(handler.grows for handler in handlers),
            reconnects=facts.revives or any(handler.reconnects for handler in handlers),
            idle=any(not one.reconnects and not one.reconnects_elsewhere for one in handlers)
            or any(is_unheard(fact) for fact in facts.facts),
            fails=any(handler.kind == "failure" for handler in handlers),
        )


def settled(units: Sequence[UnitFacts], told: Sequence[Told]) -> list[UnitFacts]:
    """The units' facts, in their order, once each is known to the others. `told` holds what each says, in any order."""
    facts = list(units)
    if any(one.resets for one in told) and not any(one.grows for one in told):
        facts = [_without_resets(one) for one in facts]
    if any(one.fails for one in told) and _reconnects_after_close(facts):
        facts = [_without_failures(one) for one in facts]
    if any(one.idle for one in told) and any(one.reconnects for one in told):
        facts = [_with_reconnects(one) for one in facts]
    return facts


def is_unheard(fact: Fact) -> bool:
    """Whether this is a connection with a handler for messages and none for its close."""
    return isinstance(fact, UnwatchedConnection) and not fact.read


def _without_resets(unit: UnitFacts) -> UnitFacts:
    """A reset does no harm where the count is not what the client waits by."""
    return _kept(unit, [fact for fact in unit.facts if not isinstance(fact, BackoffReset)])


def _reconnects_after_close(units: Sequence[UnitFacts]) -> bool:
    handlers = (fact for one in units for fact in one.facts if isinstance(fact, CloseHandler))
    return any(one.reconnects and one.kind != "failure" for one in handlers)


def _without_failures(unit: UnitFacts) -> UnitFacts:
    """What reconnects after a failure is told of where nothing does so after a close, which a rule speaks of already."""
    return _kept(unit, [fact for fact in unit.facts if not isinstance(fact, CloseHandler) or fact.kind != "failure"])


def _with_reconnects(unit: UnitFacts) -> UnitFacts:
    """Tells the handlers that do not reconnect that another one does, which hears of the end of those without one, too."""
    if not any((isinstance(one, CloseHandler) and not one.reconnects) or is_unheard(one) for one in unit.facts):
        return unit
    told = tuple(
        replace(one, reconnects_elsewhere=True) if isinstance(one, CloseHandler) and not one.reconnects else one
        for one in unit.facts
        if not is_unheard(one)
    )
    return replace(unit, facts=told)


def _kept(unit: UnitFacts, facts: Sequence[Fact]) -> UnitFacts:
    return unit if len(facts) == len(unit.facts) else replace(unit, facts=tuple(facts))
