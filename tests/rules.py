"""A rule on candidates as a test applies it: with the policy that it has among all rules."""

from collections.abc import Sequence

from rag.answering.candidates.adjusting import STEPS
from rag.answering.candidates.filtering import Asked, Filter, Rule, Step, applied
from rag.reading.reader import Reading
from rag.types import Hit


def adjust(
    rules: Rule | Step | Sequence[Rule | Step],
    question: str,
    reading: Reading,
    hits: Sequence[Hit] = (),
) -> Reading:
    """Apply one rule or more, in the order in which they stand."""
    meant = (rules,) if callable(rules) else rules
    steps = [one for one in STEPS if (one.rule if isinstance(one, Filter) else one) in meant]
    assert len(steps) == len(meant)
    return applied(steps, Asked(question, hits, reading))
