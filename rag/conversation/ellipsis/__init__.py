"""What a fragment or a sluice leaves unsaid, filled in from the last question."""
