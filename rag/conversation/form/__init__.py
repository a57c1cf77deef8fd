"""A question by itself: its form, its noun phrases, its names. Knows nothing of what was said."""
