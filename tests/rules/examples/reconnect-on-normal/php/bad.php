<?php

use function Amp\delay;
use function Amp\Websocket\Client\connect;

function run(): void
{
    $attempt = 0;
    while (true) {
        $line = connect('wss://feed.example.org');
        foreach ($line as $message) {
            show($message);
        }
        delay(random_int(0, 1000) / 1000 * min(30, 0.5 * 2 ** $attempt++));
    }
}
