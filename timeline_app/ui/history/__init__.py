"""History and backups in the window; also merging, publishing and recovery."""
