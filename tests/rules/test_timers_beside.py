"""Timers that run beside what connects, promises that are waited for, and lists of hosts that are gone through."""

import pytest

from .support import findings

BACKOFF = "reconnect-without-backoff"
CLIENT = """
class Feed {
  start() {
    %s
    this.line = new WebSocket("wss://example.org/feed");
    this.line.onclose = () => this.lost();
  }
  beat() {
    this.beating = setInterval(() => this.line.send("ping"), this.settings.beat);
  }
  lost() {
    %s
  }
}
"""


@pytest.mark.parametrize(
    "beside",
    [
        "setInterval(() => this.refresh(), this.pace);",
        "this.refreshing = setInterval(() => { fetch('/health'); }, this.pace);",
        "this.beat();",
        "setInterval(this.beat, this.pace);",
        "setTimeout(() => { this.slow = true; }, 200);",
        "new Promise((resolve, reject) => { setTimeout(() => reject(new Error('too late')), this.patience); });",
    ],
)
def test_a_timer_beside_does_not_hold_up_what_connects(beside: str) -> None:
    later = findings("javascript", CLIENT % (beside, "setTimeout(() => this.start(), 3000);"), BACKOFF)
    assert ["3000 ms" in one.message for one in later] == [True]
    at_once = findings("javascript", CLIENT % (beside, "this.start();"), BACKOFF)
    assert ["at once" in one.message for one in at_once] == [True]


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        ("await new Promise((resolve) => setTimeout(resolve, 5000));", "5000 ms"),
        ("await new Promise((done) => setTimeout(() => done(), 5000));", "5000 ms"),
        ("await new Promise((done) => { setTimeout(() => { this.ready = true; done(true); }, 5000); });", "5000 ms"),
    ],
)
def test_a_promise_that_a_timer_settles_is_waited_for(wait: str, said: str) -> None:
    found = findings(
        "javascript", CLIENT.replace("  lost()", "  async lost()") % ("", f"{wait} this.start();"), BACKOFF
    )
    assert [said in one.message for one in found] == [True]
    grows = wait.replace("5000", "this.delay *= 2")
    assert not findings(
        "javascript", CLIENT.replace("  lost()", "  async lost()") % ("", f"{grows} this.start();"), BACKOFF
    )


HOSTS = """
function connect(place) {
  const line = new WebSocket(hosts[place]);
  let opened = false;
  line.onopen = () => { opened = true; };
  line.onclose = () => {
    %s
  };
}
"""


@pytest.mark.parametrize(
    "goes_on",
    [
        "if (place < hosts.length - 1) connect(place + 1); else report();",
        "if (place + 1 < hosts.length) { connect(place + 1); }",
        "if (place >= hosts.length) return; connect(place + 1);",
        "if (!opened && hosts.length > place + 1) connect(place + 1);",
    ],
)
def test_the_next_host_of_a_list_is_no_reconnect_at_once(goes_on: str) -> None:
    assert not findings("javascript", HOSTS % goes_on, BACKOFF)


@pytest.mark.parametrize("again", ["connect(place);", "if (place < hosts.length) connect(place);"])
def test_the_same_host_at_once_is(again: str) -> None:
    assert len(findings("javascript", HOSTS % again, BACKOFF)) == 1


LOOKED_AFTER = """
class Feed {
  connect() {
    this.line = new WebSocket("wss://example.org/feed");
    this.line.onclose = () => { this.line = null; };
  }
  async watch() {
    while (true) {
      %s
    }
  }
}
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (this.line) { await pause(1000); continue; } this.connect();", 0),
        ("if (this.line) { await pause(1000); continue; } try { this.connect(); } catch { await pause(1000); }", 0),
        ("if (!this.line) this.connect(); await pause(1000);", 0),
        ("if (this.line) { await pause(1000); continue; } this.report();", 1),
    ],
)
def test_a_loop_that_waits_while_there_is_a_connection_comes_back(body: str, expected: int) -> None:
    assert len(findings("javascript", LOOKED_AFTER % body, "unhandled-going-away")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (!this.line) this.connect(); await pause(1000);", 1),
        ("if (this.line === null) { this.connect(); } await pause(1000);", 1),
        ("if (!this.line) this.connect(); await pause(this.delay *= 2);", 0),
        ("if (this.line) this.connect(); await pause(1000);", 0),
        ("if (!this.wanted) this.connect(); await pause(1000);", 0),
        ("if (!this.line) { this.connect(); return; } await pause(1000);", 0),
    ],
)
def test_a_loop_that_looks_whether_the_close_took_the_connection_away(body: str, expected: int) -> None:
    assert len(findings("javascript", LOOKED_AFTER % body, BACKOFF)) == expected
    kept = (LOOKED_AFTER % body).replace("this.line = null;", "this.report();")
    assert not findings("javascript", kept, BACKOFF)


IDLE = """
let line = null;
function open() {
  line = new WebSocket("wss://example.org/feed");
  line.onclose = () => {
    line = null;
  };
}
open();
%s
"""


@pytest.mark.parametrize(
    "again",
    [
        "chrome.alarms.onAlarm.addListener((alarm) => { if (alarm.name === 'look' && !line) open(); });",
        "cron.schedule('* * * * *', () => { if (!line) open(); });",
        "schedule.scheduleJob('*/5 * * * *', function () { if (!line) open(); });",
        "new CronJob('0 * * * * *', () => { if (!line) open(); }).start();",
        "window.addEventListener('online', open);",
        "document.addEventListener('visibilitychange', () => { if (!document.hidden && !line) open(); });",
        "AppState.addEventListener('change', (state) => { if (state === 'active' && !line) open(); });",
    ],
)
def test_what_looks_again_by_itself_keeps_the_client_online(again: str) -> None:
    assert findings("javascript", IDLE % again, "unhandled-going-away") == []
    assert findings("javascript", IDLE % again, BACKOFF) == []


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "window.addEventListener('load', open);",
        "button.addEventListener('click', open);",
        "chrome.alarms.onAlarm.addListener(() => refresh());",
        "cron.schedule('* * * * *', () => report(line));",
        "window.addEventListener('online', () => show('online'));",
    ],
)
def test_what_opens_the_first_connection_or_none_leaves_it_offline(beside: str) -> None:
    assert len(findings("javascript", IDLE % beside, "unhandled-going-away")) == 1


@pytest.mark.parametrize("hook", ["useInterval", "useIntervalFn"])
def test_a_hook_that_looks_again_and_again_waits_as_long_each_time(hook: str) -> None:
    found = findings("javascript", IDLE % f"{hook}(() => {{ if (!line) open(); }}, 5000);", BACKOFF)
    assert ["5000 ms" in one.message for one in found] == [True]
