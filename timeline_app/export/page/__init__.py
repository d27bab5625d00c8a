"""The page of a picture: head, timeline, legend, sources, and its size."""
