<?php

use Amp\Websocket\Client\WebsocketConnection;

function refused(WebsocketConnection $line): bool
{
    return $line->getCloseInfo()->getCode() === 401;
}
