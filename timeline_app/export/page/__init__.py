"""The page of a picture: header, timeline, legend, sources, and its size."""
