"""What the client said about itself in `initialize`.

Read from the message as it came: a client that says something odd about a feature that is not used here still gets
its session.
"""

from typing import Any

from pygls.uris import to_fs_path

from wsclose.plain import plain
from wsclose.syntax.document import Encoding

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")


@plain
class Client:
    """The abilities of a client that matter here."""

    encoding: Encoding = "utf-16"
    markdown: bool = False
    pulls: bool = False
    refreshes: bool = False
    versioned_edits: bool = False
    related: bool = False
    configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    creates_files: bool = False
    shows_documents: bool = False
    refreshes_hints: bool = False
    label_details: bool = False
    command_links: bool = False  # links in hovers can run the commands of the server
    action_literals: bool = False
    preferred: bool = False
    prepares_rename: bool = False
    process_id: int | None = None
    locale: str | None = None
    options: object = None
    roots: tuple[str, ...] = ()  # the folders that it has open


def read(params: object) -> Client:
    """From the parameters of `initialize`, whatever they are."""
    formats = dig(params, "capabilities", "textDocument", "hover", "contentFormat")
    refreshes = dig(params, "capabilities", "workspace", "diagnostics", "refreshSupport") is True
    pid = dig(params, "processId")
    locale = dig(params, "locale")
    return Client(
        encoding=_encoding(dig(params, "capabilities", "general", "positionEncodings")),
        markdown=isinstance(formats, list) and "markdown" in formats,
        # Without the second, nobody could tell the client that the answers are not what they were.
        pulls=isinstance(dig(params, "capabilities", "textDocument", "diagnostic"), dict) and refreshes,
        refreshes=refreshes,
        versioned_edits=dig(params, "capabilities", "workspace", "workspaceEdit", "documentChanges") is True,
        related=dig(params, "capabilities", "textDocument", "publishDiagnostics", "relatedInformation") is True
        or dig(params, "capabilities", "textDocument", "diagnostic", "relatedInformation") is True,
        configuration=dig(params, "capabilities", "workspace", "configuration") is True,
        registers_configuration=dig(
            params, "capabilities", "workspace", "didChangeConfiguration", "dynamicRegistration"
        )
        is True,
        registers_watchers=dig(params, "capabilities", "workspace", "didChangeWatchedFiles", "dynamicRegistration")
        is True,
        creates_files="create"
        in _list(dig(params, "capabilities", "workspace", "workspaceEdit", "resourceOperations")),
        shows_documents=dig(params, "capabilities", "window", "showDocument", "support") is True,
        refreshes_hints=dig(params, "capabilities", "workspace", "inlayHint", "refreshSupport") is True,
        label_details=dig(params, "capabilities", "textDocument", "completion", "completionItem", "labelDetailsSupport")
        is True,
        command_links=dig(params, "initializationOptions", "commandLinks") is True
        or "wsclose.compare" in _list(dig(params, "capabilities", "experimental", "commands", "commands")),
        action_literals=isinstance(
            dig(params, "capabilities", "textDocument", "codeAction", "codeActionLiteralSupport"), dict
        ),
        preferred=dig(params, "capabilities", "textDocument", "codeAction", "isPreferredSupport") is True,
        prepares_rename=dig(params, "capabilities", "textDocument", "rename", "prepareSupport") is True,
        process_id=pid if isinstance(pid, int) else None,
        locale=locale if isinstance(locale, str) else None,
        options=dig(params, "initializationOptions"),
        roots=_roots(params),
    )


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _roots(params: object) -> tuple[str, ...]:
    addresses = [dig(folder, "uri") for folder in _list(dig(params, "workspaceFolders"))]
    return folders(addresses or [dig(params, "rootUri")])


def folders(addresses: list[object] | list[str]) -> tuple[str, ...]:
    """The paths of addresses, as far as they are files."""
    paths = [to_fs_path(each) for each in addresses if isinstance(each, str) and each.startswith("file:")]
    return tuple(path for path in paths if path)


def dig(value: object, *path: str) -> Any:
    """What lies at a path of keys; None where the path ends early."""
    for step in path:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def _encoding(offered: object) -> Encoding:
    """The first that is known here: the client lists them by preference. The protocol's default is UTF-16."""
    known = [each for one in (offered if isinstance(offered, list) else ()) for each in ENCODINGS if each == one]
    return known[0] if known else "utf-16"
