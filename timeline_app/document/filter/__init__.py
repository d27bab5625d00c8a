"""Which events a query shows, and how many each facet has."""
