"""The page of names, and what is done with a name from anywhere in the window."""
