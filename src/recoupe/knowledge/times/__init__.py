"""The time expressions of a language, as data: words, patterns, cues."""
