"""Span expansion: what the reader cut is made whole."""
