"""Outlines to facts: which name is a WebSocket, which call closes it, which number is a close code."""
