"""The checker on code that nobody here wrote: which repositories, what it says of them, and who was right."""
