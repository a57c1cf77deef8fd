"""Web pages -> Markdown: what is shown of them, and their own metadata."""
