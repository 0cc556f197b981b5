"""The commands that the documents show."""
