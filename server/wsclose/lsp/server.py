"""The language server: which feature answers which message."""

import logging
import sys
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from wsclose import __version__
from wsclose.lsp import diagnostics, hover, settings, transport
from wsclose.lsp.client import Client
from wsclose.lsp.documents import Documents
from wsclose.lsp.protocol import Protocol
from wsclose.lsp.transport import Inbox
from wsclose.project.settings import Settings
from wsclose.syntax.document import Change

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """One session: the open documents, the client's abilities, the settings in force."""

    protocol: Protocol

    def __init__(self, inbox: Inbox) -> None:
        super().__init__("wsclose", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.inbox = inbox
        self.client = Client()
        self.documents = Documents()
        self.settings = Settings()

    def connected(self, client: Client) -> None:
        """Called while `initialize` is answered: features that depend on the client are added here."""
        self.client = client
        self.use_settings(client.options)
        if client.pulls:
            self.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)(pull)
        if client.process_id is not None:
            transport.watch_process(client.process_id, self.inbox)

    # ---- documents ----

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        self.documents.open(opened.uri, opened.language_id, opened.version, opened.text, self.settings)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        identifier = params.text_document
        changes = [_change(each) for each in params.content_changes]
        self.documents.change(identifier.uri, changes, self.client.encoding, identifier.version)

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if self.documents.close(uri) and not self.client.pulls:
            self.protocol.notify_prepared(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, {"uri": uri, "diagnostics": []})

    def publish(self) -> None:
        """Send what changed since the last time. A client that asks for diagnostics gets none unasked."""
        for changed in self.documents.take_changed():
            if not self.client.pulls:
                self.protocol.notify_prepared(
                    types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, diagnostics.published(changed, self.client)
                )

    # ---- settings ----

    def use_settings(self, given: object) -> None:
        """Put settings in force. What is wrong with them is said, and the rest counts."""
        read, problems = settings.read(given, self.client.locale)
        for problem in problems:
            log.warning("Settings: %s", problem)
        if read == self.settings:
            return
        self.settings = read
        for each in self.documents:
            each.configure(read)
            self.documents.changed[each.uri] = None


def _change(change: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return ((start.line, start.character), (end.line, end.character)), change.text
    return None, change.text


def pull(ls: Server, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
    return diagnostics.report(ls.documents.get(params.text_document.uri), ls.client)


def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    document = ls.documents.get(params.text_document.uri)
    return None if document is None else hover.hover(document, params.position, ls.client, ls.settings.locale)


def make(inbox: Inbox) -> Server:
    """A server with all its features, not yet connected."""
    server = Server(inbox)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hovered)
    return server


def run(tcp: int | None) -> None:
    """Serve one client, on standard input and output or on a port of the loopback interface, until it leaves.

    Raises SystemExit with the status that the protocol asks for: 0 after `shutdown` and `exit`, 1 after `exit` alone.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    incoming, outgoing = transport.standard_streams() if tcp is None else transport.accept_one(tcp)
    inbox: Inbox = transport.Inbox()
    transport.start_reading(incoming, inbox)
    server = make(inbox)
    server.protocol.set_writer(transport.Writer(outgoing))
    transport.serve(inbox, server.protocol.handle_body, server.publish)
