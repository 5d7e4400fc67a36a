"""Source text to outline: documents, positions, and one folder a language."""
