"""GitLab's Code Quality report, which shows findings in a merge request."""

import json

from wsclose.cli.reports import Result, fingerprints
from wsclose.project.findings import Severity

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFORMATION: "info", Severity.HINT: "info"}


def render(result: Result) -> str:
    issues = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": mark,
            "severity": SEVERITIES[finding.severity],
            "location": {"path": file.uri, "lines": {"begin": file.place(finding).line}},
        }
        for (file, finding), mark in zip(result.findings, fingerprints(result), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
