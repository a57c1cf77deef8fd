"""Who makes a thing is not what it is: "a group of medicines called relaxants".

Asked who makes, sells or owns something, a class that it is told to belong to is left out, with
its name. English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Candidate, Reading

_ASKED = re.compile(
    r"\W*who\s+(?:(?:has|first)\s+)?(?:builds?|built|designs?|made|makes?|manufactures?|owns?"
    r"|produces?|publishes|sells?|sold|supplies)\b",
    re.IGNORECASE,
)
_CLASS = r"(?:class|family|group|kind|sort|type)s?\s+of"
_IS_CLASS = re.compile(rf"(?:an?|the|one)\s+(?:\w+\s+)?{_CLASS}\s", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b{_CLASS}\s+(?:[\w-]+\s+){{0,3}}(?:called|known\s+as|named)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_REACH = 100  # characters before a name


def without_classes(question: str, reading: Reading) -> Reading:
    """Leave out what a thing is, where it is asked who makes it."""
    if not _ASKED.match(question):
        return reading
    return without_raising(reading, [one for one in reading.candidates if not _is_class(one)])


def _is_class(one: Candidate) -> bool:
    return bool(_IS_CLASS.match(one.text) or _NAMED.search(one.before[-_REACH:]))
