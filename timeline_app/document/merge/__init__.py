"""How two stores differ, and the change that merges them."""
