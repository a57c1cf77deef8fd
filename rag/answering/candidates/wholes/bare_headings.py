"""Asked for yes or no, a heading is no answer beside a sentence that is believed more.

"What is not covered" says nothing of fences where "Fences will be covered" is found too. A heading
that is believed most stays: what stands below it is said with it, unless nothing there has a word
of the question that it lacks itself, and a sentence is believed in its own right. Asked what
something does, no heading answers: "The ? operator shortcut" names it. This module knows nothing of
how candidates are found.
"""

from dataclasses import replace

from rag.answering.candidates.unraised import BELIEVED
from rag.answering.definitions import asked_term
from rag.answering.leads import level_of, lines_below
from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems
from rag.text.whether import asks_whether


def without_bare_headings(question: str, reading: Reading) -> Reading:
    """Leave out headings where what is done is asked, or yes or no and a sentence is likelier."""
    term = asked_term(question)
    does = term is not None and term.does
    if not does and (not asks_whether(question) or not reading.candidates):
        return reading
    kept = [one for one in reading.candidates if not _is_heading(one)]
    best = max(reading.candidates, key=lambda one: one.score, default=None)
    if not does and best and _is_heading(best):
        sure = max((one.score for one in kept), default=0.0) >= BELIEVED
        if not sure or not _leads_elsewhere(question, best):
            return reading
    return reading.without_others(kept)


def _is_heading(one: Candidate) -> bool:
    return level_of(replace(one, span=one.quote)) is not None


def _leads_elsewhere(question: str, heading: Candidate) -> bool:
    """Say whether a heading lacks a word of the question, and all that stands below it as well."""
    lacking = stems(question) - stems(heading.quoted)
    below = lines_below(replace(heading, span=heading.quote))
    return bool(lacking) and all(lacking.isdisjoint(stems(line.text)) for line in below)
