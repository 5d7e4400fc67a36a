"""Fixes that make a close handler come back as it should: with back-off, not after 1000, from one place only."""

import re

from wsclose.analysis.facts import BackoffReset, CloseHandler, Connection, Effect, Maker
from wsclose.rules.back_off_in_loops import back_off_in_loop
from wsclose.rules.growing_delay import growing_delay
from wsclose.rules.place import Place, appended, in_order, is_statement, place_of
from wsclose.rules.reconnecting import FINAL
from wsclose.rules.rule import Context, Edit, Fix


def takes_code(place: Place, handler: CloseHandler) -> tuple[Edit, ...] | None:
    """What makes a handler take the code that it gets, None when that is not possible."""
    body = handler.body
    if body is None:
        return None
    if not body.parameter:
        return ()
    head = place.written(handler.start, body.start)
    at = head.find("()")
    if at < 0 or re.search(rf"\b{body.parameter}\b", place.written(body.start, body.function_end)):
        return None
    at += handler.start + 1
    return (Edit(at, at, body.parameter),)


def is_block(place: Place, handler: CloseHandler) -> bool:
    """Whether a handler's body is made of statements, not of one expression."""
    assert handler.body is not None
    block = place.templates.fact("block")
    return not block or place.written(handler.start, handler.body.start).rstrip().endswith(block)


def has_maker(handler: CloseHandler) -> bool:
    """Whether a fix may be possible: in a loop, with a function that connects, or where it connects already."""
    if handler.loop is not None or handler.body is None:
        return handler.loop is not None
    return handler.reconnects or (handler.maker is not None and bool(handler.body.receiver))


def back_off(handler: CloseHandler, context: Context, title: str) -> tuple[Fix, ...]:
    """Makes the function around a handler connect again with exponential back-off, jitter and an end."""
    if handler.loop is not None:
        return back_off_in_loop(handler.loop, context, title)
    place = place_of(context)
    taken = takes_code(place, handler) if place is not None else None
    return reconnect_after(handler, context, title) or growing_delay(handler, taken, context, title)


def reconnect_after(handler: CloseHandler, context: Context, title: str) -> tuple[Fix, ...]:
    """Gives a handler a timer of its own, that can be stopped."""
    place, maker, body = place_of(context), handler.maker, handler.body
    if place is None or maker is None or body is None or not body.receiver or handler.connection.type is None:
        return ()
    templates = place.templates
    state = templates.piece("reconnect-member" if maker.member else "reconnect")
    listens = can_listen(handler.connection, templates.fact("listen"))
    head = place.written(handler.start, body.start)
    taken = takes_code(place, handler)
    if (
        state is None
        or not listens
        or taken is None
        or place.before(body.registered).strip()
        or re.search(r"[{\[;]", place.before(maker.start))
        or (maker.member and templates.fact("keeps-self") not in head)
        or not place.is_free(templates.fact("names").split())
    ):
        return ()
    own = templates.fact("self") if maker.member else ""
    name = f"{own}{maker.name}"
    call = f"{name}({', '.join(maker.parameters)})"
    reconnects = [effect for effect in handler.effects() if effect.kind == "reconnect"]
    jobs = [job_of(place, effect, maker, name) for effect in reconnects]
    if any(job is None for job in jobs):
        return ()
    again = bool(maker.parameters) or any(jobs)
    values = {
        "own": own,
        "maker": maker.name,
        "receiver": body.receiver,
        "final": ", ".join(str(code) for code in FINAL),
        "again_parameter": templates.fact("again-parameter") if again else "",
    }
    which = "again-job" if again else "member-job" if maker.member else "maker-job"
    values["job"] = templates.fact(which, **values)

    def calling(job: str) -> str:
        given = f", {job}" if again else ""
        return templates.fact("call", own=own, code=body.code, again=given)

    edits = [*taken]
    which = "again" if maker.parameters else "member-job" if maker.member else "maker-job"
    default = templates.fact(which, **values, call=call)
    if reconnects:
        for effect, job in zip(reconnects, jobs, strict=True):
            edits.append(Edit(effect.start, effect.end, calling(job or default)))
    elif body.returns:
        return ()
    elif is_block(place, handler):
        edits.append(appended(place, body.end, templates.fill("statement", place.style, "", call=calling(default))))
    else:
        block = templates.fill(
            "block",
            place.style,
            place.indent(handler.start),
            expression=place.written(body.start, body.end),
            call=calling(default),
        )
        edits.append(Edit(body.start, body.end, block.strip()))
    if maker.stop is not None:
        edits.append(stopped(place, *maker.stop))
    above, line = place.above(maker.start), place.line_start(body.registered)
    piece = "reconnect-member" if maker.member else "reconnect"
    edits.append(Edit(above, above, templates.fill(piece, place.style, place.indent(maker.start), **values)))
    edits.append(Edit(line, line, templates.fill("opened", place.style, place.indent(body.registered), **values)))
    return (Fix(title, in_order(edits)),)


