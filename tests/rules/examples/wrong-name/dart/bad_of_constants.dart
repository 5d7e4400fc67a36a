abstract class CloseCodes {
  static const int normal = 1000;
  static const int goingAway = 1001;
  static const int policyViolation = 1007;
}
