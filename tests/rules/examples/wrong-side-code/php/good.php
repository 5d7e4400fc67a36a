<?php

use Ratchet\ConnectionInterface;

function leave(ConnectionInterface $guest): void
{
    $guest->close(1002);
}
