"""Rules that make whole what is cut, and those that answer by more than one place."""
