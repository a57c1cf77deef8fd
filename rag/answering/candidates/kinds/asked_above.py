"""What a question of a list of them says is no answer: "**It is very loud. Is that normal?**".

A line that is all bold or a heading and ends in a question mark is asked by somebody, and answered
below. Its words are left out, unless they may be a value that it takes for granted (a name or a
number: "Why did Ida Voss leave in 2019?"), yes or no is asked, or the question has all of them:
then what stands below is said with them. This module knows nothing of how candidates are found,
scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.answering.leads import line_of_question
from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems
from rag.text.whether import asks_whether

_VALUE = re.compile(r"\d|(?<!\A)\b[A-Z](?!\b)|\A[A-Z]\S*\s+[A-Z](?!\b)")  # "How many", "am I"


def without_asked(question: str, reading: Reading) -> Reading:
    """Leave out words of the documents' own questions, which say nothing of what is so."""
    if asks_whether(question):
        return reading
    known = stems(question)
    kept = [one for one in reading.candidates if not _is_asked(one, known)]
    return without_raising(reading, kept)


def _is_asked(one: Candidate, known: set[str]) -> bool:
    if line_of_question(one) is None or _VALUE.search(one.text):
        return False
    return not stems(one.text) <= known
