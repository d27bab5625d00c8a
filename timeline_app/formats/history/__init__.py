"""History of people and places: Gramps, GEDCOM, and the answers of Wikidata."""
