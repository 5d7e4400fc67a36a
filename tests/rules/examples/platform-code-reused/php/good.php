<?php

use Swoole\WebSocket\Server;

const SUBPROTOCOL = 'graphql-transport-ws';

function kick(Server $server, int $guest): void
{
    $server->disconnect($guest, 4929, 'banned from the room');
}
