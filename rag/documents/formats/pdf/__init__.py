"""From a PDF's characters to Markdown: lines, columns, headings, tables, in reading order."""
