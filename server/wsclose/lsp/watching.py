"""Files that change outside of the editor, or as files of settings in it: told by the client, or looked at again."""

from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path

from wsclose.project import aliases
from wsclose.syntax import languages

MANIFESTS = ("package.json", "go.mod", "Cargo.toml", *aliases.NAMES)


def registration() -> dict[str, Any]:
    """What a client is asked to watch: settings and models, manifests, and every file that code can lead to."""
    sources = ",".join(sorted(suffix.removeprefix(".") for suffix in languages.suffixes()))
    patterns = ("**/*.toml", f"**/{{{','.join(MANIFESTS)}}}", f"**/*.{{{sources}}}")
    options = {"watchers": [{"globPattern": pattern} for pattern in patterns]}
    return {"id": "files", "method": types.WORKSPACE_DID_CHANGE_WATCHED_FILES, "registerOptions": options}


def paths(changes: list[types.FileEvent]) -> list[str]:
    """The files that changed."""
    found = (to_fs_path(each.uri) for each in changes if each.uri.startswith("file:"))
    return [path for path in found if path]


def is_source(path: str) -> bool:
    """Whether code can lead to a file; all others that are watched say something about the project."""
    return languages.for_path(path) is not None
