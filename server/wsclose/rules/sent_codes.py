"""What the rules about one sent code share: what a library takes, and which code to offer instead."""

from collections.abc import Iterable

from wsclose.analysis.facts import SentCode
from wsclose.knowledge import codeset
from wsclose.knowledge.codeset import CodeSet
from wsclose.rules.rule import Context, Edit, Fix


def accepted(sent: SentCode) -> CodeSet:
    """What may be sent here: what the protocol allows, cut down to what the library takes."""
    allowed = codeset.SENDABLE
    if sent.method is not None and sent.method.accepts is not None:
        outside = codeset.ALL.without(sent.method.accepts)
        allowed = allowed.without(outside)
    return allowed


def means_no_code(sent: SentCode) -> bool:
    """Whether the library reads this number as "no code"."""
    return sent.method is not None and sent.code.number in sent.method.no_status


def is_browser(sent: SentCode) -> bool:
    return sent.connection.runtime == "browser"


def name_of(sent: SentCode) -> str:
    """The library as messages call it."""
    return sent.connection.library.title if sent.connection.library is not None else ""


def replacements(sent: SentCode, numbers: Iterable[int], context: Context, title: str) -> tuple[Fix, ...]:
    """A fix for every number that may be sent here, in the order given. None for a constant that lies elsewhere."""
    allowed = accepted(sent)
    fixes: list[Fix] = []
    for number in dict.fromkeys(numbers):
        if number in allowed and number != sent.code.number:
            fixes.append(Fix(title.format(code=number), (Edit(sent.start, sent.end, str(number)),)))
    return tuple(fixes)


HTTP = {400: (4400, 1008), 401: (4401, 3000), 403: (4403, 3003), 404: (4404,), 408: (4408, 3008), 409: (4409,), 426: (4426,), 429: (4429,), 500: (1011, 4500), 502: (1014, 4502), 503: (1013, 4503)}  # fmt: skip


def fitting(sent: SentCode) -> tuple[int, ...]:
    """Codes that say what a code that may not be sent was probably meant to say."""
    number = sent.code.number
    if number in HTTP:
        wanted = HTTP[number]
        return tuple(sorted(wanted, key=lambda code: code == 1011 and is_browser(sent)))
    if number in (1005, 0, 1, 200, -1):
        return (1000,)
    if number in (1006, 1004, 1015):
        return (4500,) if is_browser(sent) else (1011, 4500)
    if 1000 < number < 2000:
        return (1000, 4000 + (number - 1000))
    return (4000 + number % 1000,) if number >= 0 else (1000,)
