"""HTML: the scripts of a page, which share their names."""

from wsclose.syntax.embedded import Scripts, elements

name = "html"
family = "javascript"
suffixes = (".html", ".htm", ".xhtml")
language_ids = ("html",)
comment = ("//",)
SPOKEN = ("", "module", "text/babel", "text/jsx")


def scripts(text: bytes) -> Scripts:
    """The scripts that a browser would run; templates and data are none."""
    found = [script for script in elements(text) if runs(script.attributes.get("type", "").strip().lower())]
    return Scripts("javascript", ".jsx", tuple((script.start, script.end) for script in found))


def runs(kind: str) -> bool:
    return kind in SPOKEN or kind.endswith(("javascript", "ecmascript"))
