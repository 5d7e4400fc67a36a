enum CloseCodes {
    static let normal = 1000
    static let goingAway = 1001
    static let policyViolation = 1007
}
