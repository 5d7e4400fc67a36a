"""What the rules about reconnecting share: which codes end it for good, and what a handler does after a code."""

import re
from collections.abc import Iterable

from wsclose.analysis.facts import (
    BackoffReset,
    CloseHandler,
    Connection,
    ConnectionLoop,
    Effect,
    HandlerArm,
    LoopWait,
    Maker,
)
from wsclose.knowledge import protocol
from wsclose.knowledge.codeset import CodeSet
from wsclose.rules.rule import Context, Edit, Fix, Whole
from wsclose.syntax.templates import style_of

DONE = 1000
HOPELESS = (1002, 1003, 1007, 1009, 1010)
"""After these the same client is closed for the same reason again."""

FINAL = (1000, 1002, 1003, 1007, 1008, 1009, 1010)
"""After these a client stays away: the work is done, it was sent away, or a new connection ends the same way."""

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
    return arm.guard == "" and not does(arm, "unknown", "forward")


def of_client(handler: CloseHandler) -> bool:
    return handler.connection.side != "server"


def listed(numbers: Iterable[int], locale: str) -> str:
    """`1002 (Protocol Error), 1009 (Message Too Big)`"""
    known = [(number, protocol.code(number, locale)) for number in numbers]
    return ", ".join(f"{number} ({code.name})" if code is not None else str(number) for number, code in known)


# ---------------------------------------------------------------- fixes


class Place:
    """The file around a handler, and what can be written there."""

    def __init__(self, whole: Whole) -> None:
        self.whole, self.templates = whole, whole.templates
        self.text, self.start = whole.text, whole.start
        self.style = style_of(self.text)

    def line_start(self, offset: int) -> int:
        """Where the line begins that a place of the unit lies in, counted from the unit's start like all offsets."""
        return self.text.rfind(b"\n", 0, self.start + offset) + 1 - self.start

    def line_end(self, offset: int) -> int:
        end = self.text.find(b"\n", self.start + offset)
        return (len(self.text) if end < 0 else end + 1) - self.start

    def before(self, offset: int) -> str:
        """What stands in front of a place in its line."""
        return self.text[self.line_start(offset) + self.start : self.start + offset].decode()

    def after(self, offset: int) -> str:
        """What stands behind a place in its line."""
        return self.text[self.start + offset : self.line_end(offset) + self.start].decode().rstrip()

    def written(self, start: int, end: int) -> str:
        return self.text[self.start + start : self.start + end].decode()

    def indent(self, offset: int) -> str:
        line = self.before(offset) + "x"
        return line[: len(line) - len(line.lstrip())]

    def is_free(self, names: Iterable[str]) -> bool:
        """Whether none of some names occurs in the file."""
        return not any(re.search(rf"\b{name}\b".encode(), self.text) for name in names)

    def above(self, offset: int) -> int:
        """Where a definition begins, with the comments and decorators on the lines above it."""
        at = self.line_start(offset)
        while self.start + at > 0:
            line = self.line_start(at - 1)
            if not self.written(line, at).strip().startswith(("//", "/*", "*", "#", "@")):
                break
            at = line
        return at


def place_of(context: Context) -> Place | None:
    return Place(context.whole) if context.whole is not None else None


def is_statement(place: Place, start: int, end: int) -> bool:
    """Whether something has its lines to itself."""
    return not place.before(start).strip() and place.after(end) in ("", ";")


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
    """Whether something around a handler can be made to connect again: a loop, or a function that connects."""
    return handler.loop is not None or (
        handler.maker is not None and handler.body is not None and bool(handler.body.receiver)
    )


def back_off(handler: CloseHandler, context: Context, title: str) -> tuple[Fix, ...]:
    """Makes the function around a handler connect again with exponential back-off, jitter and an end."""
    if handler.loop is not None:
        return back_off_in_loop(handler.loop, context, title)
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
    above, line = place.above(maker.start), place.line_start(body.registered)
    piece = "reconnect-member" if maker.member else "reconnect"
    edits.append(Edit(above, above, templates.fill(piece, place.style, place.indent(maker.start), **values)))
    edits.append(Edit(line, line, templates.fill("opened", place.style, place.indent(body.registered), **values)))
    return (Fix(title, in_order(edits)),)


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


