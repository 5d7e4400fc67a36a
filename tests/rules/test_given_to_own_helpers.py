"""Clients that hand the function that connects again to one of their own, which runs it after a while or leaves it."""

import pytest

from .support import findings

CLIENT = """\
import WebSocket from 'ws'

%(helper)s

export function connect(url: string) {
  const line: WebSocket = new WebSocket(url)
  let tries = 0
  line.on('close', (code: number, reason: Buffer) => {
    console.log(code, reason)
    %(ended)s
  })
}
"""
HELPERS = {
    "by name": ("function later(job: () => void) { setTimeout(job, 3000) }", "later(() => connect(url))", "3000 ms"),
    "in a function": (
        "function later(job: () => void) { const timer = setTimeout(() => { job(); clearTimeout(timer) }, 3000) }",
        "later(() => connect(url))",
        "3000 ms",
    ),
    "told how long": (
        "const later = (wait: number, job: () => void) => setTimeout(job, wait)",
        "later(2000, () => connect(url))",
        "2000 ms",
    ),
    "told in seconds": (
        "function later(seconds: number, job: () => void) { setTimeout(() => job(), seconds * 1000) }",
        "later(3, () => connect(url))",
        "3",
    ),
    "told longer every time": (
        "function later(wait: number, job: () => void) { setTimeout(job, wait) }",
        "later(1000 * 2 ** tries++, () => connect(url))",
        "",
    ),
    "a helper that waits longer every time": (
        "let attempt = 0\nfunction later(job: () => void) { setTimeout(job, 1000 * 2 ** attempt++) }",
        "later(() => connect(url))",
        "",
    ),
    "something else": ("function later(job: () => void) { setTimeout(job, 3000) }", "later(() => show())", ""),
    "a helper that only keeps it": (
        "const jobs: (() => void)[] = []\nfunction later(job: () => void) { jobs.push(job) }",
        "later(() => connect(url))",
        "",
    ),
}


@pytest.mark.parametrize("title", HELPERS)
def test_how_long_a_helper_waits(title: str) -> None:
    helper, ended, wait = HELPERS[title]
    found = findings("typescript", CLIENT % {"helper": helper, "ended": ended}, "reconnect-without-backoff")
    assert [each.message.partition(":")[0] for each in found] == [f"Reconnects after a fixed delay ({wait})"] * bool(
        wait
    )


DECLARED = """\
import WebSocket from 'ws'

export function connect(url: string) {
  %s
  line.on('close', () => setTimeout(() => connect(url), 3000))
}
"""


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("const line: WebSocket = new WebSocket(url)", True),
        ("const line: WebSocket | null = new WebSocket(url)", True),
        ("const line: WebSocket = accepted(url)", False),  # which side it is, nobody says
    ],
)
def test_a_connection_that_is_declared_by_the_type_of_both_sides(declared: str, told: bool) -> None:
    assert bool(findings("typescript", DECLARED % declared, "reconnect-without-backoff")) is told


MADE_BY_OTHERS = """\
export class Feed {
  private line?: WebSocketLike
  private wanted = true

  constructor(private readonly url: string, private readonly open: (url: string) => WebSocketLike) {}

  async connect(): Promise<void> {
    this.line = this.open(this.url)
    this.attach(this.line)
  }

  private attach(line: WebSocketLike) {
    line.onclose = () => this.scheduleReconnect()
  }

  private scheduleReconnect() {
    %s
    setTimeout(() => { this.connect().catch(() => {}) }, 3000)
  }

  close() {
    this.wanted = false
    this.line?.close()
  }
}
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", True),
        ("if (!this.wanted) return", False),
        ("if (!this.wanted || !this.url) return", False),
    ],
)
def test_a_flag_counts_also_where_another_function_opens_the_connection(asked: str, told: bool) -> None:
    assert bool(findings("typescript", MADE_BY_OTHERS % asked, "reconnect-on-normal")) is told


HANDED_ROUND = """\
import okhttp3.*

class Feed(private val client: OkHttpClient, private val scope: CoroutineScope) {
    private fun open(told: () -> Unit) {
        if (ticket() == null) {
            told()
            return
        }
        client.newWebSocket(request, object : WebSocketListener() {
            override fun onClosed(line: WebSocket, code: Int, reason: String) {
                again(told)
            }
        })
    }

    private fun again(told: () -> Unit) {
        scope.launch {
            delay(5000)
            open(told)
        }
    }
}
"""


def test_two_functions_may_hand_each_other_what_they_were_given() -> None:
    assert findings("kotlin", HANDED_ROUND, "reconnect-without-backoff")


LISTENED_TO_BY_ANOTHER = """\
import WebSocket, { WebSocketServer } from 'ws'

class Feed {
  private line?: WebSocket

  connect(): void {
    const made = new WebSocket('wss://example.org/feed')
    made.on('open', () => this.opened(made))
  }

  private opened(line: WebSocket): void {
    this.line = line
    %s.on('close', (code: number) => {
      if (code !== 1000) setTimeout(() => this.connect(), 3000)
    })
  }

  %s
}
"""
FROM_A_SERVER = """serve(server: WebSocketServer): void {
    server.on('connection', (visitor) => this.opened(visitor))
  }"""


@pytest.mark.parametrize("line", ["line", "this.line"])
def test_a_method_that_is_given_the_connection_knows_its_side(line: str) -> None:
    assert findings("typescript", LISTENED_TO_BY_ANOTHER % (line, ""), "reconnect-without-backoff")


def test_a_method_that_is_given_connections_of_both_sides_leaves_it_open() -> None:
    assert not findings("typescript", LISTENED_TO_BY_ANOTHER % ("line", FROM_A_SERVER), "reconnect-without-backoff")
