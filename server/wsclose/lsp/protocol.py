"""pygls' protocol, made lighter on the way of a keystroke and harder to upset.

What differs: the texts are ours (`documents.py`); a message that is broken, too early, too late or unknown gets the
answer that the protocol has for it; prepared dictionaries are sent as they are.
"""

import json
import logging
from collections.abc import Callable
from contextvars import copy_context
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from cattrs import Converter
from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from wsclose.lsp import client
from wsclose.lsp.client import Client
from wsclose.plain import plain

if TYPE_CHECKING:
    from wsclose.lsp.session import Server

log = logging.getLogger(__name__)

Answered = Callable[[object], None]
"""What is done with the result of a request to the client."""

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
NOT_INITIALIZED = -32002
REQUEST_FAILED = -32803
REQUEST_CANCELLED = -32800


@plain
class Refusal:
    """A handler's answer when it will not do what was asked for: people read the message."""

    message: str


class Protocol(LanguageServerProtocol):
    """One session with one client."""

    client = Client()
    _initialized = False

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._asked: dict[str, Answered] = {}
        self._numbers = count(1)

    @property
    def server(self) -> "Server":
        return cast("Server", self._server)

    # ---- messages that come in ----

    def handle_body(self, body: bytes) -> None:
        """Handle one message, whatever it is. Only SystemExit leaves here."""
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self.refuse(None, PARSE_ERROR, f"not JSON: {error}")
            return
        if not isinstance(message, dict):
            self.refuse(None, INVALID_REQUEST, "a message is one JSON object")
            return
        method, identifier = message.get("method"), message.get("id")
        if method is None and ("result" in message or "error" in message):
            self._handle_answer(message)
        elif not isinstance(method, str) or not isinstance(identifier, str | int | None):
            self.refuse(None, INVALID_REQUEST, "neither a request nor a notification nor an answer")
        elif identifier is None:
            self._handle_their_notification(method, message)
        else:
            self._handle_their_request(method, identifier, message)

    def _handle_their_request(self, method: str, identifier: str | int, message: dict[str, Any]) -> None:
        if method == types.INITIALIZE:
            if self._initialized:
                self.refuse(identifier, INVALID_REQUEST, "initialized already")
            else:
                self._initialize(identifier, message.get("params"))
        elif not self._initialized:
            self.refuse(identifier, NOT_INITIALIZED, f"{method} before initialize")
        elif self._shutdown:
            self.refuse(identifier, INVALID_REQUEST, f"{method} after shutdown")
        elif method == types.SHUTDOWN:
            self.server.withdraw()
            self._handle_typed(method, message, identifier)
        elif not self._knows(method):
            self.refuse(identifier, METHOD_NOT_FOUND, f"unknown method {method}")
        elif method == types.WORKSPACE_DIAGNOSTIC:  # the one question that may stay open for hours
            self.server.pull_workspace(identifier, message.get("params"))
        else:
            self._handle_typed(method, message, identifier)

    def _handle_their_notification(self, method: str, message: dict[str, Any]) -> None:
        if method == types.EXIT:
            raise SystemExit(0 if self._shutdown else 1)
        if not self._initialized or self._shutdown:
            log.info("%s outside of a session was ignored.", method)
        elif method == types.CANCEL_REQUEST:
            # What is answered at once can't be cancelled any more, and that is no event to speak of.
            cancelled = client.dig(message, "params", "id")
            if cancelled is not None:
                self.server.withdraw(cancelled)
            if cancelled in self._request_futures:
                self._handle_typed(method, message, None)
        elif self._knows(method):
            self._handle_typed(method, message, None)

    def _handle_answer(self, message: dict[str, Any]) -> None:
        identifier = message.get("id")
        answered = self._asked.pop(identifier, None) if isinstance(identifier, str) else None
        if answered is None:
            log.info("An answer to nothing that was asked was ignored.")
        elif "error" in message:
            log.warning("The client refused %s: %s", identifier, message["error"])
        else:
            answered(message.get("result"))

    def _handle_typed(self, method: str, message: dict[str, Any], identifier: str | int | None) -> None:
        """Hands a message to its handler, with the parameters as the protocol's types."""
        try:
            typed: Any = self._converter.structure(
                {"jsonrpc": self.VERSION, "params": None, **message}, types.METHOD_TO_TYPES[method][0]
            )
        except Exception:  # whatever there is to be wrong with parameters
            if identifier is not None:
                self.refuse(identifier, INVALID_PARAMS, f"{method} without the parameters that it must have")
            else:
                log.warning("%s without the parameters that it must have was ignored.", method)
            return
        if identifier is None:
            copy_context().run(self._handle_notification, method, typed.params)
        else:
            copy_context().run(self._handle_request, identifier, method, typed.params)

    def _knows(self, method: str) -> bool:
        return method in self.fm.features or method in self.fm.builtin_features

    # ---- the session ----

    def _initialize(self, identifier: str | int, params: object) -> None:
        """Answers `initialize`. The client's side is read by `client.read`, which is not upset by what it doesn't use."""
        self._initialized = True
        self.client = client.read(params)
        rename = types.RenameClientCapabilities(prepare_support=self.client.prepares_rename)
        self.client_capabilities = types.ClientCapabilities(
            text_document=types.TextDocumentClientCapabilities(rename=rename)
        )
        self.server.connected(self.client)
        self.server_capabilities = ServerCapabilitiesBuilder(
            self.client_capabilities,
            {*self.fm.features, *self.fm.builtin_features},
            self.fm.feature_options,
            list(self.fm.commands),
            types.TextDocumentSyncKind.Incremental,
            None,
            self.client.encoding,
        ).build()  # type: ignore[no-untyped-call]
        self._send_response(identifier, types.InitializeResult(self.server_capabilities, self.server_info))

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self.server.did_open(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self.server.did_change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self.server.did_close(params)

    @lsp_method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def lsp_workspace__did_change_workspace_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        event = params.event
        self.server.folders_changed([each.uri for each in event.added], [each.uri for each in event.removed])

    # ---- messages that go out ----

    def notify_prepared(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification that is plain JSON already: no conversion a diagnostic a keystroke."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})

    def ask(self, method: str, params: object, answered: Answered) -> None:
        """Send a request. The answer is handed over as it came; when the client refuses, nothing is."""
        identifier = f"{method} {next(self._numbers)}"
        self._asked[identifier] = answered
        self._send_data({"jsonrpc": self.VERSION, "id": identifier, "method": method, "params": params})

    def answer(self, identifier: str | int, result: dict[str, Any]) -> None:
        """Answer a request that was left open."""
        self._send_data({"jsonrpc": self.VERSION, "id": identifier, "result": result})

    def refuse(self, identifier: str | int | None, code: int, message: str) -> None:
        """Answer with an error. None: to a message whose sender can't be told which one it was."""
        log.info("Refused: %s", message)
        self._send_data({"jsonrpc": self.VERSION, "id": identifier, "error": {"code": code, "message": message}})

    def _send_data(self, data: Any) -> None:
        if self.writer is not None:
            body = json.dumps(data, default=self._serialize_message).encode()
            self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def _send_response(
        self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        if isinstance(result, Refusal):
            self.refuse(msg_id, REQUEST_FAILED, result.message)
        elif error is None and (result is None or isinstance(result, dict)):
            self._send_data({"jsonrpc": self.VERSION, "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result, error)
