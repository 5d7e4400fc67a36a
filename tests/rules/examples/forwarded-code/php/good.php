<?php

use Amp\Websocket\WebsocketClient;
use Amp\Websocket\WebsocketCloseInfo;

function relay(WebsocketClient $line, WebsocketClient $other): void
{
    $line->onClose(function (int $id, WebsocketCloseInfo $closed) use ($other): void {
        $code = $closed->getCode();
        $other->close(in_array($code, [1006, 1015], true) ? 1011 : $code, $closed->getReason());
    });
}
