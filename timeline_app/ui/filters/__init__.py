"""The filter panel: facets, chips and saved views."""
