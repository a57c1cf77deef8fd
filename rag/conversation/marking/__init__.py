"""Which words a follow-up means: a question and its history -> marks, by the trained term model."""
