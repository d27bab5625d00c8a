"""From a scene to marks on any QPainter: theme, fonts, shapes. Screen and export share it."""
