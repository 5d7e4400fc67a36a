"""PHP: arrows and double colons, imports in groups, constants of classes, arrays as lists and as maps."""

from tests.syntax.conftest import Closed, Codes

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
