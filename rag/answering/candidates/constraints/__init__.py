"""Constraints of the question: what is told of something else than it asks about is left out."""
