"""The language server: one file a feature; `server.py` wires them to pygls."""
