enum CloseCode: UInt16 {
    case normal = 1000
    case goingAway = 1001
    case policyViolation = 1007
}
