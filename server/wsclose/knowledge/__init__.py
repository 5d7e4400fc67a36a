"""What is known of close codes, libraries and platforms: data, and the classes that read it."""
