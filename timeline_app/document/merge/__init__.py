"""What tells two stores apart, and the change that joins them."""
