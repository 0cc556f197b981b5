"""The user's own files of places: read row by row, checked, compiled to layers beside the packaged ones. Docs: docs/gazetteer.md."""
