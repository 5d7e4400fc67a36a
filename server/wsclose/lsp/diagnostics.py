"""Findings as diagnostics: pushed after each change, or handed over when the client asks. Never both in one session."""

from typing import Any

from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.positions import wire_range
from wsclose.project.findings import Finding, Severity

SOURCE = "wsclose"

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFORMATION: 3, Severity.HINT: 4}


def diagnostics(open_document: OpenDocument, client: Client) -> list[dict[str, Any]]:
    """All diagnostics of a document, ready to be sent."""
    return [diagnostic(finding, open_document, client) for finding in open_document.checked().findings]


def diagnostic(finding: Finding, open_document: OpenDocument, client: Client) -> dict[str, Any]:
    """One finding. What the client needs for the fixes it asks for again, by rule and range."""
    document, encoding = open_document.document, client.encoding
    made: dict[str, Any] = {
        "range": wire_range(document, finding.start, finding.end, encoding),
        "severity": _SEVERITIES[finding.severity],
        "code": finding.rule,
        "source": SOURCE,
        "message": f"{finding.message}\n{sentence(finding.help)}" if finding.help else finding.message,
    }
    if finding.related and client.related:
        made["relatedInformation"] = [
            {
                "location": {"uri": open_document.uri, "range": wire_range(document, each.start, each.end, encoding)},
                "message": each.message,
            }
            for each in finding.related
        ]
    return made


def sentence(words: str) -> str:
    """What a report puts behind a colon, standing by itself."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def published(open_document: OpenDocument, client: Client) -> dict[str, Any]:
    """The parameters of `textDocument/publishDiagnostics`."""
    return {
        "uri": open_document.uri,
        "version": open_document.version,
        "diagnostics": diagnostics(open_document, client),
    }


def report(open_document: OpenDocument | None, client: Client) -> dict[str, Any]:
    """The answer to `textDocument/diagnostic`. A document that is not open has none."""
    items = diagnostics(open_document, client) if open_document is not None else []
    return {"kind": "full", "items": items}
