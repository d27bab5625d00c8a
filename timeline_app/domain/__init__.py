"""What a chronology is made of: events, dates, sources, excerpts, changes, queries, errors."""
