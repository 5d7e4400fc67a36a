<?php

use Amp\Websocket\WebsocketClient;

function leave(WebsocketClient $line): void
{
    $line->close(1006, 'lost');
}
