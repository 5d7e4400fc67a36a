"""The workspace: settings, suppressions, the index of files."""
