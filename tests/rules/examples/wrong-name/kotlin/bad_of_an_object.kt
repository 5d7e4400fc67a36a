object CloseCodes {
    const val NORMAL = 1000
    const val GOING_AWAY = 1001
    const val POLICY_VIOLATION = 1007
}
