"""The columns of the open chronology, kept in step with its edits."""
