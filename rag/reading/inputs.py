"""A question and a passage's tokens -> the reader's input.

Input: `[CLS] question [SEP] title (date), heading: passage [SEP]`, segment 0 up to the first [SEP],
1 from there on. Only [CLS] (position 0, "no answer") and the passage's tokens may be the
start or end of a span. Knows nothing of the tokenizer, the model or training.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from rag.models.bert_input import Int32, framed, segments
from rag.text.months import MONTH_NAMES

MAX_LENGTH = 256  # tokens of one input, all parts together
MAX_QUESTION = 48
MAX_PREFIX = 40


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input row: ids and segments, and where in it the passage's tokens begin and end."""

    ids: Int32
    segments: Int32
    passage: int
    passage_end: int


def prefix_text(title: str, published: date | None, heading: str = "") -> str:
    """Write what stands before a passage: its document's title and day, and what it stands under.

    >>> prefix_text("Some Title", date(2024, 1, 24), "The tour")
    'Some Title (January 24, 2024), The tour: '
    """
    day = ""
    if published is not None:
        day = f"({MONTH_NAMES[published.month - 1]} {published.day}, {published.year})"
    named = " ".join(filter(None, (title, day)))
    written = ", ".join(filter(None, (named, heading)))
    return f"{written}: " if written else ""


def assemble(question: Int32, prefix: Int32, passage: Int32) -> InputRow:
    """Join the parts' ids; question and prefix are cut to their limits, then the passage."""
    question, prefix = question[:MAX_QUESTION], prefix[:MAX_PREFIX]
    first = len(question) + 2 + len(prefix)
    passage = passage[: MAX_LENGTH - first - 1]
    ids = framed([question, np.concatenate((prefix, passage))])
    return InputRow(
        ids, segments(len(question), len(ids)), passage=first, passage_end=first + len(passage)
    )


def room(question: int, prefix: int) -> int:
    """Count the passage tokens that fit beside a question and a prefix of so many tokens."""
    return MAX_LENGTH - 3 - min(question, MAX_QUESTION) - min(prefix, MAX_PREFIX)
