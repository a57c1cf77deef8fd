r"""Leave out a heading where yes or no is asked for, or what something does.

Question: yes or no; what something does.
Example: "Are fences covered?", "## What is not covered\n\nFences will be covered." -> "Fences will
be covered."
Exceptions: asked for yes or no, a heading that is believed most stays, as what stands below it is
said with it; but not where nothing there has a word of the question that the heading lacks itself,
and a sentence is believed in its own right.
"""

from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Keep, is_any_believed
from rag.answering.definitions import asked_term
from rag.answering.leads import level_of, lines_below
from rag.reading.reader import Candidate
from rag.text.stems import stems
from rag.text.whether import asks_whether


def without_bare_headings(asked: Asked) -> Keep | None:
    """Keep all but headings, unless one answers best whether something is so."""
    term = asked_term(asked.question)
    does = term is not None and term.does
    candidates = asked.reading.candidates
    if not does and (not asks_whether(asked.question) or not candidates):
        return None
    best = max(candidates, key=lambda one: one.score, default=None)
    if not does and best and _is_heading(best):
        sentences = [one for one in candidates if not _is_heading(one)]
        if not is_any_believed(sentences) or not _leads_elsewhere(asked.question, best):
            return None
    return lambda one: not _is_heading(one)


def _is_heading(one: Candidate) -> bool:
    return level_of(replace(one, span=one.quote)) is not None


def _leads_elsewhere(question: str, heading: Candidate) -> bool:
    """Say whether a heading lacks a word of the question, and all that stands below it as well."""
    lacking = stems(question) - stems(heading.quoted)
    below = lines_below(replace(heading, span=heading.quote))
    return bool(lacking) and all(lacking.isdisjoint(stems(line.text)) for line in below)
