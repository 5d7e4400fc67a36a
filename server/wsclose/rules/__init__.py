"""Facts to findings: one file a rule."""
