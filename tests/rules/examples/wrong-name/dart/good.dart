enum CloseCode {
  normal(1000),
  goingAway(1001),
  policyViolation(1008);

  const CloseCode(this.number);

  final int number;
}
