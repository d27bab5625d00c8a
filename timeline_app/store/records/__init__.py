"""Records in and out of the tables, changes applied, and the journal of them."""
