"""Likes and dislikes, as the chat keeps them: one JSON line a verdict, the last one counts.

A line has `question`, `answer` and `verdict` (`like`, `dislike`, or `none` for one that was
taken back), perhaps `asked` (the question as it was understood), `statements` (the parts of the
answer) and `status`. Knows nothing of what a verdict is worth.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rag.evaluation.datasets.records import VERDICT

Numbered = tuple[int, dict[str, Any]]
_TAKEN_BACK = "none"


def is_feedback(row: dict[str, Any]) -> bool:
    """Say whether a record is a verdict."""
    return any(name in row for name in VERDICT)


def last_verdicts(records: Callable[[], Iterable[Numbered]]) -> Iterator[Numbered]:
    """Give the last verdict on each question and answer, in their order; none taken back."""
    last: dict[tuple[str, str], Numbered] = {}
    for number, row in records():
        asked = row.get("asked") or row.get("question")
        key = (str(asked), str(row.get("answer")))
        last.pop(key, None)
        last[key] = (number, {**row, "question": asked})
    for number, row in last.values():
        if not any(row.get(name) == _TAKEN_BACK for name in VERDICT):
            yield number, row
