"""PHP: arrows and double colons, imports in groups, constants of classes, arrays as lists and as maps."""

import pytest
from tests.syntax.conftest import Closed, Codes

from wsclose.syntax.document import Document
from wsclose.syntax.source import Source

CHAT = """\
<?php
namespace App\\Chat;

use Ratchet\\{ConnectionInterface, MessageComponentInterface};
use Ratchet\\RFC6455\\Messaging\\Frame as WebSocketFrame;

final class Chat implements MessageComponentInterface
{
    const CLOSE_KICKED = 4001;

    public function __construct(private \\SplObjectStorage $clients) {}

    public function onOpen(ConnectionInterface $conn): void
    {
        if (!$this->allowed($conn)) {
            $conn->close(WebSocketFrame::CLOSE_POLICY);
            return;
        }
        $this->clients->attach($conn);
    }

    public function onMessage(ConnectionInterface $from, $message): void
    {
        foreach ($this->clients as $client) {
            $client?->send("<p>$message</p>");
        }
        $from->close(self::CLOSE_KICKED);
    }

    public function onClose(ConnectionInterface $conn): void {}
    public function onError(ConnectionInterface $conn, \\Exception $e): void { $conn->close(); }
}
?>
<p>$conn->close(1000)</p>
"""


def test_parameters_of_an_interface_and_constants_of_a_class(closed: Closed) -> None:
    assert closed(CHAT, "Chat.php") == [
        ("$conn->close(WebSocketFrame::CLOSE_POLICY)", [1008]),
        ("$from->close(self::CLOSE_KICKED)", [4001]),
        ("$conn->close()", []),
    ]


def test_a_constant_is_a_code_where_it_is_defined_and_where_it_is_sent(codes: Codes) -> None:
    found = codes(CHAT, "Chat.php")
    assert ("4001", "defined", 4001) in found
    assert ("self::CLOSE_KICKED", "sent", 4001) in found


def test_the_code_after_the_connections_number(closed: Closed) -> None:
    text = """\
<?php
$server = new Swoole\\WebSocket\\Server("0.0.0.0", 9502);
$server->on('message', function ($server, $frame) {
    $server->disconnect($frame->fd, SWOOLE_WEBSOCKET_CLOSE_NORMAL, 'done');
});
"""
    assert [numbers for _, numbers in closed(text, "server.php")] == [[1000]]


def test_a_method_that_is_named_and_called_by_another(closed: Closed) -> None:
    text = """\
<?php
use Amp\\Websocket\\WebsocketClient;
use Amp\\Websocket\\WebsocketCloseCode;
function shutdown(WebsocketClient $client) {
    return async($client->close(...), WebsocketCloseCode::GOING_AWAY, 'Restarting');
}
"""
    assert [numbers for _, numbers in closed(text, "shutdown.php")] == [[1001]]


def test_comparisons(codes: Codes) -> None:
    text = """\
<?php
$ws->on('close', function ($code = null, $reason = null) {
    if ($code === 1000 || in_array($code, [4001, 4004], true)) { return; }
    echo match (true) { default => $code ?? 1006 };
    switch ($code) { case 1012: case 1013: retry(); break; default: fail(); }
});
// WebSocket
"""
    assert [number for _, use, number in codes(text, "a.php") if use == "compared"] == [1000, 4001, 4004, 1012, 1013]


def test_what_is_no_websocket(closed: Closed, codes: Codes) -> None:
    text = """\
<?php // next to the WebSocket server
$socket = new \\Swoole\\Client(SWOOLE_SOCK_TCP);
$socket->close();
$pdo->close(); fclose($file); usleep(1000); $port = 4000; $user = ['id' => 1001];
"""
    assert closed(text, "a.php") == []
    assert codes(text, "a.php") == []


PAGE = """\
<?php require 'top.php'; $room = (int) $_GET['room']; ?>
<h1>Räume</h1>
<script>
  const room = <?php echo json_encode($room); ?>, name = <?= $name ?>;
  <?php if ($debug): ?>console.log(room);<?php endif; ?>
  const ws = new WebSocket('wss://<?= HOST ?>/rooms/' + room);
  addEventListener('pagehide', () => ws.close(4001, 'leaving'));
</script>
<?php foreach ($guests as $guest) { echo '<p class="guest">', $guest, '</p>'; } ?>
<script>button.onclick = () => ws.close(4002, <?= $why ?>);</script>
"""


def test_a_page_whose_scripts_have_the_websocket(closed: Closed) -> None:
    assert closed(PAGE, "room.php") == [
        ("ws.close(4001, 'leaving')", [4001]),
        ("ws.close(4002, <?= $why ?>)", [4002]),
    ]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        (
            CHAT.replace("$conn->close(1000)</p>", "<script>new WebSocket(u).close(4000)</script>"),
            3,  # a program, with a page at its end
        ),
        ("<?php echo '<script>new WebSocket(u).close(4000)</script>';", 0),
        ("<?php $page = <<<END\n<script>new WebSocket(u).close(4000)</script>\nEND;\n", 0),
        ("<?php $ws->close(4000); /* WebSocket */ ?><script src='room.js'></script>", 1),
    ],
)
def test_what_is_no_page_of_scripts(text: str, calls: int, closed: Closed) -> None:
    assert len(closed(text, "chat.php")) == calls


def test_a_file_becomes_a_page_while_it_is_written_and_none_again() -> None:
    document = Document.from_str("<?php $x = 1; ?>\n<script></script>\n")
    source = Source("php", document, "a.php")
    text = "new WebSocket(u)"
    at = document.text.index(b"</script>")
    for start, end, new, language in [(at, at, text, "javascript"), (at, at + len(text), "", "php")]:
        source.edited([document.replace(start, end, new.encode())])
        assert source.outline.language == language
        assert source.outline == Source("php", Document(document.text), "a.php").outline
