"""One session with one client: which feature answers which message, and what the features share."""

import logging
from dataclasses import replace
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from wsclose import __version__
from wsclose.disk import SettingsOnDisk, posix
from wsclose.lsp import around, diagnostics, settings, transport, watching, workspace_diagnostics
from wsclose.lsp.client import Client, dig, folders
from wsclose.lsp.commands import Pages
from wsclose.lsp.completion import Completion
from wsclose.lsp.documents import Documents, path_of
from wsclose.lsp.everywhere import Everywhere
from wsclose.lsp.protocol import REQUEST_CANCELLED, Protocol
from wsclose.lsp.transport import Inbox
from wsclose.lsp.workspace_diagnostics import WorkspaceDiagnostics
from wsclose.project.settings import Settings
from wsclose.syntax.document import Change

log = logging.getLogger(__name__)


class ToClient(logging.Handler):
    """Shows in the editor's log what is logged as a warning or worse."""

    def __init__(self, server: "Server") -> None:
        super().__init__(logging.WARNING)
        self._server = server
        self._busy = False  # what fails while this is sent is not sent either

    def emit(self, record: logging.LogRecord) -> None:
        if self._busy:
            return
        self._busy = True
        kind = types.MessageType.Error if record.levelno >= logging.ERROR else types.MessageType.Warning
        try:
            self._server.protocol.notify_prepared(
                types.WINDOW_LOG_MESSAGE, {"type": kind.value, "message": self.format(record)}
            )
        finally:
            self._busy = False


