<?php

use Ratchet\ConnectionInterface;

function refuse(ConnectionInterface $guest): void
{
    $guest->close(3000);
}
