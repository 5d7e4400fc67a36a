"""Reads the knowledge: TOML as it is written, or the JSON that a build makes of it.

A bundle is one or more TOML files read as one: `codes`, `platforms`, `libraries/python`, `locales/ko`. An installed
package holds only `compiled/<bundle>.json`; a checkout holds the TOML, which wins while it is newer.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMPILED = HERE / "compiled"


def bundles() -> dict[str, list[Path]]:
    """Every bundle by name with the files that it is made of. Empty in an installed package."""
    found: dict[str, list[Path]] = {}
    for path in sorted(HERE.glob("codes/*.toml")):
        found.setdefault("codes", []).append(path)
    for path in sorted(HERE.glob("codes/platforms/*.toml")):
        found.setdefault("platforms", []).append(path)
    for path in sorted(HERE.glob("libraries/*/*.toml")):
        found.setdefault(f"libraries/{path.parent.name}", []).append(path)
    for path in sorted(HERE.glob("locales/*.toml")):
        found.setdefault(f"locales/{path.stem}", []).append(path)
    return found


def read_sources(paths: list[Path]) -> dict[str, Any]:
    """One entry a file, by its stem."""
    import tomllib

    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}


def compile_all() -> None:
    """Writes every bundle as JSON."""
    for name, paths in bundles().items():
        target = COMPILED / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(read_sources(paths), ensure_ascii=False, separators=(",", ":")), "utf-8")


def _sources(name: str) -> list[Path]:
    head, _, tail = name.partition("/")
    pattern = {
        "codes": "codes/*.toml",
        "platforms": "codes/platforms/*.toml",
        "libraries": f"libraries/{tail}/*.toml",
        "locales": f"locales/{tail}.toml",
    }[head]
    return sorted(HERE.glob(pattern))


@cache
def load(name: str) -> dict[str, Any]:
    """A bundle: what each of its files says, by the file's stem; {} when there is no such bundle. Do not change it."""
    compiled = COMPILED / f"{name}.json"
    sources = _sources(name)
    if compiled.exists():
        made = compiled.stat().st_mtime
        if all(path.stat().st_mtime <= made for path in sources):
            result: dict[str, Any] = json.loads(compiled.read_bytes())
            if not sources or result.keys() == {path.stem for path in sources}:
                return result
    return read_sources(sources)
