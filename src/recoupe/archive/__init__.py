"""The archive: articles as received, their records, what people decided, what the crossing found. The one package that knows the database."""
