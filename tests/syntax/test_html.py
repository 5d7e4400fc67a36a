"""Pages: their inline scripts are read, with offsets of the whole file."""

import pytest
from tests.syntax.conftest import Closed

PAGE = """\
<!DOCTYPE html>
<title>Räume</title>
<script src="room.js"></script>
<script type="application/json">{"close": "ws.close(1)"}</script>
<script>
  var ws = new WebSocket("wss://example.org");
</script>
<p>ws.close(1002)</p>
<SCRIPT type="module">
  addEventListener("pagehide", () => ws.close(4001, "leaving"));
</SCRIPT>
"""


def test_scripts_of_a_page_share_their_names(closed: Closed) -> None:
    assert closed(PAGE, "room.html") == [('ws.close(4001, "leaving")', [4001])]


@pytest.mark.parametrize("kind", ["", "module", "text/javascript", "Application/JavaScript", "text/babel"])
def test_what_a_browser_runs_is_read(kind: str, closed: Closed) -> None:
    page = f"<script type='{kind}'>const ws = new WebSocket(u); ws.close(4000)</script>"
    assert closed(page, "a.html") == [("ws.close(4000)", [4000])]


@pytest.mark.parametrize("kind", ["application/json", "text/template", "x-shader/x-vertex", "importmap"])
def test_what_a_browser_does_not_run_is_not(kind: str, closed: Closed) -> None:
    assert closed(f"<script type='{kind}'>const ws = new WebSocket(u); ws.close(4000)</script>", "a.html") == []
