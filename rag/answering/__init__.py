"""Candidates -> Answer: merge what agrees, name what conflicts, cite, or refuse."""

from rag.answering.composing import MIN_CONFIDENCE, Readers, answer_from

__all__ = ["MIN_CONFIDENCE", "Readers", "answer_from"]
