"""The fix that makes a delay grow where it stands: in a timer that is kept, a callback, an `except`, a helper."""

import re

from wsclose.analysis.facts import CloseHandler, Effect, HandlerBody
from wsclose.rules.place import Place, importing, in_order, is_imported, outermost, place_of
from wsclose.rules.reconnecting import FINAL
from wsclose.rules.rule import Context, Edit, Fix

PLAIN = re.compile(r"\s*(?:[\w.$?]+ *= *|(?:return|await|void|yield) +)*")
"""What may stand in front of a call that is a statement: `this.timer = `, `await `."""


def growing_delay(
    handler: CloseHandler, taken: tuple[Edit, ...] | None, context: Context, title: str
) -> tuple[Fix, ...]:
    """Replaces a fixed delay by one that grows, and keeps final codes from it. `taken` makes the handler take the code."""
    place, body = place_of(context), handler.body
    effects = [effect for effect in handler.effects() if effect.kind == "reconnect"]
    if place is None or body is None or taken is None or len(effects) != 1:
        return ()
    (effect,) = effects
    templates, maker = place.templates, handler.maker
    member = maker is not None and maker.member and templates.piece("delay-member") is not None
    if member and templates.fact("keeps-self") not in place.written(handler.start, body.start):
        return ()
    if maker is None and body.receiver and effect.job is not None and "=" not in place.before(effect.start):
        return ()  # a timer that nobody can stop, in something that comes and goes
    guard = guarded(place, effect, body)
    own = templates.fact("self") if member else ""
    kept = kept_by(place, handler) if not member else None
    if kept is not None:
        own = templates.fact("self")
    grown = grown_delay(place, handler, effect, own)
    if guard is None or grown is None or not place.is_free(templates.fact("delay-names").split()):
        return ()
    edits = [*taken, guard, grown, *defined(place, handler, member, kept)]
    return (Fix(title, in_order(edits)),)


def grown_delay(place: Place, handler: CloseHandler, effect: Effect, own: str) -> Edit | None:
    """The delay in the place of the one that is there, or a wait where there is none."""
    templates = place.templates
    if effect.waits_at is not None:
        return Edit(*effect.waits_at, templates.fact("delay", own=own)) if is_usual(place, effect) else None
    asynchronous = place.before(effect.start).strip() == "await"
    wait = templates.fact("wait-async" if asynchronous else "wait", own=own)
    needed = templates.fact("wait-async-needs") if asynchronous else ""
    blocks = not asynchronous and (handler.kind != "event" or effect.job is not None)  # an event loop
    if not wait or blocks or effect.delay != "none" or (needed and not is_imported(place, needed)):
        return None
    line = place.line_start(effect.start)
    return Edit(line, line, f"{place.indent(effect.start)}{wait}{place.style.newline}")


def kept_by(place: Place, handler: CloseHandler) -> int | None:
    """Where the object that a handler belongs to gets its fields, None where it has no such place or does not last."""
    pattern = place.templates.fact("initialiser")
    before = place.text[: place.start + handler.start]
    if not pattern or handler.kind == "override" or not place.indent(handler.start):
        return None
    opened = [match.start() for match in re.finditer(rb"^class ", before, re.MULTILINE)]
    closed = [match.start() for match in re.finditer(rb"^[^\s#@)\]}]", before, re.MULTILINE)]
    if not opened or closed[-1] != opened[-1]:
        return None
    end = re.search(rb"^[^\s#)\]}]", place.text[place.start + handler.start :], re.MULTILINE)
    last = place.start + handler.start + end.start() if end is not None else len(place.text)
    found = re.compile(pattern.encode(), re.MULTILINE).search(place.text, opened[-1], last)
    return found.end() - place.start if found is not None else None


def is_usual(place: Place, effect: Effect) -> bool:
    """Whether the delay that is there is one of the size that this language's timers take."""
    assert effect.waits_at is not None
    text = place.written(*effect.waits_at).replace("_", "")
    smallest = place.templates.fact("smallest-delay")
    return not (smallest and re.fullmatch(r"[\d.]+", text) and float(text) < float(smallest))


def guarded(place: Place, effect: Effect, body: HandlerBody) -> Edit | None:
    """What keeps final codes from a reconnect: a test in front of it, or a return where nothing comes after it."""
    if not body.code or not PLAIN.fullmatch(place.before(effect.start)):
        return None
    prefix = place.templates.fact("unless-final", code=body.code)
    if prefix and effect.waits_at is None:
        return None
    first = effect.start
    if effect.waits_at is not None and body.start <= effect.waits_at[0] < first:
        first = effect.waits_at[0]  # it sleeps, and then connects
    if prefix and first == effect.start:
        at = place.line_start(effect.start) + len(place.indent(effect.start))
        return Edit(at, at, prefix)
    if place.templates.piece("return-if-final") is None or "\n" in place.written(effect.end, max(effect.end, body.end)):
        return None
    if place.indent(first) != place.indent(effect.start):
        return None
    line = place.line_start(first)
    return Edit(line, line, place.templates.fill("return-if-final", place.style, place.indent(first), code=body.code))


def defined(place: Place, handler: CloseHandler, member: bool, kept: int | None) -> list[Edit]:
    """The delay and what it counts with: in the object, beside the function that connects, or above all that is here."""
    templates, style, maker = place.templates, place.style, handler.maker
    final = ", ".join(str(code) for code in FINAL)
    top = place.above(outermost(place, handler.start))
    if member and maker is not None:
        above = place.above(maker.start)
        return [
            Edit(top, top, templates.fill("final", style, "", final=final)),
            Edit(above, above, templates.fill("delay-member", style, place.indent(maker.start))),
        ]
    if templates.piece("delay") is not None:
        above = place.above(maker.start) if maker is not None else top
        return [Edit(above, above, templates.fill("delay", style, place.indent(above), final=final))]
    imports = [edit for module in templates.fact("imports").split() for edit in importing(place, module)]
    backoff, shared = templates.fill("backoff", style, "", final=final), templates.fill("backoff-shared", style, "")
    if kept is None:
        return [*imports, Edit(top, top, backoff + shared)]
    line = place.line_start(kept)
    field = f"{place.indent(kept)}{templates.fact('self')}{shared.strip()}{style.newline}"
    return [*imports, Edit(top, top, backoff), Edit(line, line, field)]
