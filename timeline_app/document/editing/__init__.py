"""What forms hold while a person edits, and the changes that saving makes."""
