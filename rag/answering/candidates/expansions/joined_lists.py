"""Join candidates that are neighbours in a list of one sentence.

Question: several things.
Example: "What are the tools?", "They are a mower, a saw and two rakes." of which "a mower", "a saw"
and "two rakes" were marked -> "a mower, a saw and two rakes", believed as much as all of them
Exceptions: neighbours of which one is hardly believed beside the other; "1 and 4 for posters",
where what is for something is named behind a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.answering.questions import asks_for_several
from rag.reading.reader import Candidate, Reading
from rag.types import Span

# Between two marked pieces: ", ", " and the ", " sorts of ", " and support for ", " (cook), ". What
# is for something is named: "1 and 4 for posters" are no three things.
_BETWEEN = re.compile(
    r"(?:\s*\([^()\n]{1,40}\)(?=,|\s+(?:and|or|&)\s))?"
    r"\s*(?:,\s*|(?:\b(?:and|or)|&)\s+|(?:\w+\s+)?(?<!\d\s)\b(?:for|from|in|of|with)\s+){1,3}"
    r"(?:(?:an?|the)\s+)?"
)
_LISTED = re.compile(r",\s|\b(?:and|or)\b|&")
_LEAST = 0.05  # of its neighbour's belief: "2019" before ", Ann and Tom" is no item


def with_joined_lists(asked: Asked) -> Reading:
    """Make one candidate of those that are neighbours in a list, where several are asked for."""
    if not asks_for_several(asked.question):
        return asked.reading
    in_order = sorted(asked.reading.candidates, key=lambda c: (c.hit.document.id, c.span))
    joined = sorted(_joined(in_order), key=lambda c: (-c.score, c.hit.rank, c.span))
    return replace(asked.reading, candidates=tuple(joined))


def _joined(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Join neighbours, given in the order of their texts; a whole has the belief of its parts."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        if runs and _goes_on(runs[-1], candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    for run in runs:
        best = max(run, key=lambda c: c.score)
        span = Span(run[0].span.start, run[-1].span.end)
        yield replace(best, span=span, score=sum(c.score for c in run))


def _goes_on(run: Sequence[Candidate], other: Candidate) -> bool:
    """Say whether a list, whose pieces so far are given, goes on with another one."""
    last, text = run[-1], other.hit.document.text
    if last.hit.document.id != other.hit.document.id or last.quote != other.quote:
        return False
    if min(last.score, other.score) < _LEAST * max(last.score, other.score):
        return False
    near = _BETWEEN.fullmatch(text, last.span.end, other.span.start)
    listed = _LISTED.search(text, run[0].span.start, other.span.end)
    return near is not None and listed is not None
