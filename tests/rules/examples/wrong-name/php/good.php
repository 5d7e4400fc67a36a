<?php

enum CloseCode: int
{
    case Normal = 1000;
    case GoingAway = 1001;
    case PolicyViolation = 1008;
}
