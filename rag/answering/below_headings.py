"""Say what stands below a heading, where the heading is all that would be said.

"Can wound yarn be returned?" is most like "## What cannot be returned", which says nothing without
the list below it: the line there that has most of the question's words is said and cited as well,
else the first. Words of a heading may be a value ("## Head gardener: Ida Voss"), unless yes or no
is asked for or the question has all of them. This module knows nothing of how candidates are found.
"""

import re

from rag.answering.leads import level_of, lines_below, whole_line
from rag.reading.reader import Candidate
from rag.text.function_words import FUNCTION_WORDS
from rag.text.shared_words import shared_words
from rag.text.whether import asks_whether

_WORD = re.compile(r"\w+")


def below_heading(question: str, found: Candidate) -> Candidate | None:
    """Give the line below the heading that a candidate is; None if it is none, or says a value."""
    heading = whole_line(found, found.quote)
    if level_of(heading) is None:
        return None
    if not asks_whether(question) and not _words(found.text) <= _words(question):
        return None
    lines = list(lines_below(heading))
    shares = shared_words(question, [line.text for line in lines])
    return lines[shares.index(max(shares))] if lines else None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - FUNCTION_WORDS
