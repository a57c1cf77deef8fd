"""Leave out the other half of a bracket on a birth and a death.

Question: a birth or a death, not both.
Example: "Where was she born?", "Ida Lind (17 April 1839 in Dunmar – 3 January 1912 in Uppsala)" ->
"Dunmar", not "Uppsala"
Exceptions: a bracket without a year in either half, or over more than one line.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

_ASKS_BIRTH = re.compile(r"\b(?:birth\w*|born)\b", re.IGNORECASE)
_ASKS_DEATH = re.compile(r"\b(?:dea(?:d|th)|die[ds]?|pass(?:ed)?\s+away)\b", re.IGNORECASE)
_INSIDE = 120  # characters of a bracket on either side of a candidate
_HALVES = re.compile(r"\s+[-–—]\s+|(?<=\d)\s?[–—-]\s?(?=\d{3,4}\b)|;\s+(?=(?:died|d\.)\s)")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


def of_asked_event(asked: Asked) -> Keep | None:
    """Keep all but a death's place and day where those of a birth are asked for, and so on."""
    birth, death = _ASKS_BIRTH.search(asked.question), _ASKS_DEATH.search(asked.question)
    if bool(birth) == bool(death):
        return None
    wrong = "death" if birth else "birth"
    return lambda one: _half_of(one) != wrong


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
