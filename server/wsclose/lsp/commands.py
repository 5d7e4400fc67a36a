"""The commands `wsclose.compare` and `wsclose.explain`: they answer with Markdown, and show it where the client can."""

import atexit
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from wsclose.knowledge import platforms
from wsclose.knowledge.markdown import comparison_markdown, platform_markdown
from wsclose.knowledge.names import by_constant_name
from wsclose.knowledge.texts import text
from wsclose.lsp.around import Around
from wsclose.rules.documentation import documentation
from wsclose.rules.registry import by_name


def compare(arguments: tuple[Any, ...], locale: str) -> tuple[str, str] | None:
    """(title, Markdown) of two codes side by side; None when they are not two codes."""
    if len(arguments) != 2:
        return None
    left, right = map(_number, arguments)
    if left is None or right is None:
        return None
    return f"{left} · {right}", comparison_markdown(left, right, locale)


def explain(arguments: tuple[Any, ...], known: Around) -> tuple[str, str] | None:
    """(title, Markdown) of a code, a constant, a platform, a platform's code or a rule; None when it is none of them."""
    asked = " ".join(str(each) for each in arguments).strip()
    if (rule := by_name().get(asked)) is not None:
        return asked, f"# {asked}\n\n{documentation(rule, known.locale)}\n"
    if (number := _number(asked)) is not None:
        return asked, known.markdown(number, full=True)
    before, _, last = asked.rpartition(" ")
    if before and (number := _number(last)) is not None:
        chosen = platforms.find(before, known.locale)
        return (asked, Around(known.locale, {}, chosen, known.links).markdown(number, full=True)) if chosen else None
    pages = [platform_markdown(each, known.locale) for each in platforms.find(asked, known.locale)]
    return (asked, "\n".join(pages)) if pages and asked else None


def not_understood(arguments: tuple[Any, ...], locale: str) -> str:
    asked = " ".join(str(each) for each in arguments)
    return text("explain.not-found", 'No code, name, platform or rule is called "{asked}".', locale, asked=asked)


class Pages:
    """Files that an editor can show. They are gone with the process."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def write(self, title: str, markdown: str) -> str:
        """Returns the address of a page."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="wsclose-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        path = self._folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', title).strip('-') or 'page'}.md"
        path.write_text(markdown, "utf-8")
        return path.as_uri()


def _number(given: object) -> int | None:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if not isinstance(given, str):
        return None
    if re.fullmatch(r"-?\d{1,9}", given.strip()):
        return int(given)
    numbers = by_constant_name(given)
    return numbers[0] if len(numbers) == 1 else None
