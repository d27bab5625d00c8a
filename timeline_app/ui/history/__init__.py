"""Keeping work safe, seen from the window: history, backups, merging, publishing, recovering."""
