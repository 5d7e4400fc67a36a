"""Edits of the project's settings: a rule is switched off, a code is added to the list."""

import re
from pathlib import Path

from lsprotocol import types

from wsclose.disk import read_text
from wsclose.lsp.client import Client

NAME = "wsclose.toml"


def switch_off(rule: str, file: str, folder: str, client: Client) -> types.WorkspaceEdit | None:
    """Writes `rule = "off"` into a settings file, or into a new one in a folder. None where the client can't."""
    return _write(file, folder, "rules", rule, f'{rule} = "off"', client)


def add_code(number: int, file: str, folder: str, client: Client) -> types.WorkspaceEdit | None:
    """Adds a table for a code, to be filled in."""
    return _write(file, folder, f"codes.{number}", "name", 'name = "…"', client)


def _write(file: str, folder: str, table: str, key: str, line: str, client: Client) -> types.WorkspaceEdit | None:
    path = Path(file or f"{folder}/{NAME}")
    if not file and not folder:
        return None
    uri = path.as_uri()
    content = (read_text(str(path)) or "") if file else ""
    edit = _edit(content, f"tool.wsclose.{table}" if path.name == "pyproject.toml" else table, key, line)
    if file and not client.versioned_edits:
        return types.WorkspaceEdit({uri: [edit]})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri, None)
    change = types.TextDocumentEdit(identifier, [edit])
    if file:
        return types.WorkspaceEdit(document_changes=[change])
    if not client.creates_files or not client.versioned_edits:
        return None
    create = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
    return types.WorkspaceEdit(document_changes=[create, change])


def _edit(content: str, table: str, key: str, line: str) -> types.TextEdit:
    """Puts a line into a table: in the place of the same key, below the table's head, or below everything."""
    lines = content.split("\n")
    head = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(?:#.*)?$")
    at = next((number for number, each in enumerate(lines) if head.match(each)), None)
    if at is None:
        last = len(lines) - 1
        gap = "" if not content.strip() else "\n" if content.endswith("\n") else "\n\n"
        return _replace(last, len(lines[last]), last, len(lines[last]), f"{gap}[{table}]\n{line}\n")
    for number in range(at + 1, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[number]):
            return _replace(number, 0, number, len(lines[number].rstrip("\r")), line)
    missing = "\n" if at == len(lines) - 1 else ""
    return _replace(at + (not missing), len(lines[at]) if missing else 0, at + (not missing), len(lines[at]) if missing else 0, f"{missing}{line}\n")  # fmt: skip


def _replace(line: int, character: int, last_line: int, last: int, text: str) -> types.TextEdit:
    """Characters are counted as in ASCII: settings files with others before the place on its line don't occur."""
    return types.TextEdit(types.Range(types.Position(line, character), types.Position(last_line, last)), text)
