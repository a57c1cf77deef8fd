"""Asked who somebody is, the rest of the name is no answer: "Nair" of "Priya Nair, the cook".

English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.reading.reader import Candidate, Reading

_WHO_IS = re.compile(
    r"^\W*(?:and\s+)?who\s*(?:['’]s|is|was|are)\s+(?P<name>[^\W\d_][\w'’-]*)\W*$", re.IGNORECASE
)
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*")


def without_half_names(question: str, reading: Reading) -> Reading:
    """Leave out what stands beside the name that is asked about, both in one run of capitals."""
    asked = _WHO_IS.match(question)
    if asked is None:
        return reading
    name = re.escape(asked["name"])
    before = re.compile(rf"\b{name}(?:\s[A-Z][\w'’-]*)*\s$", re.IGNORECASE)
    after = re.compile(rf"\s(?:[A-Z][\w'’-]*\s)*(?i:{name})\b")
    kept = [one for one in reading.candidates if not _is_half(one, before, after)]
    return reading.without_others(kept)


def _is_half(one: Candidate, before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    if not _CAPITALISED.fullmatch(one.text):
        return False
    return before.search(one.before) is not None or after.match(one.after) is not None
