"""Workflow commands of GitHub Actions, which show findings beside the lines of a pull request."""

from wsclose.cli.reports import File, Result
from wsclose.project.findings import Finding, Severity

COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


def render(result: Result) -> str:
    return "".join(_line(file, finding) for file, finding in result.findings)


def _line(file: File, finding: Finding) -> str:
    place = file.place(finding)
    properties = {"title": f"wsclose ({finding.rule})", "file": file.uri, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # columns of different lines are refused
        properties |= {"col": place.column, "endColumn": place.end_column}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
