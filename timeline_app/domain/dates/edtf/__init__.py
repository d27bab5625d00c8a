"""The Extended Date/Time Format (ISO 8601-2, levels 0 to 2 of the Library of Congress): text to a tree with bounds."""
