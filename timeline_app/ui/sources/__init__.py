"""Sources as records, and what is wrong with the evidence or could be better."""
