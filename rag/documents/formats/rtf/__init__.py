"""Rich Text Format -> Markdown."""