def appended(place: Place, end: int, statement: str) -> Edit:
    """Puts a statement behind the last one of a block: on a line of its own, or beside it where the block is one line."""
    rest = place.after(end)
    at = end + (1 if rest.startswith(";") else 0)
    if rest.lstrip(";").strip():
        return Edit(at, at, f" {statement.strip()}")
    return Edit(at, at, f"{place.style.newline}{place.indent(end)}{statement.strip()}")


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


# ---------------------------------------------------------------- loops that connect


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


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits from the first place to the last; what is put into one place becomes one edit."""
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if found and found[-1].start == found[-1].end == edit.start == edit.end:
            edit = Edit(edit.start, edit.end, found.pop().text + edit.text)
        found.append(edit)
    return tuple(found)


def way_out(place: Place, loop: ConnectionLoop) -> tuple[tuple[Edit, ...], str] | None:
    """What ends a loop after a final code: edits inside it, and what stands before the wait at its end."""
    templates, style = place.templates, place.style
    if loop.code and not loop.starts_over and templates.piece("stop-on-code") is not None:
        indent = place.indent(loop.body_start)
        return (), templates.fill("stop-on-code", style, indent, connection=loop.connection, code=loop.code)
    if loop.predicate and not loop.gives and templates.piece("stop-on-error") is not None:
        at = place.line_start(loop.error_jump)
        if place.before(loop.error_jump).strip():
            return None
        final = ", ".join(str(code) for code in FINAL)
        indent = place.indent(loop.error_jump)
        values = {"predicate": loop.predicate, "error": loop.error, "connection": loop.connection, "final": final}
        return (Edit(at, at, templates.fill("stop-on-error", style, indent, **values)),), ""
    return None


def waiting(place: Place, loop: ConnectionLoop, wait: LoopWait | None, indent: str) -> str | None:
    """A wait that grows, written like the one that is there, or as the language does; None when that takes an import."""
    templates = place.templates
    if loop.stop and not loop.gives and templates.piece("wait-stoppable") is not None:
        return templates.fill("wait-stoppable", place.style, indent, stop=loop.stop).rstrip()
    if wait is not None:
        before, after = place.written(wait.start, wait.delay_start), place.written(wait.delay_end, wait.end)
        return f"{indent}{before}{templates.fact('delay')}{after}"
    kind = "wait-async" if loop.is_async else "wait"
    needed = templates.fact(f"{kind}-needs")
    if needed and not is_imported(place, needed):
        return None
    return f"{indent}{templates.fact(kind)}"


def outermost(place: Place, offset: int) -> int:
    """Where the definition at the outermost level begins that a place lies in."""
    before = place.text[: place.start + offset + 1]
    found = [match.start() for match in re.finditer(rb"^[^\s)\]}#/]", before, re.MULTILINE)]
    return (found[-1] if found else 0) - place.start


def is_imported(place: Place, module: str) -> bool:
    pattern = place.templates.fact("import-present", module=re.escape(module))
    return re.search(pattern.encode(), place.text, re.MULTILINE) is not None


def importing(place: Place, module: str) -> tuple[Edit, ...]:
    """Adds an import at its place in the first run of imports, unless it is there."""
    templates = place.templates
    if is_imported(place, module):
        return ()
    for alone in ("", "-alone"):
        entry = templates.fact(f"import-entry{alone}")
        if not entry:
            continue
        run: list[re.Match[bytes]] = []
        for match in re.finditer(entry.encode(), place.text, re.MULTILINE):
            if run and place.text[run[-1].end() : match.start()] not in (b"\n", b"\r\n"):
                break
            run.append(match)
        if run:
            line = templates.fact(f"import-line{alone}", module=module) + place.style.newline
            later = next((match for match in run if match[1].decode() > module), None)
            at = (
                later.start() if later is not None else place.line_end(run[-1].start() - place.start) + place.start
            ) - place.start
            return (Edit(at, at, line),)
    first = re.search((templates.fact("import-first") or r"\Z(?!)").encode(), place.text, re.MULTILINE)
    at = (first.start() if first is not None else 0) - place.start
    return (Edit(at, at, templates.fact("import-line", module=module) + place.style.newline),)
