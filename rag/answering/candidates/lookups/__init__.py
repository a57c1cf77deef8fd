"""Answers looked up in the passages, which may be no candidate of the reader."""
