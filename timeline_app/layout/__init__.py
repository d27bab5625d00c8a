"""From columns of events to a scene of numbers: scale, ticks, lanes, density, labels, hit test."""
