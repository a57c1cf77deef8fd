"""Asked for yes or no, a heading is no answer beside a sentence that is believed more.

"What is not covered" says nothing of fences where "Fences will be covered" is found too. A heading
that is believed most stays: what stands below it is said with it. Asked what something does, no
heading answers: "The ? operator shortcut" names it. This module knows nothing of how candidates are
found.
"""

from dataclasses import replace

from rag.answering.definitions import asked_term
from rag.answering.leads import level_of
from rag.reading.reader import Candidate, Reading
from rag.text.whether import asks_whether


def without_bare_headings(question: str, reading: Reading) -> Reading:
    """Leave out headings where what is done is asked, or yes or no and a sentence is likelier."""
    term = asked_term(question)
    does = term is not None and term.does
    if not does and (not asks_whether(question) or not reading.candidates):
        return reading
    if not does and _is_heading(max(reading.candidates, key=lambda one: one.score)):
        return reading
    kept = [one for one in reading.candidates if not _is_heading(one)]
    return reading.without_others(kept)


def _is_heading(one: Candidate) -> bool:
    return level_of(replace(one, span=one.quote)) is not None
