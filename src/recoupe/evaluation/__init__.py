"""Scores readings against gold files. Gets what it scores as callables and records; must never import the pipeline."""
