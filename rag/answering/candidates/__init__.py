"""Rules on what the reader marked: what cannot answer is left out, what is cut is made whole."""
