<?php

use function Amp\delay;
use function Amp\Websocket\Client\connect;

function run(): void
{
    while (true) {
        $line = connect('wss://feed.example.org');
        foreach ($line as $message) {
            show($message);
        }
        delay(2);
    }
}
