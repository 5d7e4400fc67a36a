"""JUnit's XML, which most build servers show: a test case that failed for each finding."""

import re
from xml.sax.saxutils import escape, quoteattr

from wsclose.cli.reports import File, Result
from wsclose.project.findings import Finding

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def render(result: Result) -> str:
    cases = [_case(file, finding) for file, finding in result.findings]
    failures = len(cases)
    if not cases:
        cases = ['    <testcase name="check" classname="wsclose"/>\n']
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" time="{result.seconds:.3f}"'
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<testsuites name="wsclose" {counts}>\n  <testsuite name="wsclose" {counts}>\n',
            *cases,
            "  </testsuite>\n</testsuites>\n",
        )
    )


def _case(file: File, finding: Finding) -> str:
    place = file.place(finding)
    path = _attribute(file.uri)
    where = f"{file.uri}:{place.line}:{place.column}: {finding.message}"
    body = escape(FORBIDDEN.sub("\ufffd", f"{where}\n{finding.help}".strip()))
    return (
        f"    <testcase name={_attribute(f'{finding.rule} at {place.line}:{place.column}')}"
        f' classname={path} file={path} line="{place.line}">\n'
        f"      <failure type={_attribute(finding.severity.label)} message={_attribute(finding.message)}>{body}</failure>\n"
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("\ufffd", text))
