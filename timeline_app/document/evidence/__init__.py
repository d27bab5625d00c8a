"""Articles, sources, excerpts and the dates that they claim."""
