"""Reading a document beside the timeline: its text, the excerpts in it, and the events it proposes."""
