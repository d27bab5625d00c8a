"""Data sets on conflicts: ACLED, UCDP GED, VIINA, each by its own columns and codes."""
