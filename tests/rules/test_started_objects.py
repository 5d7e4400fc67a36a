"""Clients in Java, Kotlin and C# that connect again by an object which is started, or by a timer that was told before."""

import pytest

from .support import findings
from .test_jobs_and_timers import KOTLIN, OKHTTP

WITHOUT_BACKOFF, ON_NORMAL = "reconnect-without-backoff", "reconnect-on-normal"
COUNTDOWN = (
    "new CountDownTimer({wait}, 1000) {{ public void onTick(long left) {{ }} public void onFinish() {{ {end} }} }}"
)
PLUGIN = "(new BukkitRunnable() {{ public void run() {{ {end} }} }}).{how}"
AGAIN = "class Again extends TimerTask {{ @Override public void run() {{ {end} }} }}"

JAVA = {
    "a countdown": ("", COUNTDOWN.format(wait=5000, end="connect();") + ".start();"),
    "a countdown that is kept": (
        "final CountDownTimer later = " + COUNTDOWN.format(wait=5000, end="connect();") + ";",
        "later.start();",
    ),
    "a server's scheduler": ("", PLUGIN.format(end="connect();", how="runTaskLater(plugin, 160L);")),
    "an object of a class of its own": (AGAIN.format(end="connect();"), "timer.schedule(new Again(), 5000);"),
    "the client itself": ("public void run() { connect(); }", "new Thread(this).start();"),
}
ELSE = {
    "a countdown": ("", COUNTDOWN.format(wait=5000, end="redraw();") + ".start();"),
    "a countdown that counts longer": ("", COUNTDOWN.format(wait="1000L << ++tries", end="connect();") + ".start();"),
    "a server's scheduler": ("", PLUGIN.format(end="connect();", how="runTaskLater(plugin, 20L << ++tries);")),
    "an object of another file": ("", "timer.schedule(new Again(this), 5000);"),
}


@pytest.mark.parametrize(("beside", "gone"), JAVA.values(), ids=JAVA)
def test_an_object_that_is_started_connects_again(beside: str, gone: str) -> None:
    assert len(findings("java", OKHTTP % (beside, gone), WITHOUT_BACKOFF)) == 1
    assert len(findings("java", OKHTTP % (beside, gone), ON_NORMAL)) == 1


@pytest.mark.parametrize(("beside", "gone"), ELSE.values(), ids=ELSE)
def test_an_object_that_does_something_else_or_waits_longer_each_time(beside: str, gone: str) -> None:
    text = OKHTTP % ("private int tries;" + beside, gone)
    assert not findings("java", text, WITHOUT_BACKOFF)
    assert not findings("java", text, "unhandled-going-away")


def test_an_object_of_kotlin_that_is_started_connects_again() -> None:
    countdown = "object : CountDownTimer(5000, 1000) {{ override fun onTick(left: Long) {{ }}\n override fun onFinish() {{ {end}() }} }}.start()"
    assert len(findings("kotlin", KOTLIN % countdown.format(end="connect"), WITHOUT_BACKOFF)) == 1
    assert not findings("kotlin", KOTLIN % countdown.format(end="redraw"), WITHOUT_BACKOFF)


TASK = """\
final AtomicInteger tried = new AtomicInteger();
        Runnable task = new Runnable() {
            @Override public void run() {
                long pause = %s;
                try { connect(); } catch (RuntimeException failed) { timer.schedule(this, pause, TimeUnit.MILLISECONDS); }
            }
        };
        timer.schedule(task, 4000, TimeUnit.MILLISECONDS);"""


@pytest.mark.parametrize(("pause", "expected"), [("4000", 1), ("4000L << tried.incrementAndGet()", 0)])
def test_an_object_that_a_timer_runs_again_and_that_says_when(pause: str, expected: int) -> None:
    """Also where the object hands itself to the timer, which could go on for ever."""
    text = OKHTTP % ("private final ScheduledExecutorService timer = make();", TASK % pause)
    assert len(findings("java", text, WITHOUT_BACKOFF)) == expected


