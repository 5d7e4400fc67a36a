"""One line a finding, for people who look at many and for programs that jump to them."""

from wsclose.cli.reports import Result
from wsclose.cli.reports.text import paint, printable, statistics, summary


def render(result: Result) -> str:
    lines: list[str] = []
    if result.statistics:
        lines.append(statistics(result))
    else:
        for file, finding in result.findings:
            place = file.place(finding)
            severity = paint(f"{finding.severity.label}:", finding.severity, result.colour)
            message = " ".join(finding.message.split())
            lines.append(f"{printable(file.path)}:{place.line}:{place.column}: {severity} {message} [{finding.rule}]\n")
    return "".join((*lines, summary(result)))
