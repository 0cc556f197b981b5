"""The archive: many articles, their records, what people ruled and what the crossing found, in one SQLite file or a PostgreSQL database.

The only package that knows the database. It stores and finds; it never reads a text and never judges one.
"""
