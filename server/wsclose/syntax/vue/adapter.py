"""Vue: the scripts of a component, `<script setup>` or not, in the language that the first of them names."""

from wsclose.syntax.embedded import Scripts, elements

name = "vue"
family = "javascript"
suffixes = (".vue",)
language_ids = ("vue",)
comment = ("//",)
LANGUAGES = {"ts": ("typescript", ".ts"), "typescript": ("typescript", ".ts"), "tsx": ("typescript", ".tsx")}


def scripts(text: bytes) -> Scripts:
    """Both scripts of a component are one module."""
    found = [script for script in elements(text) if "src" not in script.attributes]
    given = next((script.attributes["lang"] for script in found if "lang" in script.attributes), "")
    language, kind = LANGUAGES.get(given.lower(), ("javascript", ".jsx"))
    return Scripts(language, kind, tuple((script.start, script.end) for script in found))
