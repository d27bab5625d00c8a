"""Logs of computers: what forensic tools write of them, one event a line."""