@pytest.mark.parametrize(
    ("gone", "wait"),
    [
        ("timer.schedule(this::connect, 300, TimeUnit.SECONDS);", "(300 s)"),
        ("timer.schedule(this::connect, 5, SECONDS);", "(5 s)"),
        ("proxy.getScheduler().schedule(plugin, () -> connect(), 200, TimeUnit.MILLISECONDS);", "(200 ms)"),
        ("proxy.getScheduler().schedule(plugin, this::connect, 2, TimeUnit.MINUTES);", "(2 min)"),
        (PLUGIN.format(end="connect();", how="runTaskLater(plugin, 160L);"), "(160 ticks)"),
        ("Bukkit.getScheduler().runTaskLater(plugin, this::connect, 200);", "(200 ticks)"),
        ("handler.postDelayed(this::connect, 3000);", "(3000 ms)"),
    ],
)
def test_how_long_a_timer_waits_is_said_in_its_own_unit(gone: str, wait: str) -> None:
    (found,) = findings("java", OKHTTP % ("", gone), WITHOUT_BACKOFF)
    assert wait in found.message


TOLD_BEFORE = """\
using System.Timers;
using WebSocketSharp;

public class Feed {
    private WebSocket line;
    private Timer timer = new Timer(MADE);
    public Feed() { BEATS }
    private void Open() {
        line = new WebSocket("wss://example.org/feed");
        line.OnClose += (sender, e) => { GONE };
        line.Connect();
    }
    private void Again(object sender, ElapsedEventArgs e) { Open(); }
}
"""


@pytest.mark.parametrize(
    ("made", "beats", "gone", "expected"),
    [
        ("5000", "timer.Elapsed += Again;", "timer.Start();", 1),
        ("5000", "timer.Elapsed += (sender, e) => Open();", "timer.Enabled = true;", 1),
        ("5000", "timer.Elapsed += new ElapsedEventHandler(Again);", "timer.Start();", 1),
        ("5000", "timer.Elapsed += Redraw;", "timer.Start();", 0),
        ("5000", "timer.Elapsed += Again;", "timer.Enabled = false;", 0),
        ("", "timer.Elapsed += Again;", "timer.Interval = Pause(); timer.Start();", 0),
        ("_ => Open(), null, -1, -1", "", "timer.Change(5000, Timeout.Infinite);", 1),
        ("_ => Open(), null, -1, -1", "", "timer.Change(pause *= 2, Timeout.Infinite);", 0),
        ("_ => Redraw(), null, -1, -1", "", "timer.Change(5000, Timeout.Infinite);", 0),
    ],
)
def test_a_handler_starts_a_timer_that_was_told_before_what_to_run(
    made: str, beats: str, gone: str, expected: int
) -> None:
    text = TOLD_BEFORE.replace("MADE", made).replace("BEATS", beats).replace("GONE", gone)
    assert len(findings("csharp", text, WITHOUT_BACKOFF)) == expected


@pytest.mark.parametrize(
    ("gone", "expected"), [("Invoke(nameof(Open), 3f);", 1), ("Invoke(nameof(Open), pause *= 2);", 0)]
)
def test_a_client_for_unity_that_connects_again(gone: str, expected: int) -> None:
    text = (
        "using BestHTTP.WebSocket;\nusing UnityEngine;\n\npublic class Feed : MonoBehaviour {\n    private WebSocket line;\n    private float pause = 1f;\n"
        '    void Open() {\n        line = new WebSocket(new Uri("wss://example.org/feed"));\n        line.OnClosed += Gone;\n        line.Open();\n    }\n'
        f"    void Gone(WebSocket line, UInt16 code, string message) {{\n        {gone}\n    }}\n}}\n"
    )
    assert len(findings("csharp", text, WITHOUT_BACKOFF)) == expected
