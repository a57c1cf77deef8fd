"""Make one candidate of those of one sentence, as the whole sentence is said.

Question: yes or no.
Example: "Is the pool open?", "The pool is open in May." of which "open" and "in May" were marked ->
"open", believed as much as both
Exceptions: none.
"""

from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.reading.reader import Candidate, Reading
from rag.text.whether import asks_whether


def with_whole_quotes(asked: Asked) -> Reading:
    """Make one of the candidates of each quote, the best one with the belief of all."""
    if not asks_whether(asked.question):
        return asked.reading
    found: dict[tuple[str, int], list[Candidate]] = {}
    for one in asked.reading.candidates:
        found.setdefault((one.hit.document.id, one.quote.start), []).append(one)
    whole = [replace(same[0], score=sum(one.score for one in same)) for same in found.values()]
    ranked = sorted(whole, key=lambda one: (-one.score, one.hit.rank, one.span))
    return replace(asked.reading, candidates=tuple(ranked))
