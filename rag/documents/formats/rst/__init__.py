"""reStructuredText -> Markdown."""
