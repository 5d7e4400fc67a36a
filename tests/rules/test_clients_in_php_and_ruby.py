"""How clients in PHP and Ruby connect again, and how they ask which code they were closed with."""

import pytest

from .support import findings

PHP = """<?php
use Ratchet\\Client\\WebSocket;

class Feed {
    private const FATAL = [4004, 4010];

    public function open() {
        \\Ratchet\\Client\\connect($this->address)->then(function (WebSocket $line) {
            $line->on("close", function ($code = null, $reason = null) { %s });
        });
    }
}
"""

RUBY = """\
require "faye/websocket"

class Feed
  FATAL = [4004, 4010].freeze

  def open
    @line = Faye::WebSocket::Client.new(@address)
    @line.on(:close) do |event|
      %s
      EM.add_timer(5) { open }
    end
  end
end
"""


@pytest.mark.parametrize(
    ("language", "source", "told"),
    [
        ("php", PHP % "if (in_array($code, self::FATAL, true)) { return; } $this->open();", True),
        ("php", PHP % "if (!in_array($code, [4004, 4010])) { $this->open(); }", True),
        ("php", PHP % "if (in_array($code, [1000, 1001])) { return; } $this->open();", False),
        ("php", PHP % "if (in_array($code, $this->final())) { return; } $this->open();", False),
        ("ruby", RUBY % "next if FATAL.include?(event.code)", True),
        ("ruby", RUBY % "next if (4000..4009).cover?(event.code)", True),
        ("ruby", RUBY % "next if [1000, 1001].member?(event.code)", False),
    ],
)
def test_a_list_of_codes_is_asked_for_the_one_received(language: str, source: str, told: bool) -> None:
    assert bool(findings(language, source, "reconnect-on-normal")) is told
    assert findings(language, source, "reconnect-without-backoff")


MADE = {
    "PHP": (
        "php",
        "<?php\nuse Workerman\\Connection\\AsyncTcpConnection;\nclass Feed {\n    function open() {\n        $this->line = new AsyncTcpConnection('ws://feed.example.org:80');\n"
        "        $this->line->onClose = $this->closed(3);\n        $this->line->connect();\n    }\n    function closed($wait) {\n        return function ($line) use ($wait) { $line->reconnect(10); };\n    }\n}\n",
        True,
    ),
    "a method": (
        "javascript",
        "class Feed {\n  open() {\n    this.line = new WebSocket(this.address);\n    this.line.onclose = this.closed('feed');\n  }\n"
        "  closed(name) {\n    return (event) => { setTimeout(() => this.open(), 5000); };\n  }\n}\n",
        True,
    ),
    "a constant": (
        "javascript",
        "const closed = (name) => (event) => { setTimeout(() => open(name), 5000); };\n"
        "function open(name) {\n  const line = new WebSocket(name);\n  line.addEventListener('close', closed(name));\n}\n",
        True,
    ),
    "of another class": (
        "javascript",
        "class Feed {\n  open() {\n    this.line = new WebSocket(this.address);\n    this.line.onclose = this.closed();\n  }\n}\n"
        "class Other {\n  closed() {\n    return (event) => { setTimeout(() => open(), 5000); };\n  }\n}\nfunction open() { return new WebSocket(address); }\n",
        False,
    ),
}


@pytest.mark.parametrize(("language", "source", "told"), MADE.values(), ids=MADE)
def test_a_handler_that_a_function_gives_back(language: str, source: str, told: bool) -> None:
    assert bool(findings(language, source, "reconnect-without-backoff")) is told
    assert bool(findings(language, source, "reconnect-on-normal")) is told


ASYNC = """\
require "async/websocket/client"

class Feed
  def run
    loop do
      begin
        listen
      rescue StandardError => error
        warn error.message
      end
      sleep 5
    end
  end

  def listen
    Async::WebSocket::Client.connect(@endpoint) do |line|
      %s
    end
  end
end
"""


@pytest.mark.parametrize(
    ("block", "told"),
    [("while (message = line.read)\n        handle(message)\n      end", True), ("line.write('seen')", False)],
)
def test_a_block_reads_until_its_connection_ends(block: str, told: bool) -> None:
    assert bool(findings("ruby", ASYNC % block, "reconnect-without-backoff")) is told


