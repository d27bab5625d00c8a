"""German: its time words, the shapes of its time expressions, and the cues of its tenses."""
