"""Generic widgets of our own."""
