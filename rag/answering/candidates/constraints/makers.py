"""Leave out the class that a thing belongs to, and the class's name.

Question: who makes, sells, designs or owns something.
Example: "Who makes Ostrel?", "Ostrel is one of a group of medicines called relaxants. Lund Pharma
sells it." -> "Lund Pharma"
Exceptions: none.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

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


def without_classes(asked: Asked) -> Keep | None:
    """Keep all but what a thing is, where it is asked who makes it."""
    if not _ASKED.match(asked.question):
        return None
    return lambda one: not _is_class(one)


def _is_class(one: Candidate) -> bool:
    return bool(_IS_CLASS.match(one.text) or _NAMED.search(one.before[-_REACH:]))
