"""One file per stage. A stage never imports another."""
