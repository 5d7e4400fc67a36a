"""SARIF 2.1.0, for code scanning services."""

import json
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from wsclose import __version__
from wsclose.cli.reports import File, Place, Result, fingerprints
from wsclose.project.findings import Finding, Fix, Severity
from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note", Severity.HINT: "note"}
ROOT = "SRCROOT"


def render(result: Result) -> str:
    """One run. Columns count characters (code points) from 1."""
    rules = sorted(all_rules(), key=lambda rule: rule.name)
    index = {rule.name: position for position, rule in enumerate(rules)}
    marks = fingerprints(result)
    run = {
        "tool": {"driver": {"name": "wsclose", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": f"{Path.cwd().as_uri().rstrip('/')}/"}},
        "invocations": [{"executionSuccessful": True}],
        "results": [
            _result(file, finding, index, mark) for (file, finding), mark in zip(result.findings, marks, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    summary = rule.documentation.strip().partition("\n")[0] or rule.name
    documentation = rule.documentation.strip() or rule.name
    return {
        "id": rule.name,
        "shortDescription": {"text": summary},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": ["websocket"]},
    }


def _result(file: File, finding: Finding, index: dict[str, int], mark: str) -> dict[str, Any]:
    text = f"{finding.message} ({finding.help})" if finding.help else finding.message
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(file, file.place(finding))],
        "partialFingerprints": {"wsclose/v1": mark},
    }
    if finding.rule in index:
        found["ruleIndex"] = index[finding.rule]
    if finding.related:
        found["relatedLocations"] = [
            {"id": number, **_location(file, file.place(each)), "message": {"text": each.message}}
            for number, each in enumerate(finding.related, 1)
        ]
    if fixes := [_fix(file, fix) for fix in finding.fixes if fix.edits]:
        found["fixes"] = fixes
    return found


def _fix(file: File, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(file.place(edit)), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(file), "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _location(file: File, place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(file), "region": _region(place)}}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(file: File) -> dict[str, str]:
    if PurePath(file.uri).is_absolute():
        return {"uri": PurePath(file.uri).as_uri()}
    return {"uri": quote(file.uri.encode("utf-8", "surrogateescape")), "uriBaseId": ROOT}
