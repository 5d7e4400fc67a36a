<?php

use Workerman\Worker;

$worker = new Worker('websocket://0.0.0.0:8080');
$worker->onMessage = function ($guest, $text) {
    $guest->close(4001);
};