def test_a_client_that_listens_says_what_it_does_when_it_has_lost_the_connection() -> None:
    source = """<?php
use WebSocket\\Client;
$client = new Client("wss://feed.example.org/");
$client
    ->addMiddleware(new WebSocket\\Middleware\\CloseHandler())
    ->onText(function ($client, $line, $message) { echo $message->getContent(); })
    ->onDisconnect(function ($client) { sleep(5); $client->connect(); })
    ->start();
"""
    [found] = findings("php", source, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay (5)")
    tested = source.replace(
        "($client) { sleep", "($client, $line, $close) { if ($close->getCloseStatus() === 1000) return; sleep"
    )
    assert not findings("php", tested.replace("onDisconnect", "onClose"), "reconnect-on-normal")


def test_an_event_loop_waits_for_what_it_is_told_to() -> None:
    source = """<?php
use Amp\\Websocket\\Client;
Amp\\Loop::run(function () {
    while (true) {
        $line = yield Client\\connect("wss://feed.example.org");
        while ($message = yield $line->receive()) { handle($message); }
        yield new Amp\\Delayed(5000);
    }
});
"""
    [found] = findings("php", source, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay (5000)")


def test_a_task_of_concurrent_ruby_is_told_how_long_to_wait() -> None:
    source = RUBY.replace("EM.add_timer(5) { open }", "Concurrent::ScheduledTask.execute(7) { open }")
    [found] = findings("ruby", source % "warn event.reason", "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay (7")


def test_a_handler_that_is_set_anew_is_not_without_an_answer() -> None:
    source = """\
require "faye/websocket"

class Feed
  def line = @line ||= Faye::WebSocket::Client.new(@address)

  def start
    line.on :close do |event|
      @line = nil
      %s
    end
  end
end
"""
    assert not findings("ruby", source % "EM.add_timer(@delay *= 2) { start }", "unhandled-going-away")
    assert findings("ruby", source % "EM.add_timer(60) { tidy }", "unhandled-going-away")


HYPERF = """<?php
use Hyperf\\WebSocketClient\\ClientFactory;

class Listener {
    public function __construct(private ClientFactory $factory) {}
    public function handle(): void {
        while (true) {
            $line = $this->factory->create("wss://feed.example.org");
            while ($message = $line->recv()) { $this->seen($message->data); }
            sleep(5);
        }
    }
}
"""

YURUN = """<?php
use Yurun\\Util\\HttpRequest;

while (true) {
    $line = (new HttpRequest())->websocket("wss://feed.example.org");
    while ($message = $line->recv()) { seen($message); }
    $line->close();
    sleep(5);
}
"""

OPENSWOOLE = """<?php // a client of WebSockets
use OpenSwoole\\Coroutine\\Http\\Client;
do {
    $line = new Client("feed.example.org", 80);
    $line->upgrade("/feed");
    while ($message = $line->recv()) { seen($message->data); }
    co::sleep(5);
} while (true);
"""


@pytest.mark.parametrize("source", [HYPERF, YURUN, OPENSWOOLE], ids=["Hyperf", "YurunHttp", "OpenSwoole"])
def test_clients_that_are_made_anew_each_time_round(source: str) -> None:
    [found] = findings("php", source, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay (5")


AGAIN = """\
require "async/websocket/client"

def follow(endpoint)
  failed = 0
  begin
    Async::WebSocket::Client.connect(endpoint) do |line|
      while (message = line.read)
        puts message
      end
    end
  rescue StandardError
    failed += 1
    sleep %s
    retry
  end
end
"""


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        ("5", ["Reconnects after a fixed delay (5 s)"]),
        ("0", ["Reconnects at once"]),
        ("rand * [2**failed, 60].min", []),
    ],
)
def test_a_block_with_a_connection_waits_where_its_error_is_rescued(wait: str, said: list[str]) -> None:
    found = findings("ruby", AGAIN % wait, "reconnect-without-backoff")
    assert [one.message.split(":")[0] for one in found] == said


LOOKING = """\
require "websocket-client-simple"

class Feed
  def follow
    loop do
      line = WebSocket::Client::Simple.connect(@address)
      line.on(:message) { |message| puts message.data }
      sleep 1 while line.open?
      %s
    end
  end

  def rest
    puts "closed"
    sleep 15
  end
end
"""


@pytest.mark.parametrize(
    ("after", "line", "said"),
    [
        ("puts :closed", 6, "Reconnects at once"),
        ("sleep 10", 9, "Reconnects after a fixed delay (10 s)"),
        ("rest", 9, "Reconnects after a fixed delay"),
    ],
)
def test_what_looks_whether_a_connection_is_there_is_no_wait_before_the_next(after: str, line: int, said: str) -> None:
    source = LOOKING % after
    [found] = findings("ruby", source, "reconnect-without-backoff")
    assert (source[: found.start].count("\n") + 1, found.message.split(":")[0]) == (line, said)


def test_an_own_method_that_is_called_without_parentheses_may_wait_longer_each_time() -> None:
    source = (LOOKING % "rest").replace("sleep 15", "@failed += 1\n    sleep rand * [2**@failed, 60].min")
    assert findings("ruby", source, "reconnect-without-backoff") == []
