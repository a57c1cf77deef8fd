"""A report as one HTML file that needs no network: figures, plots, and a table of questions."""

from rag.evaluation.page.document import report_html

__all__ = ["report_html"]
