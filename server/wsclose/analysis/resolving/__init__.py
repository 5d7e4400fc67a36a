"""What a name or an expression is: where it was given its value, in this file, another one or a library."""
