import os

ARCHIVE_URL = os.environ.get("ARCHIVE_URL", "ws://archive.internal:8001/reports")
MODERATOR_TOKENS = frozenset(os.environ.get("MODERATOR_TOKENS", "").split(","))
