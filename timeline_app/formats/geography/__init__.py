"""Maps: places of GeoJSON, KML and GPX files that have a time."""
