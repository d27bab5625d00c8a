"""Tables: CSV and its relatives, which column is which field, and the dates of a column."""
