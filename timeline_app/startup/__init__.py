"""From the command to the first painted frame."""
