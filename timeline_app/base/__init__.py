"""What every layer may use: light dataclasses, translation, crash reports, shipped files."""
