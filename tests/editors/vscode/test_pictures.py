"""The README's pictures, taken while the extension is in use.

They go into a temporary folder, or into the one that `WSCLOSE_PICTURES` names. They are made for the fonts Inter,
JetBrains Mono and, in Korean, Noto Sans CJK; without them they show what is shown, in other letters.
"""

from pathlib import Path
from typing import Any

import pytest

from .. import programs
from .conftest import OpenWorkbench
from .workbench import Server, Workbench, place

CHAT = "web/chat.ts"
WIDTH = 1080
TAB, LINE = 35, 22
"""Heights of the row of tabs and of a line."""
ABOVE = 6
"""How many lines are shown above the one with 1001."""

SETTINGS = {
    "editor.hover.above": False,
    "editor.matchBrackets": "never",
    "editor.overviewRulerBorder": False,
    "editor.scrollbar.vertical": "hidden",
    "editor.stickyScroll.enabled": False,
    "markdown.preview.markEditorSelection": False,
    "workbench.statusBar.visible": False,
}
STYLE = """
.monaco-workbench, .monaco-hover { font-family: Inter, "Noto Sans CJK KR", sans-serif !important; }
.cursors-layer, .decorationsOverviewRuler, .monaco-hover .scrollbar { visibility: hidden !important; }
.action-widget .monaco-keybinding { display: none !important; }
"""
PREVIEW_STYLE = """
body { font-family: Inter, "Noto Sans CJK KR", sans-serif !important; font-size: 15px !important; }
"""


@pytest.mark.parametrize(
    ("name", "locale", "heading"),
    [("hover", "en", "Not to be confused with"), ("hover-ko", "ko", "해결 방법")],
)
def test_hover(vscode: Server, opened: OpenWorkbench, pictures: Path, name: str, locale: str, heading: str) -> None:
    workbench = stage(opened, vscode, {"wsclose.locale": locale}, lines=39)
    workbench.hover("1001", shows=heading)
    enlarge_hover(workbench.page)
    workbench.page.screenshot(path=pictures / f"{name}.png")


def test_quick_fix(vscode: Server, opened: OpenWorkbench, pictures: Path) -> None:
    workbench = stage(opened, vscode, lines=21)
    workbench.offer_repairs("1001").filter(has_text="Send 1000").wait_for()
    workbench.page.screenshot(path=pictures / "quick-fix.png")


def test_comparison(vscode: Server, opened: OpenWorkbench, pictures: Path) -> None:
    workbench = stage(opened, vscode, lines=39)
    workbench.run("wsclose: Compare Two Close Codes...")
    workbench.choose("The first code", "1000")
    workbench.choose("1000 compared with", "1001")
    heading = workbench.preview().get_by_role("heading", name="1000 Normal Closure")
    heading.wait_for()
    workbench.run("View: Close Editors in Other Groups")
    workbench.page.locator(".tab").filter(has_text="chat.ts").wait_for(state="detached")
    heading.wait_for()
    workbench.preview().evaluate(
        "(body, css) => body.append(Object.assign(document.createElement('style'), {textContent: css}))",
        PREVIEW_STYLE,
    )
    workbench.page.locator(".quick-input-widget").wait_for(state="hidden")
    workbench.page.screenshot(path=pictures / "compare.png")


def stage(opened: OpenWorkbench, server: Server, settings: dict[str, Any] | None = None, *, lines: int) -> Workbench:
    """The file in front with its findings, and the cursor at 1001 near the upper edge: what opens, opens below. `lines` is odd."""
    workbench = opened(server, {**SETTINGS, **(settings or {})}, width=WIDTH, height=TAB + lines * LINE)
    workbench.page.add_style_tag(content=STYLE)
    workbench.open(CHAT)
    line, _ = place((workbench.folder / CHAT).read_text(), "1001")
    below = lines // 2 - ABOVE
    workbench.go_to_line(line + below, 0)
    workbench.squiggles("error").first.wait_for()
    workbench.word("1001").click()
    return workbench


def enlarge_hover(page: Any) -> None:
    """Drag the hover's lower edge down, as far as the window allows."""
    hover = page.locator(".monaco-hover:visible").first
    before = hover.bounding_box()
    middle, lower = before["x"] + before["width"] / 2, before["y"] + before["height"]
    page.mouse.move(middle, lower)
    page.mouse.down()
    page.mouse.move(middle, page.viewport_size["height"] - 10, steps=8)
    page.mouse.up()
    assert programs.happens(lambda: hover.bounding_box()["height"] > before["height"])
    page.mouse.move(middle, before["y"] + LINE)
