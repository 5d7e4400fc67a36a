"""Compiles the knowledge to JSON when the package is built (see pyproject.toml)."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        source = Path(self.root) / "server/wsclose/knowledge/data.py"
        spec = importlib.util.spec_from_file_location("wsclose_knowledge_data", source)
        assert spec is not None
        assert spec.loader is not None
        data = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = data
        spec.loader.exec_module(data)
        data.compile_all()
        build_data["artifacts"].append("server/wsclose/knowledge/compiled/**/*.json")
