CLOSE_CODES = { normal: 1000, going_away: 1001, policy_violation: 1007 }.freeze
