"""Workbooks and comma-separated values -> Markdown tables."""
