enum class CloseCode(val number: Int) {
    NORMAL(1000),
    GOING_AWAY(1001),
    POLICY_VIOLATION(1007),
}
