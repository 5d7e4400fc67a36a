"""How long a client waits before it connects again, where another file says so."""

import pytest

from wsclose.project.workspace import Workspace

from .workspaces import InMemory, checker, split

AGENT = """
package agent

import (
	"time"

	"github.com/gorilla/websocket"
)

func keep(url string) {
	for {
		read(url)
		time.Sleep({delay})
	}
}

func read(url string) {
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return
	}
	defer line.Close()
	for {
		if _, _, err := line.ReadMessage(); err != nil {
			return
		}
	}
}
"""

FEED = """
import { {name} } from "./settings";
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => setTimeout(connect, {delay});
}
"""

FIXED = """
=== a constant of the package
--- agent/settings.go
package agent

const redialPause = 2 * time.Second

=== a variable among others
--- agent/settings.go
package agent

var (
	limit       = 3
	redialPause = time.Duration(2) * time.Second
)

=== a constant that is another file's
--- agent/settings.go
package agent

const redialPause = pause
--- agent/pause.go
package agent

const pause = 5 * time.Second
"""

NOT_FIXED = """
=== nowhere
--- agent/settings.go
package agent

const another = 2 * time.Second

=== a variable that is made longer
--- agent/settings.go
package agent

var redialPause = time.Second

func slower() { redialPause *= 2 }

=== what a function says
--- agent/settings.go
package agent

var redialPause = choose()

=== a field of something else
--- agent/settings.go
package agent

type Settings struct{ redialPause time.Duration }

func defaults() Settings { return Settings{redialPause: time.Second} }

=== two that say each other
--- agent/settings.go
package agent

var redialPause = pause
--- agent/pause.go
package agent

var pause = redialPause
"""


def found(path: str, text: str, files: dict[str, str]) -> list[str]:
    workspace = Workspace(InMemory({**files, path: text}))
    return [finding.rule for finding in checker(path, text, workspace).checked().findings]


@pytest.mark.parametrize(("title", "files"), list(split(FIXED)))
def test_a_fixed_delay(title: str, files: dict[str, str]) -> None:
    assert "reconnect-without-backoff" in found("agent/agent.go", AGENT.replace("{delay}", "redialPause"), files)


@pytest.mark.parametrize(("title", "files"), list(split(NOT_FIXED)))
def test_a_delay_that_is_not_known_to_be_fixed(title: str, files: dict[str, str]) -> None:
    assert "reconnect-without-backoff" not in found("agent/agent.go", AGENT.replace("{delay}", "redialPause"), files)


@pytest.mark.parametrize(
    ("settings", "name", "delay", "fixed"),
    [
        ("export const pause = 3000;", "pause", "pause", True),
        ("export const pause = 3000;", "pause as between", "between", True),
        ("export const later = { pause: 3000 };", "later", "later.pause", False),
        ("export let pause = 500;\nexport function slower() { pause *= 2; }", "pause", "pause", False),
        ("export const another = 3000;", "pause", "pause", False),
    ],
)
def test_an_imported_delay(settings: str, name: str, delay: str, fixed: bool) -> None:
    text = FEED.replace("{name}", name).replace("{delay}", delay)
    assert ("reconnect-without-backoff" in found("src/feed.ts", text, {"src/settings.ts": settings})) is fixed


def test_a_delay_of_an_imported_module() -> None:
    text = FEED.replace("{ {name} }", "* as settings").replace("{delay}", "settings.pause")
    text = text.replace("settings", "timing")
    assert "reconnect-without-backoff" in found("src/feed.ts", text, {"src/timing.ts": "export const pause = 3000;"})
