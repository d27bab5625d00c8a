"""Two stores side by side, and one brought into the other."""
