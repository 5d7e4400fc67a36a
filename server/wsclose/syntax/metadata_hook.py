"""Which packages an installation from source asks for (see pyproject.toml): grammars without wheels only where they build."""

import shutil
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        metadata["dependencies"] = [*self.config["dependencies"], *(self.config["compiled"] if can_compile() else ())]


def can_compile() -> bool:
    """Whether an extension module can be built here."""
    compiler = next((name for name in ("cc", "gcc", "clang", "cl") if shutil.which(name)), None)
    return compiler is not None and (Path(sysconfig.get_paths()["include"]) / "Python.h").exists()
