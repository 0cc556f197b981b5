"""Use cases: the only place where intake, pipeline, situation, crosscheck and export meet. Doors call these; these call no door."""
