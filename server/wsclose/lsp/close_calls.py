"""Hovers on a close call and on a received code: what the peer gets, what arrives here."""

from wsclose.analysis.facts import CloseCall, ReceivedCode, SentCode
from wsclose.knowledge import behaviour, protocol
from wsclose.knowledge.library import CloseMethod, Type
from wsclose.knowledge.texts import text
from wsclose.lsp import here

TEXTS = {
    "closes": "Closes the WebSocket",
    "closes-with": "Closes with {codes}",
    "closes-with-or-other": "Closes with {codes}, or another code",
    "closes-without-code": "Closes without a code",
    "drops": "Closes the connection without a close frame",
    "client-side": "client side",
    "server-side": "server side",
    "dropped": "`{method}()` ends the connection at once. {peer} sees **1006** (abnormal), not 1000, and a client that is right will reconnect.",
    "goodbye": "To say goodbye first, send a close frame: {methods}.",
    "empty": "{library} sends an empty close frame: {peer} sees **1005**, no code. `{method}(1000)` says that the work is done.",
    "default": "{library} sends **{code}** when no code is given.",
    "required": "{library} wants a code here.",
    "received": "It sends on a code that was received. That can be 1005 or 1006, which may not be sent.",
    "unknown": "The code is decided elsewhere.",
    "await": "Nothing happens until it is awaited.",
    "reason-throws": "A reason may have 123 bytes of UTF-8; with a longer one {fails}.",
    "reason-truncates": "A reason may have 123 bytes of UTF-8; {library} cuts a longer one.",
    "reason-writes": "A reason may have 123 bytes of UTF-8; {library} does not check, and a longer one breaks the protocol.",
    "reason-drops": "A reason may have 123 bytes of UTF-8; {library} drops a longer one.",
    "reason-nothing": "A reason may have 123 bytes of UTF-8; with a longer one nothing is sent, and no error is raised.",
    "reason-alone-drops": "Without a code the reason is dropped.",
    "reason-alone-garbles": "Without a code the first two bytes of the reason leave as the close code.",
    "received-title": "Close code as received",
    "arrives": "What arrives here with {library}: the peer's code; {empty} if it sent none; {dropped} if the connection was lost without a close frame.",
    "arrives-anywhere": "What arrives here: the peer's code; as a rule **1005** if it sent none, **1006** if the connection was lost without a close frame.",
    "nothing": "nothing",
    "local": "{codes}: made up by {library} itself.",
    "never": "1015 never.",
    "answer": "{library} does not answer a close frame: until `{method}()` is called, the peer waits.",
}
"""In English; a locale has them under `close-calls`."""


def say(key: str, locale: str, /, **values: object) -> str:
    said = text(f"close-calls.{key}", TEXTS[key], locale, **values)
    return behaviour.capital(said)


def close_call(call: CloseCall, sent: tuple[SentCode, ...], locale: str) -> str:
    """The Markdown of a hover on a close call's name. `sent` are the codes that it sends, as far as they are known."""
    method = call.method
    if method is None:
        paragraphs = [_title(call, locale), here.assumed(call.connection, locale)]
    elif method.sends == "nothing" or (call.code_kind == "none" and method.without_code == "nothing"):
        names = {"method": method.name, "peer": behaviour.capital(here.peer(call.connection, locale))}
        paragraphs = [say("dropped", locale, **names), _goodbye(call, locale)]
        paragraphs = [f"### {say('drops', locale)}", _whose(call, locale), *paragraphs]
    else:
        body = [_effect(call, method, sent, locale), _awaited(call, method, locale), _reason(call, method, locale)]
        body += [method.note, here.assumed(call.connection, locale)]
        paragraphs = [_title(call, locale), _whose(call, locale), behaviour.sentences(*body)]
    return "\n\n".join(each for each in (*paragraphs, here.evidence(call.connection, locale)) if each) + "\n"


