"""Who says what in a paragraph: units, quotations, and one file per construction that attributes (`research/voices.md` 4.2 is the method)."""
