"""Of "(17 April 1839 in Dunmar – 3 January 1912 in Uppsala)", the half that is asked about.

Behind a name such a bracket tells of a birth before its dash and of a death behind it; each half
has a year. Asked for one of them, what stands in the other half is left out. Where hardly anything
else was believed, the rest is not believed the more for it. English only. This module knows nothing
of how candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Candidate, Reading

_ASKS_BIRTH = re.compile(r"\b(?:birth\w*|born)\b", re.IGNORECASE)
_ASKS_DEATH = re.compile(r"\b(?:dea(?:d|th)|die[ds]?|pass(?:ed)?\s+away)\b", re.IGNORECASE)
_INSIDE = 120  # characters of a bracket on either side of a candidate
_HALVES = re.compile(r"\s+[-–—]\s+|(?<=\d)\s?[–—-]\s?(?=\d{3,4}\b)|;\s+(?=(?:died|d\.)\s)")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


def of_asked_half(question: str, reading: Reading) -> Reading:
    """Leave out the place and day of a death where those of a birth are asked for, and so on."""
    birth, death = _ASKS_BIRTH.search(question), _ASKS_DEATH.search(question)
    if bool(birth) == bool(death):
        return reading
    wrong = "death" if birth else "birth"
    kept = [one for one in reading.candidates if _half_of(one) != wrong]
    return without_raising(reading, kept)


def _half_of(one: Candidate) -> str:
    """Say whether a candidate stands in the half on a birth or on a death; "" for neither."""
    text, span = one.hit.document.text, one.span
    begins = text.rfind("(", max(0, span.start - _INSIDE), span.start)
    ends = text.find(")", span.end, span.end + _INSIDE)
    if begins < 0 or ends < 0 or ")" in text[begins:ends] or "\n" in text[begins:ends]:
        return ""
    dash = _HALVES.search(text, begins, ends)
    if not dash or not _YEAR.search(text, begins, dash.start()):
        return ""
    if not _YEAR.search(text, dash.end(), ends):
        return ""
    if span.end <= dash.start():
        return "birth"
    return "death" if span.start >= dash.end() else ""
