"""The archive's tables, one step after another. A step that was released is never edited."""
