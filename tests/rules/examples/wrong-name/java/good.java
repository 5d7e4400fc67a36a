enum CloseCode {
    NORMAL(1000), GOING_AWAY(1001), POLICY_VIOLATION(1008);

    final int number;

    CloseCode(int number) {
        this.number = number;
    }
}
