"""Tests of the linking of claims into episodes."""
