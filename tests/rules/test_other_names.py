"""Clients in JavaScript by other names than one of their own: members of objects that are members of others, called as
`App.feed.open()`, and functions that are given away and go by a name only within themselves."""

import pytest

from .support import findings

OBJECT = """\
var App = App || {};
App.feed = {
  line: null,
  tries: 0,
  open: function () {
    %(made)s
    %(line)s.onmessage = function (message) { show(message.data); };
    %(line)s.onclose = function () {
      %(again)s
    };
  },
  rest: function () { this.line.send("later"); },
};
App.feed.open();
"""
ONE_BY_ONE = """\
App.feed = {};
App.feed.open = function () {
  %(made)s
  %(line)s.onmessage = function (message) { show(message.data); };
  %(line)s.onclose = function () {
    %(again)s
  };
};
App.feed.rest = function () { App.feed.line.send("later"); };
App.feed.open();
"""
MADE = '{line} = new WebSocket("wss://example.org/feed");'
AGAIN = "setTimeout(function () { App.feed.open(); }, 5000);"


@pytest.mark.parametrize("source", [OBJECT, ONE_BY_ONE], ids=["at once", "one by one"])
@pytest.mark.parametrize("line", ["this.line", "App.feed.line"])
def test_an_object_that_is_called_by_its_whole_name_connects_again(source: str, line: str) -> None:
    connects = source % {"made": MADE.format(line="App.feed.line"), "line": line, "again": AGAIN}
    assert len(findings("javascript", connects, "reconnect-without-backoff")) == 1
    other = source % {"made": MADE.format(line=line), "line": "App.feed.line", "again": AGAIN}
    assert len(findings("javascript", other, "reconnect-without-backoff")) == 1


@pytest.mark.parametrize("source", [OBJECT, ONE_BY_ONE], ids=["at once", "one by one"])
@pytest.mark.parametrize(
    "again",
    ["App.feed.rest();", "App.other.open();", "setTimeout(App.feed.open, 500 * 2 ** App.feed.tries++);"],
)
def test_an_object_that_does_something_else_or_waits_longer_each_time(source: str, again: str) -> None:
    idle = source % {"made": MADE.format(line="App.feed.line"), "line": "App.feed.line", "again": again}
    assert not findings("javascript", idle, "reconnect-without-backoff")


NAMED_WITHIN = """\
const WebSocket = require("ws");

%s function open(url) {
  const line = new WebSocket(url);
  line.on("message", (message) => show(message));
  line.on("close", () => setTimeout(() => %s(url), 5000));
};
"""


@pytest.mark.parametrize("given", ["module.exports =", "exports.feed =", "const feed =", "start("])
def test_a_function_that_calls_itself_by_its_name_connects_again(given: str) -> None:
    source = NAMED_WITHIN.replace("};", "});" if given == "start(" else "};")
    assert len(findings("javascript", source % (given, "open"), "reconnect-without-backoff")) == 1
    assert not findings("javascript", source % (given, "reopen"), "reconnect-without-backoff")
