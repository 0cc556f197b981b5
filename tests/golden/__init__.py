"""The sample dispatches against what was read before."""
