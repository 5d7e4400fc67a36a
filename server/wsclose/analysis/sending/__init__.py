"""Calls that close a WebSocket: how one is known, and what goes out."""
