"""Whether a text was made shorter by a program: nobody wrote it as it is, and nobody would change it."""

from posixpath import basename

LINE = 500  # average bytes a line; prose-like code has 30 to 40, and nobody writes 500 by hand


def is_minified(path: str, text: bytes) -> bool:
    return ".min." in basename(path) or len(text) > LINE * (text.count(b"\n") + 10)
