<?php

use Swoole\WebSocket\Server;

function leave(Server $server, int $guest): void
{
    $server->disconnect($guest, 1008, 'this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right');
}
