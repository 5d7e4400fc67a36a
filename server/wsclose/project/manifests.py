"""What a project depends on and is called, as its manifests say it: `package.json`, `go.mod`, `pubspec.yaml` and others."""

import json
import re
from typing import Any

NAMES = ("package.json", "go.mod", "pyproject.toml", "requirements.txt", "pubspec.yaml")

# What is read may be anything: no part of these can be matched in two ways.
PYTHON = re.compile(
    r"^[^\S\n]*+[\"']?([A-Za-z][\w.-]*+)[^\S\n]*+(?:\[[^\]\n]*+\])?[^\S\n]*+(?:[<>=!~;@,\"'].*+)?$", re.MULTILINE
)
EXTRAS = re.compile(r"[\w.-]\[([\w, .-]+)\]")
GO = re.compile(r"^[^\S\n]*+(?:require[^\S\n]++)?([\w.-]+\.[\w-]+/[\w./-]++)[^\S\n]++v\d", re.MULTILINE)
DART = re.compile(r"^  (\w+):(?: *[\"']?\^?(\d+)\.)?", re.MULTILINE)

MODULE = re.compile(r"^module\s+\"?([\w.~/-]+)", re.MULTILINE)


def dependencies(name: str, content: str) -> frozenset[str]:
    """The packages that a manifest names, as code imports them; too many rather than too few."""
    if name == "package.json":
        return _javascript(content)
    if name == "go.mod":
        return frozenset(GO.findall(content))
    if name == "pubspec.yaml":  # `web_socket_channel: ^2.4.0` is of version 2, too
        return frozenset(
            one for package, major in DART.findall(content) for one in (package, f"{package} {major}".strip())
        )
    extras = {extra.strip() for listed in EXTRAS.findall(content) for extra in listed.split(",")}  # channels[daphne]
    found = {match.replace("-", "_") for match in (*PYTHON.findall(content), *extras)}
    return frozenset(each.removesuffix(".py") for each in found)


def package(content: str) -> tuple[str, str]:
    """What a `package.json` calls its package, and the file that an import of it brings in; "" for what is not said."""
    manifest = _object(content)
    name, main = manifest.get("name"), manifest.get("source") or manifest.get("main")
    return name if isinstance(name, str) else "", main if isinstance(main, str) else ""


def own_names(name: str, content: str) -> tuple[str, ...]:
    """What code calls the package that a manifest describes: a module of Go, a crate of Rust."""
    if name == "go.mod":
        return tuple(MODULE.findall(content))
    import tomllib  # takes a while, and only Rust needs it here

    try:
        manifest = tomllib.loads(content)
    except (ValueError, RecursionError):
        return ()
    tables = (manifest.get("package"), manifest.get("lib"))
    names = (table.get("name") for table in tables if isinstance(table, dict))
    return tuple(one.replace("-", "_") for one in names if isinstance(one, str))


def _javascript(content: str) -> frozenset[str]:
    manifest = _object(content)
    groups = (manifest.get(key) for key in ("dependencies", "devDependencies", "peerDependencies"))
    return frozenset(name for group in groups if isinstance(group, dict) for name in group)


def _object(content: str) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}
