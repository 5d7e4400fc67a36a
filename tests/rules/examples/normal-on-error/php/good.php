<?php

use Swoole\WebSocket\Server;

function leave(Server $server, int $guest): void
{
    try {
        load();
    } catch (StoreException $failure) {
        $server->disconnect($guest, 1011, 'failed');
    }
}
