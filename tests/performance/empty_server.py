"""A pygls server that finds nothing: what the library itself costs at every keystroke and at the start."""

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("empty", "1", text_document_sync_kind=types.TextDocumentSyncKind.Incremental)


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(ls: LanguageServer, params: types.DidOpenTextDocumentParams) -> None:
    publish(ls, params.text_document.uri, params.text_document.version)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(ls: LanguageServer, params: types.DidChangeTextDocumentParams) -> None:
    publish(ls, params.text_document.uri, params.text_document.version)


@server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)
def diagnostic(_: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    return types.RelatedFullDocumentDiagnosticReport(items=[])


def publish(ls: LanguageServer, uri: str, version: int) -> None:
    capabilities = ls.client_capabilities.text_document
    if capabilities is None or capabilities.diagnostic is None:
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [], version))


if __name__ == "__main__":
    server.start_io()
