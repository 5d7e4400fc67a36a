"""Edits of the project's settings: a rule is switched off, a code is added to the list."""

import re
from pathlib import Path
from typing import Any

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


def rename_code(old: int, new: int, file: str) -> list[types.TextEdit] | None:
    """Gives the table of a code another number. None where it is written in a way that can't be edited surely."""
    import tomllib

    content = read_text(file) or ""
    lines = content.split("\n")
    above = r"(?:tool\s*\.\s*wsclose\s*\.\s*)?" if file.endswith("pyproject.toml") else ""
    key = rf"[\"']?(?P<number>{old})[\"']?"
    head = re.compile(rf"\s*\[\s*{above}codes\s*\.\s*{key}\s*\]")
    inside = re.compile(rf"\s*(?:codes\s*\.\s*)?{key}\s*[.=]")
    table = re.compile(r"\s*\[")
    edits: list[types.TextEdit] = []
    in_codes = True  # keys at the top are `codes.4001.name = ...`, and below [codes] `4001.name = ...`
    for number, line in enumerate(lines):
        match = head.match(line) or (inside.match(line) if in_codes else None)
        if match is not None:
            start, end = match.span("number")
            edits.append(_replace(number, start, number, end, str(new)))
            lines[number] = f"{line[:start]}{new}{line[end:]}"
        elif table.match(line):
            in_codes = re.match(rf"\s*\[\s*{above}(?:codes)?\s*\]", line) is not None or (
                bool(above) and re.match(r"\s*\[\s*tool\s*\.\s*wsclose\s*\]", line) is not None
            )
    try:
        before, after = (_codes(tomllib.loads(each)) for each in (content, "\n".join(lines)))
    except tomllib.TOMLDecodeError:
        return None
    renamed = {str(new) if key == str(old) else key: value for key, value in before.items()}
    return edits if edits and after == renamed else None


def places_of_code(number: int, file: str) -> list[types.Location]:
    """Where the project says what a code means."""
    found = rename_code(number, number, file) or []
    return [types.Location(Path(file).as_uri(), each.range) for each in found[:1]]


def _codes(table: dict[str, Any]) -> dict[str, Any]:
    """The codes that a settings file describes."""
    found = table.get("codes", table.get("tool", {}).get("wsclose", {}).get("codes", {}))
    return found if isinstance(found, dict) else {}


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
