"""One door to what is known of the registered close codes: codes, ranges, names, comparisons."""

from wsclose.knowledge.comparisons import Comparison, Row, comparison, written_pairs
from wsclose.knowledge.names import by_constant_name, known_names
from wsclose.knowledge.protocol import (
    REGISTERED,
    RESERVED,
    Code,
    Constant,
    Idle,
    Neighbour,
    Range,
    all_codes,
    all_ranges,
    code,
    explain_range,
    for_http_status,
    habit,
    link,
    may_be_sent,
    page_may_send,
)

__all__ = [
    "REGISTERED",
    "RESERVED",
    "Code",
    "Comparison",
    "Constant",
    "Idle",
    "Neighbour",
    "Range",
    "Row",
    "all_codes",
    "all_ranges",
    "by_constant_name",
    "code",
    "comparison",
    "explain_range",
    "for_http_status",
    "habit",
    "known_names",
    "link",
    "may_be_sent",
    "page_may_send",
    "written_pairs",
]
