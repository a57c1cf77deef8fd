r"""Move from a question of the text to what stands below it; say "No." with its sentence.

Question: any (moving); yes or no (taking in).
Example: "Can I drink it?", "Q: Is the water safe?\nA: No. It may contain germs." -> "No. It may
contain germs."
Exceptions: unless yes or no is asked for, a few words of a question, which may be a value ("1998"
in "Why did you leave in 1998?"). What stands in a question with nothing below it is left out.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.answering.leads import is_question
from rag.reading.reader import Candidate, Reading
from rag.text.whether import asks_whether
from rag.types import Span

_MOST = 2  # sentences of what stands below a question
_LABEL = re.compile(r"\s*(?:a|answer)\s*:\s*", re.IGNORECASE)
_VERDICT = re.compile(r"\s*(?:(?:a|answer)\s*:\s*)?(?:yes|no)\s*[.!]\s*", re.IGNORECASE)


def with_verdicts(asked: Asked) -> Reading:
    """Move candidates out of questions; asked for yes or no, take one in beside a quote."""
    whether, reading = asks_whether(asked.question), asked.reading
    found = (_below_question(candidate, whole=whether) for candidate in reading.candidates)
    kept = tuple(candidate for candidate in found if candidate is not None)
    return replace(reading, candidates=tuple(map(_with_verdict, kept)) if whether else kept)


def without_label(sentence: str) -> str:
    """Cut the mark of an answer off a sentence: "A: No." -> "No."."""
    label = _LABEL.match(sentence)
    return sentence[label.end() :] if label else sentence


def _below_question(candidate: Candidate, *, whole: bool) -> Candidate | None:
    """Give what stands right after a question instead of it; None if nothing does.

    It is left for any words of it where the `whole` is no answer, else for more than half of it.
    """
    text, quote = candidate.hit.document.text, candidate.quote
    few = not whole and len(candidate.span) <= len(quote) / 2
    if few or not is_question(candidate.quoted):
        return candidate
    below = [s for s in candidate.hit.passage.sentences if s.start >= candidate.quote.end][:_MOST]
    if not below or is_question(text[below[0].start : below[0].end]):
        return None
    last = below[-1] if _go_on(text, below[0], below[-1]) else below[0]
    place = Span(below[0].start, last.end)
    said = without_label(text[place.start : place.end])
    return replace(candidate, span=Span(place.end - len(said), place.end), quote=place)


def _with_verdict(candidate: Candidate) -> Candidate:
    """Widen a quote by a yes or no before it, or one that says no more by the sentence after it."""
    text, quote = candidate.hit.document.text, candidate.quote
    sentences = candidate.hit.passage.sentences
    before = [one for one in sentences if one.end <= quote.start][-1:]
    after = [one for one in sentences if one.start >= quote.end][:1]
    if before and _VERDICT.fullmatch(text[before[0].start : quote.start]):
        return replace(candidate, quote=Span(before[0].start, quote.end))
    alone = _VERDICT.fullmatch(candidate.quoted)
    if alone and after and _go_on(text, quote, after[0]):
        return replace(candidate, quote=Span(quote.start, after[0].end))
    return candidate


def _go_on(text: str, one: Span, other: Span) -> bool:
    """Say whether the second sentence goes on in the line of the first, and asks nothing."""
    together = "\n" not in text[one.end : other.start]
    return together and not is_question(text[other.start : other.end])
