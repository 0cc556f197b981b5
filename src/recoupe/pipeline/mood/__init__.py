"""What the clause around a word says of its happening. One file per kind of evidence; `reader` asks them in the order of their strength."""
