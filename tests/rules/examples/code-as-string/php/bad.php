<?php

use Amp\Websocket\Client\WebsocketConnection;

function left(WebsocketConnection $line): bool
{
    return $line->getCloseInfo()->getCode() === '1001';
}
