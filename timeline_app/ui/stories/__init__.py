"""Stories: the page on which one is made, and the screen on which it is told."""
