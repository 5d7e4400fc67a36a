"""What a code or a close call does at this very place, in sentences."""

from wsclose.analysis.facts import CloseCall, CodeUse, ReceivedCode, SentCode


def code(use: CodeUse | None, sent: SentCode | None, locale: str) -> str:
    return ""


def evidence(use: CodeUse | None, sent: SentCode | None) -> str:
    return ""


def close_call(call: CloseCall, locale: str) -> str:
    return "### Close call"


def received_code(received: ReceivedCode, locale: str) -> str:
    return "### Close code as received"