def stopped(place: Place, start: int, end: int) -> Edit:
    """Makes what ends a connection end the timer too."""
    templates, style = place.templates, place.style
    call, before = templates.fact("stop"), place.before(start).rstrip()
    statement = templates.fill("statement", style, "", call=call).strip()
    if before.endswith("{") or not before:
        return Edit(start, start, f"{call}; " if before else f"{statement}{style.newline}{place.indent(start)}")
    block = templates.fill("block", style, place.indent(start), expression=call, call=place.written(start, end))
    return Edit(start, end, block.strip())


def can_listen(connection: Connection, method: str) -> bool:
    """Whether a connection lets handlers be added by this method."""
    library = connection.library
    return library is not None and any(kind.connection and method in kind.registers for kind in library.types.values())


def job_of(place: Place, effect: Effect, maker: Maker, name: str) -> str | None:
    """What a reconnect runs: "" for the function that makes the connection and nothing else; None when it cannot be moved."""
    templates = place.templates
    before = place.before(effect.start).rstrip()
    if before.endswith(("=", ".", "await", ",", "(")) and not before.endswith(("=>", "then(", "if (")):
        return None  # its result is used
    text = place.written(effect.start, effect.end)
    if effect.job is not None:
        if not re.match(templates.fact("timer") or "$", text):
            return None
        job = place.written(*effect.job)
    elif re.match(rf"{re.escape(name)}\(", text) and effect.delay == "none":
        job = templates.fact("again", call=text)
    else:
        return None
    plain = templates.fact("plain-job", maker=re.escape(name))
    return "" if not maker.parameters and re.fullmatch(plain, job) else job


def return_on_normal(handler: CloseHandler, context: Context, title: str) -> tuple[Fix, ...]:
    """Makes a handler stay away after 1000: it returns in front of what reconnects."""
    place, body = place_of(context), handler.body
    if place is None or body is None or place.templates.piece("return-on-normal") is None:
        return ()
    taken = takes_code(place, handler)
    if taken is None:
        return ()
    reconnects = [effect for effect in handler.effects() if effect.kind == "reconnect"]
    lone = len(reconnects) == 1 and is_statement(place, reconnects[0].start, reconnects[0].end)
    at = reconnects[0].start if lone else body.start
    fill = place.templates.fill
    if not is_block(place, handler):
        call = place.written(body.start, body.end)
        inner = fill("return-on-normal", place.style, "", code=body.code).strip()
        expression = inner.removesuffix(";")
        text = fill("block", place.style, place.indent(handler.start), expression=expression, call=call).strip()
        edit = Edit(body.start, body.end, text)
    elif place.before(at).strip():
        edit = Edit(at, at, fill("return-on-normal", place.style, "", code=body.code).strip() + " ")
    else:
        line = place.line_start(at)
        edit = Edit(line, line, fill("return-on-normal", place.style, place.indent(at), code=body.code))
    return (Fix(title, in_order((*taken, edit))),)


def removed(start: int, end: int, context: Context, title: str) -> tuple[Fix, ...]:
    """Takes away a call that is a statement, or all that a handler does."""
    place = place_of(context)
    if place is None:
        return ()
    facts, before, after = place.templates.facts, place.before(start).rstrip(), place.after(end)
    if facts.get("block") and before.endswith(facts.get("keeps-self", "{")):
        return (Fix(title, (Edit(start, end, facts["nothing"]),)),)
    if is_statement(place, start, end):
        if "pass" in facts:
            return (Fix(title, (Edit(start, end, facts["pass"]),)),)
        return (Fix(title, (Edit(place.line_start(start), place.line_end(end), ""),)),)
    if facts.get("block") and before.endswith((facts["block"], ";")) and after.startswith(";"):
        return (Fix(title, (Edit(start, end + 1, ""),)),)
    return ()


def reset_when_stable(reset: BackoffReset, context: Context, title: str) -> tuple[Fix, ...]:
    """Puts a reset off until the connection has been open for a while."""
    place = place_of(context)
    if place is None or not reset.receiver or not can_listen(reset.connection, place.templates.fact("listen")):
        return ()
    if place.templates.piece("reset-when-stable") is None or not place.is_free(("stable",)):
        return ()
    own = place.templates.fact("self")
    text = place.written(reset.start, reset.end)
    if not is_statement(place, reset.start, reset.end) or (reset.receiver.startswith(own) and not text.startswith(own)):
        return ()
    filled = place.templates.fill(
        "reset-when-stable", place.style, place.indent(reset.start), reset=text, receiver=reset.receiver
    )
    end = reset.end + (1 if place.after(reset.end) == ";" else 0)
    return (Fix(title, (Edit(reset.start, end, filled.strip()),)),)
