"""Word's documents and PowerPoint's slides -> Markdown."""
