<?php

use Amp\Websocket\WebsocketClient;
use Amp\Websocket\WebsocketCloseInfo;

function relay(WebsocketClient $line, WebsocketClient $other): void
{
    $line->onClose(fn (int $id, WebsocketCloseInfo $closed) => $other->close($closed->getCode(), $closed->getReason()));
}
