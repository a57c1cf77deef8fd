"""A question before it is searched for: checked, and put in the documents' own spelling."""
