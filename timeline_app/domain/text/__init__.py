"""Text as it is compared, shown, quoted, cited and written to JSON."""
