"""Records in the formats that other people and programs read. Writes what the record holds; never reads a text."""
