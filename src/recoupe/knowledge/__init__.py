"""Typed loaders of `data/`: every file is checked whole, and a wrong one is refused with file, line and remedy."""