class Server(LanguageServer):
    """One session: the open documents, the client's abilities, the settings in force."""

    protocol: Protocol

    def __init__(self, inbox: Inbox) -> None:
        super().__init__("wsclose", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.inbox = inbox
        self.client = Client()
        self.documents = Documents()
        self.everywhere = Everywhere(self.documents, self.settings_of)
        self.settings = Settings()
        self.projects = SettingsOnDisk(self.settings, locale_is_chosen=False, overrides=False)
        self._locale_is_chosen = False
        self.workspace_diagnostics = WorkspaceDiagnostics(self.everywhere)
        self._told: set[str] = set()
        self.completion = Completion()
        self._pages = Pages()
        self.documents.workspace.models = lambda family, path, text: self.projects.of_file(path).models(
            family, path, text
        )

    def connected(self, client: Client) -> None:
        """Called while `initialize` is answered: features that depend on the client are added here."""
        self.client = client
        self.documents.use_roots(client.roots)
        self.use_settings(client.options)
        if client.pulls:
            # A constant or a wrapper of another file counts: what it says now may be news about this one.
            options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False)
            self.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(pull)
            if dig(client.options, workspace_diagnostics.OPTION) is True:
                self.feature(types.WORKSPACE_DIAGNOSTIC)(pull_workspace)
        if client.process_id is not None:
            transport.watch_process(client.process_id, self.inbox)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Into the editor's log: nobody needs a window that pops up."""
        log.error("%s", error)

    # ---- documents ----

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        self.look_again()
        chosen = self.settings_of(path_of(opened.uri, opened.language_id))
        self.documents.open(opened.uri, opened.language_id, opened.version, opened.text, chosen)
        self.workspace_diagnostics.changed()

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        identifier = params.text_document
        changes = [_change(each) for each in params.content_changes]
        self.documents.change(identifier.uri, changes, self.client.encoding, identifier.version)

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self.workspace_diagnostics.changed()
        if self.documents.close(uri) and not self.client.pulls:
            self.protocol.notify_prepared(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, {"uri": uri, "diagnostics": []})

    def publish(self) -> None:
        """Send what changed since the last time. A client that asks for diagnostics gets none unasked."""
        for changed in self.documents.take_changed():
            if not self.client.pulls:
                self.protocol.notify_prepared(
                    types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, diagnostics.published(changed, self.client)
                )

    def rest(self) -> bool:
        """Does a piece of what was put off while somebody typed. Returns whether there is more."""
        unsettled = self.documents.unsettled()
        if unsettled:
            self.settle(unsettled[0])
            return True
        before = len(self.documents.changed)
        more = self.workspace_diagnostics.step(self.client)
        if len(self.documents.changed) != before:
            self._ask_to_ask_again()
        if (answer := self.workspace_diagnostics.answer()) is not None:
            self.protocol.answer(*answer)
        return more

    def settle(self, uri: str) -> None:
        """Looks anew at a text that was broken when it was last edited, and tells the client what is different."""
        if self.documents.settle(uri):
            self._ask_to_ask_again()
            self.publish()

    def pull_workspace(self, identifier: str | int, params: object) -> None:
        """Takes the client's question; it is answered when there is something to say."""
        replaced = self.workspace_diagnostics.ask(identifier, dig(params, "previousResultIds"))
        if replaced is not None:
            self.protocol.refuse(replaced, REQUEST_CANCELLED, "asked again")

    def withdraw(self, identifier: object = None) -> None:
        """The client takes a question back; None: whatever is still open, since it leaves."""
        withdrawn = self.workspace_diagnostics.withdraw(identifier)
        if withdrawn is not None:
            self.protocol.refuse(withdrawn, REQUEST_CANCELLED, "cancelled")

    def folders_changed(self, added: list[str], removed: list[str]) -> None:
        """The folders that are open are where other files and new settings are looked for."""
        gone = folders(removed)
        roots = (*(each for each in self.client.roots if each not in gone), *folders(added))
        self.client = replace(self.client, roots=tuple(dict.fromkeys(roots)))
        self.documents.use_roots(self.client.roots)
        self._reconfigure()

    # ---- settings ----

    def use_settings(self, given: object) -> None:
        """Put settings in force. What is wrong with them is said, and the rest counts."""
        options = self.client.options if given is None else given
        read, problems = settings.read(options, self.client.locale)
        for problem in problems:
            log.warning("Settings: %s", problem)
        chosen = bool(self.client.locale or dig(options, "locale"))
        if (read, chosen) == (self.settings, self._locale_is_chosen):
            return
        self.settings, self._locale_is_chosen = read, chosen
        self.projects = SettingsOnDisk(read, locale_is_chosen=chosen, overrides=False)
        self._reconfigure()

    def settings_of(self, path: str) -> Settings:
        """What counts for a file: the nearest settings file, else what the editor says. Mistakes are said once."""
        place = posix(path)
        found = self.projects.of_file(place)
        for problem in map(str, self.projects.of_files((place,))):
            if problem not in self._told:
                self._told.add(problem)
                log.warning("%s", problem)
        return found

    def look_again(self) -> None:
        """Puts in force what settings files say now, if that is something else than before."""
        if self.projects.refresh():
            self._told.clear()
            self._reconfigure()

    def _reconfigure(self) -> None:
        self.documents.workspace.reconfigured()
        self.workspace_diagnostics.changed()
        for each in self.documents:
            each.configure(self.settings_of(each.path))
            self.documents.changed[each.uri] = None
        self._ask_to_ask_again()

    def changed_on_disk(self, paths: list[str]) -> None:
        """Files were written, made or removed."""
        self.workspace_diagnostics.changed()
        if not all(watching.is_source(path) for path in paths):
            self.look_again()
        before = len(self.documents.changed)
        if any(path.endswith(watching.MANIFESTS) for path in paths):
            self.documents.workspace.reconfigured()
            self.documents.changed.update((each.uri, None) for each in self.documents)
        for path in filter(watching.is_source, paths):
            self.documents.changed_on_disk(path)
        if len(self.documents.changed) != before:
            self._ask_to_ask_again()

    def _ask_to_ask_again(self) -> None:
        """Tells a client that asks for things itself that it would get other answers now."""
        if not self.documents.changed:
            return
        if self.client.pulls:
            self.protocol.ask(types.WORKSPACE_DIAGNOSTIC_REFRESH, None, lambda _: None)
        if self.client.refreshes_hints:
            self.protocol.ask(types.WORKSPACE_INLAY_HINT_REFRESH, None, lambda _: None)

    def around_nothing(self) -> around.Around:
        """What is known where no document is asked about: the codes of the first folder that is open."""
        found = self.settings_of(f"{self.client.roots[0]}/-") if self.client.roots else self.settings
        return around.Around(found.locale, found.own_codes, (), "none")

    def show(self, page: tuple[str, str] | None, otherwise: str) -> str | None:
        """Opens a page in the editor, if it can, and returns its Markdown. None: says what there is to say instead."""
        if page is None:
            message = {"type": types.MessageType.Warning.value, "message": otherwise}
            self.protocol.notify_prepared(types.WINDOW_SHOW_MESSAGE, message)
            return None
        title, markdown = page
        if self.client.shows_documents:
            address = {"uri": self._pages.write(title, markdown), "takeFocus": True}
            self.protocol.ask(types.WINDOW_SHOW_DOCUMENT, address, lambda _: None)
        return markdown

    def ask_for_settings(self) -> None:
        """Ask the client for its section of settings, if it can be asked. Nothing waits for the answer."""
        if self.client.configuration:
            items = {"items": [{"section": settings.SECTION}]}
            self.protocol.ask(types.WORKSPACE_CONFIGURATION, items, self._settings_came)

    def _settings_came(self, answer: object) -> None:
        if isinstance(answer, list) and len(answer) == 1:
            self.use_settings(answer[0])


def _change(change: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return ((start.line, start.character), (end.line, end.character)), change.text
    return None, change.text


def pull(ls: Server, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
    return diagnostics.report(ls.documents.get(params.text_document.uri), ls.client)


def pull_workspace(ls: Server, params: types.WorkspaceDiagnosticParams) -> None:
    """Says that the question can be asked. It is answered later, and not from here: see `Server.pull_workspace`."""
