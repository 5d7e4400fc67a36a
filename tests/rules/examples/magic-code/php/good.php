<?php

use Swoole\WebSocket\Server;

function leave(Server $server, int $guest): void
{
    $server->disconnect($guest, SWOOLE_WEBSOCKET_CLOSE_POLICY_ERROR, 'no token');
}
