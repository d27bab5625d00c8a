"""The axis: scale, calendar steps, ruler, civil time."""
