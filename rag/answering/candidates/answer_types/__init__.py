"""Filters by the expected answer type: what is not of the kind that is asked for is left out."""
