"""Leave out the rest of the name that is asked about.

Question: who somebody is, by one name.
Example: "Who is Priya?", "Priya Nair is the cook." -> "the cook", not "Nair"
Exceptions: none; the name and its rest stand in one run of capitals.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

_WHO_IS = re.compile(
    r"^\W*(?:and\s+)?who\s*(?:['’]s|is|was|are)\s+(?P<name>[^\W\d_][\w'’-]*)\W*$", re.IGNORECASE
)
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*")


def without_half_names(asked: Asked) -> Keep | None:
    """Keep all but what stands beside the name that is asked about, both in one run of capitals."""
    found = _WHO_IS.match(asked.question)
    if found is None:
        return None
    name = re.escape(found["name"])
    before = re.compile(rf"\b{name}(?:\s[A-Z][\w'’-]*)*\s$", re.IGNORECASE)
    after = re.compile(rf"\s(?:[A-Z][\w'’-]*\s)*(?i:{name})\b")
    return lambda one: not _is_half(one, before, after)


def _is_half(one: Candidate, before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    if not _CAPITALISED.fullmatch(one.text):
        return False
    return before.search(one.before) is not None or after.match(one.after) is not None
