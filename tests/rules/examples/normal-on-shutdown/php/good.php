<?php

use Ratchet\ConnectionInterface;

function shutdown(ConnectionInterface $guest): void
{
    $guest->close(1001);
}
