"""Texts that contradict each other: newer and older values, versions, yes and no."""
