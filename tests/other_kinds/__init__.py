"""Texts about other things than wars."""
