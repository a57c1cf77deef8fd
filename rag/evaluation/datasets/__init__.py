"""Question sets in the forms that people have them in, and TREC's files of rankings."""

from rag.evaluation.datasets.reading import read_questions, with_qrels
from rag.evaluation.datasets.trec import read_qrels, read_run

__all__ = ["read_qrels", "read_questions", "read_run", "with_qrels"]
