"""Russian: its time words, and the cues of its tenses."""
