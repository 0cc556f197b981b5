"""The one reader of the parser: spaCy's labels in, one set of relations out. Nothing else imports spaCy."""
