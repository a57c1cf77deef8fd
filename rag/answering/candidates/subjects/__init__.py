"""Rules that leave out what is told of something else than the question is about."""
