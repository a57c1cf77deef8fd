"""Words, sentences and tokens of plain English text; knows nothing of documents or models."""
