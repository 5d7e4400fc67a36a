"""wsclose: a language server and checker for WebSocket close codes."""

__version__ = "0.1.0"
