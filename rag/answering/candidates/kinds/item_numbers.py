"""The number that an item of a list begins with says how many of nothing: "4. Roll the dough out".

It may be what is asked for where a question is for a step, an item, a number. This module knows
nothing of how candidates are found.
"""

import re

from rag.answering.showing import is_listed
from rag.reading.reader import Candidate, Reading

_NUMBER = re.compile(r"\W*(?P<number>\d{1,3})[.)]?\W*")
_ASKED_FOR = re.compile(
    r"\b(?:article|chapter|clause|item|line|list|number|page|paragraph|place|point|position|rule"
    r"|section|step)s?\b",
    re.IGNORECASE,
)


def without_item_numbers(question: str, reading: Reading) -> Reading:
    """Leave out the candidates that are no more than the number of an item."""
    if _ASKED_FOR.search(question):
        return reading
    kept = [one for one in reading.candidates if not _numbers_an_item(one)]
    return reading.without_others(kept)


def _numbers_an_item(one: Candidate) -> bool:
    found = _NUMBER.fullmatch(one.text)
    if found is None:
        return False
    text, at = one.hit.document.text, one.span.start + found.start("number")
    mark = text[at + len(found["number"]) :][:1]
    return mark in {".", ")"} and is_listed(text, at, int(found["number"]))