def received_code(received: ReceivedCode, locale: str) -> str:
    """The Markdown of a hover on what holds a received code."""
    title = f"### {say('received-title', locale)}"
    connection = received.connection
    if connection is None or connection.library is None:
        return f"{title}\n\n{say('arrives-anywhere', locale)}\n"
    facts = connection.library.received_on(connection.side)
    library = here.name(connection, locale)
    known = facts.delivers is not None or facts.empty_as or facts.dropped_as or facts.local_codes
    if facts.empty_as and facts.dropped_as:
        empty, dropped = (_code_or_nothing(each, locale) for each in (facts.empty_as, facts.dropped_as))
        said = say("arrives", locale, library=library, empty=empty, dropped=dropped)
    else:
        said = say("arrives-anywhere", locale)
    own = (
        say("local", locale, library=library, codes=", ".join(map(str, facts.local_codes))) if facts.local_codes else ""
    )
    answer = say("answer", locale, library=library, method=facts.answered_by) if facts.answered_by else ""
    never = known and facts.dropped_as != "1015" and (facts.delivers is None or 1015 not in facts.delivers)
    said = behaviour.sentences(
        said, say("never", locale) if never else "", own, answer, here.assumed(connection, locale)
    )
    return "\n\n".join(each for each in (title, said, here.evidence(connection, locale)) if each) + "\n"


def _title(call: CloseCall, locale: str) -> str:
    numbers = list(dict.fromkeys(code.number for code in call.codes))
    if call.code_kind == "none" and call.method is not None:
        default = call.method.without_code
        if default.isdigit():
            numbers = [int(default)]
        elif default == "empty":
            return f"### {say('closes-without-code', locale)}"
    if not numbers:
        return f"### {say('closes', locale)}"
    names = ((number, protocol.code(number, locale)) for number in numbers)
    return "### " + say(
        "closes-with-or-other" if call.code_kind == "unknown" else "closes-with",
        locale,
        codes=", ".join(f"{number} {known.name}" if known else str(number) for number, known in names),
    )


def _whose(call: CloseCall, locale: str) -> str:
    """The line of facts: library and side."""
    side = call.connection.side
    parts = [here.name(call.connection, locale)] if call.connection.library is not None else []
    if side in ("client", "server"):
        parts.append(say(f"{side}-side", locale).lower())
    return " · ".join(parts)


def _effect(call: CloseCall, method: CloseMethod, sent: tuple[SentCode, ...], locale: str) -> str:
    """What goes out."""
    names = {"library": behaviour.capital(here.name(call.connection, locale)), "method": method.name}
    names["peer"] = here.peer(call.connection, locale)
    if call.codes:
        return behaviour.sentences(*dict.fromkeys(here.sent_code(each, locale) for each in sent))
    if call.code_kind == "none":
        if method.without_code == "empty":
            return say("empty", locale, **names)
        if method.without_code.lstrip("-").isdigit():
            return say("default", locale, code=method.without_code, **names)
        return say("required", locale, **names) if method.without_code == "required" else ""
    said = say("received" if call.code_kind == "received" else "unknown", locale)
    if method.accepts is None:
        return said
    return behaviour.sentences(said, behaviour.takes(here.place(call.connection), method, locale))


def _awaited(call: CloseCall, method: CloseMethod, locale: str) -> str:
    return say("await", locale) if method.awaited and not call.awaited else ""


def _reason(call: CloseCall, method: CloseMethod, locale: str) -> str:
    """What becomes of a reason, where the call has one or could have one."""
    if "reason" not in method.parameters and "reason" not in method.keywords.values():
        return ""
    if call.reason is None and call.code_kind != "none":
        return ""
    said = []
    if call.reason is not None and call.code_kind == "none" and method.reason_without_code in ("drops", "garbles"):
        said.append(say(f"reason-alone-{method.reason_without_code}", locale))
    if method.reason_limit:
        fails = here.failure(call.connection.library, method, method.reason_error, locale)
        library = here.name(call.connection, locale)
        said.append(say(f"reason-{method.reason_limit}", locale, fails=fails, library=library))
    return behaviour.sentences(*said)


def _goodbye(call: CloseCall, locale: str) -> str:
    """The calls of the same connection that do send a close frame."""
    library, kind = call.connection.library, call.connection.type
    found: dict[str, CloseMethod] = {}
    while kind is not None and library is not None:
        found = {**kind.closes, **found}
        kind = _base(kind, library.types)
    polite = [method for method in found.values() if method.sends == "frame"]
    if not polite:
        return ""
    written = []
    for method in polite[:2]:
        builder = next(iter(library.builders), "") if library is not None and "frame" in method.parameters else ""
        marker = method.when[1] if method.when else ""
        inside = ", ".join(part for part in (marker, f"{builder}(…)" if builder else "") if part)
        written.append(f"`{method.name}({inside})`")
    return say("goodbye", locale, methods=" / ".join(written))


def _base(kind: Type, types: dict[str, Type]) -> Type | None:
    found = types.get(kind.base)
    return found if found is not kind else None


def _code_or_nothing(value: str, locale: str) -> str:
    return f"**{value}**" if value != "none" else say("nothing", locale).lower()
