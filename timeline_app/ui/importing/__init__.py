"""What an import did, as a person reads it."""
