"""What the text around a date says: its discourse, genre, tense and reference date."""
