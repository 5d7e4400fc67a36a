<?php

use Swoole\WebSocket\Server;

function leave(Server $server, int $guest): void
{
    $server->disconnect($guest, 1008, 'not in this room');
}
