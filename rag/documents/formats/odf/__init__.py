"""OpenDocument: texts, workbooks and slides -> Markdown."""
