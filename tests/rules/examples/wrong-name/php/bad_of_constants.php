<?php

final class CloseCodes
{
    public const NORMAL = 1000;
    public const GOING_AWAY = 1001;
    public const POLICY_VIOLATION = 1007;
}
