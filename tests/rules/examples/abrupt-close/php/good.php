<?php

use Ratchet\ConnectionInterface;

function pause(ConnectionInterface $guest): void
{
    $guest->close(1000);
}
