"""One file of tests per stage."""
