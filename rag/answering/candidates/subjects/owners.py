"""The poet himself is not "the poet's girl": whoever is called what the other one is asked of.

Asked who somebody's friend or wife is, a name right behind the word for that somebody ("the poet
Ole Berg") is left out, unless a word for the one asked for stands before it: "her father, the poet
Ole Berg". English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems

_ASKED = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?who(?:['’]?s|\s+(?:is|are|was|were))\s+(?:the|this|that)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?P<owner>[a-z-]{3,})['’]s?\s+(?P<one>[a-z][a-z -]*?)\W*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,4}")


def without_owners(question: str, reading: Reading) -> Reading:
    """Leave out the one whose friend or wife is asked for."""
    asked = _ASKED.fullmatch(question)
    if asked is None:
        return reading
    owner, one = asked["owner"].casefold(), stems(asked["one"])
    return without_raising(
        reading, [other for other in reading.candidates if not _is_owner(other, owner, one)]
    )


def _is_owner(one: Candidate, owner: str, asked: set[str]) -> bool:
    if not _NAME.fullmatch(one.text) or not asked.isdisjoint(stems(one.before)):
        return False
    return one.before.casefold().rstrip().endswith(f" {owner}")
