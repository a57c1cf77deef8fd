"""Rules that leave out what is not of the kind that is asked for: no place for a manner."""
