"""Tests of the stages and of what they share, on small sentences and a few frames of their own."""
