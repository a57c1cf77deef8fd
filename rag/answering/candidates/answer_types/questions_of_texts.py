"""Leave out words of a question that a text asks itself, as they do not say what is so.

Question: any but one for yes or no.
Example: "What does the pump do?", "**Is the pump very loud?** It hums." -> "hums", not "very loud"
Exceptions: a name or a number, which such a line may take for granted ("**Why did Ida leave in
2019?**"), and words that the question has too, as what stands below them is said with them.

A line asks something where it is all bold or a heading, and ends in a question mark.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import line_of_question
from rag.reading.reader import Candidate
from rag.text.stems import stems
from rag.text.whether import asks_whether

_VALUE = re.compile(r"\d|(?<!\A)\b[A-Z](?!\b)|\A[A-Z]\S*\s+[A-Z](?!\b)")  # "How many", "am I"


def without_questions(asked: Asked) -> Keep | None:
    """Keep all but words of the texts' own questions."""
    if asks_whether(asked.question):
        return None
    known = stems(asked.question)
    return lambda one: not _is_asked(one, known)


def _is_asked(one: Candidate, known: set[str]) -> bool:
    if line_of_question(one) is None or _VALUE.search(one.text):
        return False
    return not stems(one.text) <= known
