"""For programs. `version` is raised when something is renamed or removed; new keys may appear at any time."""

import json
from dataclasses import asdict
from typing import Any

from wsclose import __version__
from wsclose.cli.reports import File, Place, Result
from wsclose.project.findings import Finding, Fix

VERSION = 1


def render(result: Result) -> str:
    """Lines and columns count from 1, columns in characters (code points); ends are exclusive."""
    report = {
        "version": VERSION,
        "tool": {"name": "wsclose", "version": __version__},
        "findings": [_finding(file, finding) for file, finding in result.findings],
        "summary": {
            "files": result.checked,
            "files_with_websockets": result.relevant,
            "seconds": round(result.seconds, 3),
            "repaired": result.repaired,
            "counts": {severity.label: count for severity, count in sorted(result.by_severity.items(), reverse=True)},
        },
        "skipped": [
            {"path": path, "reason": reason}
            for reason, paths in sorted(result.skipped.items())
            for path in sorted(paths)
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(file: File, finding: Finding) -> dict[str, Any]:
    return {
        "path": file.uri,
        **_place(file.place(finding)),
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        "help": finding.help or None,
        "fixes": [_fix(file, fix) for fix in finding.fixes],
        "related": [{**_place(file.place(each)), "message": each.message} for each in finding.related],
    }


def _fix(file: File, fix: Fix) -> dict[str, Any]:
    edits = [{**_place(file.place(edit)), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _place(place: Place) -> dict[str, Any]:
    return asdict(place)
