"""What the rules about reasons share: how long one is in a frame, and how to cut it where it is written."""

import re
import unicodedata

from wsclose.analysis.facts import CloseCall, ReasonText
from wsclose.rules.rule import Context
from wsclose.syntax.literals import unescape

LIMIT = 123
"""Bytes: a control frame holds 125, and two of them are the code. RFC 6455 §5.5."""

LITERAL = re.compile(r"""([A-Za-z@$]{0,3})(\"\"\"|'''|"|'|`)(.*)\2""", re.DOTALL)
ESCAPE = r"\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)"
PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
TOKEN = re.compile(f"{PAIR}|{ESCAPE}|.", re.DOTALL)
JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def length(text: str) -> int:
    """How many bytes a text is in UTF-8; surrogates that two escapes wrote count as the character that they make."""
    return len(_joined(text).encode())


def reason_of(call: CloseCall) -> ReasonText | None:
    """The reason, where this call sends a frame that can hold one."""
    if call.method is not None and call.method.sends == "nothing":
        return None
    return call.reason


def cut(reason: ReasonText, context: Context) -> str | None:
    """The literal as it is written, with so much of its text that it fits; None when it is no plain literal."""
    literal = LITERAL.fullmatch(context.source[reason.start : reason.end].decode("utf-8", "replace"))
    if literal is None or reason.text is None or not reason.exact:
        return None
    prefix, quote, body = literal.groups()
    if body == reason.text:
        tokens = list(body)
        if "\\" in body and quote != "`" and "r" not in prefix.lower():
            return None
    else:
        tokens = TOKEN.findall(body)
        if "".join(map(unescape, tokens)) != reason.text:
            return None
    kept = _fitting([_joined(unescape(token)) if len(token) > 1 else token for token in tokens])
    return f"{prefix}{quote}{''.join(tokens[:kept])}{quote}"


def _fitting(characters: list[str]) -> int:
    """How many of them fit, without what would then be half a character or a blank at the end."""
    kept = used = 0
    for character in characters:
        used += len(character.encode("utf-8", "replace"))
        if used > LIMIT:
            break
        kept += 1
    while 0 < kept < len(characters) and _belongs(characters[kept - 1], characters[kept]):
        kept -= 1
    while kept and characters[kept - 1].isspace():
        kept -= 1
    return kept


def _belongs(before: str, after: str) -> bool:
    """Whether two characters are one to a reader: a letter and its accent, the parts of an emoji."""
    joined = after in JOINERS or before == "\u200d"
    return joined or any(unicodedata.combining(each) or "\U0001f3fb" <= each <= "\U0001f3ff" for each in after)


def _joined(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
