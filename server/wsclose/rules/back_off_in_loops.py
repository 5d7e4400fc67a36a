"""The fix that makes a loop which connects wait longer with every attempt."""

from wsclose.analysis.facts import ConnectionLoop, LoopWait
from wsclose.rules.place import Place, importing, in_order, is_imported, is_statement, outermost, place_of
from wsclose.rules.reconnecting import FINAL
from wsclose.rules.rule import Context, Edit, Fix


def back_off_in_loop(loop: ConnectionLoop, context: Context, title: str) -> tuple[Fix, ...]:
    """Makes a loop wait longer with every attempt, with a random part, and end after codes that are final."""
    place = place_of(context)
    if place is None or place.templates.piece("backoff") is None:
        return ()
    templates, style = place.templates, place.style
    out = way_out(place, loop)
    indent = place.indent(loop.body_start)
    end = waiting(place, loop, loop.waits[0] if loop.waits else None, indent)
    lines = all(is_statement(place, wait.start, wait.end) for wait in loop.waits)
    if out is None or end is None or not lines or place.before(loop.start).strip():
        return ()
    if not place.is_free(templates.fact("names").split()):
        return ()
    top, start, body = (
        place.above(outermost(place, loop.start)),
        place.line_start(loop.start),
        place.line_start(loop.body_start),
    )
    final = ", ".join(str(code) for code in FINAL)
    edits = [
        *(edit for module in templates.fact("imports").split() for edit in importing(place, module)),
        Edit(top, top, templates.fill("backoff", style, "", final=final)),
        Edit(start, start, templates.fill("loop-start", style, place.indent(loop.start))),
        *out[0],
    ]
    if templates.piece("no-connection") is not None:
        edits.append(Edit(body, body, templates.fill("no-connection", style, indent, connection=loop.connection)))
    if loop.uncaught is not None and (more := templates.fact("errors")):
        caught = place.written(*loop.uncaught)
        inside = place.before(loop.uncaught[0]).endswith("(")
        edits.append(Edit(*loop.uncaught, f"{caught}, {more}" if inside else f"({caught}, {more})"))
    for wait in loop.waits:
        if wait.last:
            edits.append(Edit(place.line_start(wait.start), wait.end, out[1] + end))
        elif wait.starts_over:
            again = waiting(place, loop, wait, place.indent(wait.start)) or ""
            edits.append(Edit(wait.start, wait.end, again.strip()))
        elif wait.alone and "pass" in templates.facts:
            edits.append(Edit(wait.start, wait.end, templates.fact("pass")))
        else:
            edits.append(Edit(place.line_start(wait.start) - len(style.newline), wait.end, ""))
    if not any(wait.last for wait in loop.waits):
        edits.append(Edit(loop.body_end, loop.body_end, style.newline + out[1] + end))
    return (Fix(title, in_order(edits)),)


def way_out(place: Place, loop: ConnectionLoop) -> tuple[tuple[Edit, ...], str] | None:
    """What ends a loop after a final code: edits inside it, and what stands before the wait at its end."""
    templates, style = place.templates, place.style
    if loop.code and not loop.starts_over and templates.piece("stop-on-code") is not None:
        indent = place.indent(loop.body_start)
        return (), templates.fill("stop-on-code", style, indent, connection=loop.connection, code=loop.code)
    piece = "stop-on-error" if loop.predicate else "stop-on-status" if loop.status else "stop-on-closed-error"
    if (loop.predicate or loop.status or loop.raised[0]) and not loop.gives and templates.piece(piece) is not None:
        at = place.line_start(loop.error_jump)
        if place.before(loop.error_jump).strip():
            return None
        values = {
            "predicate": loop.predicate,
            "status": loop.status,
            "raised": loop.raised[0],
            "field": loop.raised[1],
            "error": loop.error,
            "connection": loop.connection,
            "final": ", ".join(str(code) for code in FINAL),
        }
        needed = templates.fact(f"{piece}-imports").split()
        imports = [edit for module in needed for edit in importing(place, module)]
        text = templates.fill(piece, style, place.indent(loop.error_jump), **values)
        return (*imports, Edit(at, at, text)), ""
    return None


def waiting(place: Place, loop: ConnectionLoop, wait: LoopWait | None, indent: str) -> str | None:
    """A wait that grows, written like the one that is there, or as the language does; None when that takes an import."""
    templates = place.templates
    if loop.stop and not loop.gives and templates.piece("wait-stoppable") is not None:
        return templates.fill("wait-stoppable", place.style, indent, stop=loop.stop).rstrip()
    if wait is not None:
        before, after = place.written(wait.start, wait.delay_start), place.written(wait.delay_end, wait.end)
        return f"{indent}{before}{templates.fact('delay', own='')}{after}"
    kind = "wait-async" if loop.is_async else "wait"
    needed = templates.fact(f"{kind}-needs")
    if needed and not is_imported(place, needed):
        return None
    return f"{indent}{templates.fact(kind, own='')}"
