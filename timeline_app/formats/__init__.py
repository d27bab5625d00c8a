"""One module for each foreign format: read_* and write_*."""
