"""Measure rewrites against human ones: token F1, beside the two usual baselines.

Metrics as SQuAD defines token F1 (`rag.evaluation.answer_metrics`): a bag of words, articles and
punctuation apart.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rag.conversation.exchanges import Exchange
from rag.conversation.marking.marks import Marker
from rag.conversation.marking.term_model import TermMarker
from rag.conversation.resolving import Resolver
from rag.evaluation.answer_metrics import token_f1
from rag.training.terms.examples import FollowUp
from rag.training.terms.rules import RuleMarker

Rewriter = Callable[[FollowUp], str]


def known(row: FollowUp) -> list[Exchange]:
    """Give what a resolver may know of a row: titles, then the history as it was typed."""
    return [*map(Exchange, row.titles), *row.history]


def raw(row: FollowUp) -> str:
    """Take the last message as it is: the first baseline."""
    return row.question


def joined(row: FollowUp) -> str:
    """Put everything that was said before the last message: the second baseline."""
    said = [text for e in known(row) for text in (e.question, e.answer) if text]
    return " ".join([*said, row.question])


def resolved_by(marker: Marker) -> Rewriter:
    """Rewrite as the program does, with the likelier reading; the history stays as typed."""
    resolver = Resolver(marker)
    return lambda row: resolver.resolve(row.question, known(row)).standalone


def rewrite_f1(rows: Sequence[FollowUp], rewriter: Rewriter) -> float:
    """Give the mean token F1 of the rewrites against the human ones, 0..1."""
    return statistics.mean(token_f1(rewriter(row), [row.rewrite]) for row in rows)


def report(model: Path, sets: Mapping[str, Sequence[FollowUp]]) -> dict[str, dict[str, float]]:
    """Score both baselines, the rules alone and the model on some sets of follow-ups."""
    rewriters = {
        "last message": raw,
        "history joined": joined,
        "rules": resolved_by(RuleMarker()),
        "model": resolved_by(TermMarker(model)),
    }
    return {
        name: {"questions": len(rows)}
        | {kind: round(rewrite_f1(rows, rewriter), 4) for kind, rewriter in rewriters.items()}
        for name, rows in sets.items()
    }
