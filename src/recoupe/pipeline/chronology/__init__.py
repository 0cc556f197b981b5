"""Time expressions: found, valued, anchored. What stages need of them; no stage imports another for it."""
