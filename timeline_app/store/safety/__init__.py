"""Backups, copies, checks and recovery."""
