"""Bibliographies: BibTeX, RIS and CSL-JSON."""
