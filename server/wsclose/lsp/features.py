"""Which message is answered by which feature. Each feature is a file of its own; here they meet the session."""

from typing import Any

from lsprotocol import types

from wsclose.lsp import (
    around,
    code_actions,
    commands,
    completion,
    hover,
    inlay_hints,
    occurrences,
    rename,
    settings,
    watching,
)
from wsclose.lsp.client import dig
from wsclose.lsp.protocol import Refusal
from wsclose.lsp.session import Server
from wsclose.lsp.transport import Inbox


def initialized(ls: Server, _: types.InitializedParams) -> None:
    registrations: list[dict[str, Any]] = []
    if ls.client.registers_configuration:
        registrations.append({"id": "configuration", "method": types.WORKSPACE_DID_CHANGE_CONFIGURATION})
    if ls.client.registers_watchers:
        registrations.append(watching.registration())
    if registrations:
        ls.protocol.ask(types.CLIENT_REGISTER_CAPABILITY, {"registrations": registrations}, lambda _: None)
    ls.ask_for_settings()


def configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Clients that can be asked send nothing of use here."""
    if ls.client.configuration:
        ls.ask_for_settings()
    else:
        ls.use_settings(dig(params.settings, settings.SECTION))


def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """For clients that watch nothing, and to be right about what is on disk now."""
    ls.look_again()
    ls.workspace_diagnostics.changed()
    ls.settle(params.text_document.uri)


def watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.changed_on_disk(watching.paths(list(params.changes)))


def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    document = ls.documents.get(params.text_document.uri)
    return None if document is None else hover.hover(document, params.position, ls.client, document.settings.locale)


def acted(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    document = ls.documents.get(params.text_document.uri)
    return [] if document is None else code_actions.code_actions(document, params, ls.client, document.settings.locale)


def completed(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    return ls.completion.items(document, params.position, around.of(document, ls.client), ls.client)


def resolved(ls: Server, item: types.CompletionItem) -> types.CompletionItem:
    return ls.completion.resolve(item, ls.client)


def hinted(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    return inlay_hints.inlay_hints(document, params.range, around.of(document, ls.client), ls.client)


def highlighted(ls: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    document = ls.documents.get(params.text_document.uri)
    return None if document is None else occurrences.highlights(document, params.position, ls.client)


def referred(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    wanted, places = params.context.include_declaration, ls.everywhere.places(ls.client)
    return occurrences.references(document, params.position, places, ls.client, declaration=wanted)


def defined(ls: Server, params: types.DefinitionParams) -> list[types.Location] | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    return occurrences.definition(document, params.position, ls.everywhere.places(ls.client), ls.client)


def prepared(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | Refusal | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    return rename.prepare(document, params.position, around.of(document, ls.client), ls.client)


def renamed(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | Refusal | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    known = around.of(document, ls.client)
    return rename.rename(document, params.position, params.new_name.strip(), known, ls.everywhere, ls.client)


def compared(ls: Server, *arguments: Any) -> str | None:
    locale = ls.settings.locale
    return ls.show(commands.compare(arguments, locale), commands.not_understood(arguments, locale))


def explained(ls: Server, *arguments: Any) -> str | None:
    known = ls.around_nothing()
    return ls.show(commands.explain(arguments, known), commands.not_understood(arguments, known.locale))


def make(inbox: Inbox) -> Server:
    """A server with all its features, not yet connected."""
    server = Server(inbox)
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(configured)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(watched)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hovered)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, code_actions.OPTIONS)(acted)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, completion.OPTIONS)(completed)
    server.feature(types.COMPLETION_ITEM_RESOLVE)(resolved)
    server.feature(types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints.OPTIONS)(hinted)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(highlighted)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(referred)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(defined)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(prepared)
    server.feature(types.TEXT_DOCUMENT_RENAME)(renamed)
    server.command("wsclose.compare")(compared)
    server.command("wsclose.explain")(explained)
    return server
