"""The words that every surface shares: section names, and facts about a code in a few words."""

from wsclose.knowledge.protocol import Sender
from wsclose.knowledge.texts import text


def meaning(locale: str) -> str:
    """The heading over what a code means."""
    return text("words.meaning", "Meaning", locale)


def when(locale: str) -> str:
    """The heading over the situations in which a code is seen."""
    return text("words.when", "When you see it", locale)


def fix(locale: str) -> str:
    """The heading over what to do about a code."""
    return text("words.fix", "How to fix it", locale)


def differences(locale: str) -> str:
    """The heading over what sets two codes apart."""
    return text("words.differences", "Key differences", locale)


def use(locale: str) -> str:
    """The heading over the advice which of two codes to send."""
    return text("words.use", "When to use which", locale)


def sender(sender: Sender, locale: str) -> str:
    """Who sends a code, in a cell of its own."""
    if sender == "client":
        return text("words.clients", "clients", locale)
    if sender == "server":
        return text("words.servers", "servers", locale)
    if sender == "nobody":
        return text("words.nobody", "nobody", locale)
    return text("words.either-side", "either side", locale)


def sent_by(sender: Sender, locale: str) -> str:
    """Who sends a code, as a part of the line of facts."""
    if sender == "client":
        return text("words.sent-by-client", "sent by clients", locale)
    if sender == "server":
        return text("words.sent-by-server", "sent by servers", locale)
    if sender == "nobody":
        return text("words.sent-by-nobody", "sent by nobody", locale)
    return text("words.sent-by-either", "sent by either side", locale)


def on_the_wire(travels: bool, locale: str) -> str:
    """Whether a code may stand in a close frame."""
    if travels:
        return text("words.on-the-wire", "on the wire", locale)
    return text("words.never-on-the-wire", "never on the wire", locale)


def yes_or_never(travels: bool, locale: str) -> str:
    """The same as an answer in a table."""
    return text("words.yes", "yes", locale) if travels else text("words.never", "never", locale)


def yes_or_no(answer: bool, locale: str) -> str:
    """An answer in a table."""
    return text("words.yes", "yes", locale) if answer else text("words.no", "no", locale)


def reconnect(action: str, locale: str) -> str:
    """Whether to come back, as a part of the line of facts. `action` is already in the locale."""
    return text("words.reconnect-is", "reconnect: **{action}**", locale, action=action)


def page(may: bool, locale: str) -> str:
    """Whether a page may send a code, and what happens if not."""
    if may:
        return text("words.page-may", "yes", locale)
    return text("words.page-may-not", "no (InvalidAccessError)", locale)


def seconds(number: int, locale: str) -> str:
    """A duration."""
    return text("words.seconds", "{n} s", locale, n=number)
