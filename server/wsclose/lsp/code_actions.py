"""Code actions: repairs of findings, comments that silence them, and everything that is safe at once."""

from collections.abc import Iterable, Iterator

from lsprotocol import types

from wsclose.analysis.facts import CodeUse
from wsclose.disk import posix
from wsclose.knowledge.texts import text
from wsclose.lsp import settings_edits
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.lsp.hover import facts_at
from wsclose.lsp.positions import to_offset, to_range
from wsclose.lsp.silence import silence_file, silence_line
from wsclose.project.findings import Edit, Finding, Fix, Severity

FIX_ALL = "source.fixAll.wsclose"

OPTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}


def code_actions(
    open_document: OpenDocument, params: types.CodeActionParams, client: Client, locale: str
) -> list[types.CodeAction]:
    """What can be done about the findings in a range, in the order in which people want it."""
    found: list[types.CodeAction] = []
    if open_document.checker is None or not client.action_literals:
        return found
    only = params.context.only
    findings = open_document.checked().findings
    if _wanted(types.CodeActionKind.QuickFix, only):
        for finding in _in_range(findings, open_document, params.range, client):
            found += _about(finding, open_document, params.context.diagnostics, client, locale)
    if _wanted(FIX_ALL, only):
        found += _fix_all(findings, open_document, client, locale)
    return found


def _about(
    finding: Finding,
    open_document: OpenDocument,
    known: Iterable[types.Diagnostic],
    client: Client,
    locale: str,
) -> Iterator[types.CodeAction]:
    """The fixes of one finding, then the two ways not to hear of it again."""
    diagnostics = [_diagnostic(finding, open_document, known, client)]

    def action(title: str, edits: Iterable[Edit], preferred: bool = False) -> types.CodeAction:
        return types.CodeAction(
            title,
            types.CodeActionKind.QuickFix,
            diagnostics,
            is_preferred=True if preferred and client.preferred else None,
            edit=workspace_edit(open_document, edits, client),
        )

    fixes = open_document.fixes(finding)
    for fix in fixes:
        yield action(fix.title, fix.edits, preferred=len(fixes) == 1)
    comment = open_document.comment
    document = open_document.document
    title = text("code-actions.line", "Suppress {rule} on this line", locale, rule=finding.rule)
    yield action(title, [silence_line(document, finding.rule, finding.start, comment)])
    title = text("code-actions.file", "Suppress {rule} in this file", locale, rule=finding.rule)
    yield action(title, [silence_file(document, finding.rule, comment)])
    yield from _in_settings(finding, open_document, diagnostics, client, locale)


def _in_settings(
    finding: Finding, open_document: OpenDocument, diagnostics: list[types.Diagnostic], client: Client, locale: str
) -> Iterator[types.CodeAction]:
    """What the project's settings can do about a finding."""
    path, file = posix(open_document.path), open_document.settings.file
    folder = next((root for root in map(posix, client.roots) if path.startswith(f"{root}/")), "")
    name = file.rpartition("/")[2] or settings_edits.NAME
    number = next(
        (fact.number for fact, _ in facts_at(open_document.checked(), finding.start) if isinstance(fact, CodeUse)), 0
    )
    if finding.rule == "undocumented-code" and number:
        title = text("code-actions.list", "Add {code} to {file}", locale, code=number, file=name)
        if (edit := settings_edits.add_code(number, file, folder, client)) is not None:
            yield types.CodeAction(title, types.CodeActionKind.QuickFix, diagnostics, edit=edit)
    title = text("code-actions.off", "Switch {rule} off in {file}", locale, rule=finding.rule, file=name)
    if (edit := settings_edits.switch_off(finding.rule, file, folder, client)) is not None:
        yield types.CodeAction(title, types.CodeActionKind.QuickFix, diagnostics, edit=edit)


def _fix_all(
    findings: Iterable[Finding], open_document: OpenDocument, client: Client, locale: str
) -> Iterator[types.CodeAction]:
    edits = safe_edits(open_document.fixes(finding) for finding in findings)
    if edits:
        title = text("code-actions.all", "Apply all safe fixes of wsclose", locale)
        edit = workspace_edit(open_document, edits, client)
        yield types.CodeAction(title, FIX_ALL, edit=edit)


def safe_edits(choices: Iterable[Iterable[Fix]]) -> list[Edit]:
    """The edits of the first safe fix for each finding; of two that overlap the first counts, and the other waits for
    the next time."""
    taken: list[Edit] = []
    for fixes in choices:
        fix = next((each for each in fixes if each.safe), None)
        if fix is not None and not any(_overlap(one, other) for one in fix.edits for other in taken):
            taken += fix.edits
    return sorted(taken, key=lambda edit: edit.start)


def workspace_edit(open_document: OpenDocument, edits: Iterable[Edit], client: Client) -> types.WorkspaceEdit:
    """Edits of one document, with its version where the client can tell that it is outdated."""
    document = open_document.document
    made = [types.TextEdit(to_range(document, each.start, each.end, client.encoding), each.text) for each in edits]
    if not client.versioned_edits:
        return types.WorkspaceEdit({open_document.uri: made})
    identifier = types.OptionalVersionedTextDocumentIdentifier(open_document.uri, open_document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(made))])


def _in_range(
    findings: Iterable[Finding], open_document: OpenDocument, asked: types.Range, client: Client
) -> Iterator[Finding]:
    """The findings that touch a range. Both ends count: a cursor stands between characters."""
    start, end = (to_offset(open_document.document, each, client.encoding) for each in (asked.start, asked.end))
    return (each for each in findings if each.start <= end and start <= each.end)


def _diagnostic(
    finding: Finding, open_document: OpenDocument, known: Iterable[types.Diagnostic], client: Client
) -> types.Diagnostic:
    """The client's own diagnostic for a finding, so that it knows which one is repaired; else the same made anew."""
    place = to_range(open_document.document, finding.start, finding.end, client.encoding)
    theirs = next((each for each in known if each.code == finding.rule and each.range == place), None)
    return theirs or types.Diagnostic(
        place, finding.message, _SEVERITIES[finding.severity], code=finding.rule, source="wsclose"
    )


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a client that asks for these kinds, or for all of them, asks for this one or for one above it."""
    return only is None or any(kind == each or kind.startswith(f"{each}.") or not each for each in only)


def _overlap(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start
