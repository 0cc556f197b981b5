"""One event told by several: fields by sources, contradictions, losses, names, counts. Shows what is said; judges nothing."""
