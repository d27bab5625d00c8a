"""Files as pages: HTML, PDF, Word and mail become a text and the facts of its origin."""
