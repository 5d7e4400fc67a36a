"""The parts of the reader, each on top of the one before: nodes, values, functions and classes, statements."""
