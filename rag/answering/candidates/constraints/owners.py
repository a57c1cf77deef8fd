"""Leave out the one whose friend or wife is asked for.

Question: who somebody's friend, wife, … is, that somebody told by a word ("the poet's").
Example: "Who is the poet's wife?", "The poet Ole Berg met Ida Lind." -> "Ida Lind", not "Ole Berg"
Exceptions: a name with a word for the one asked for before it ("her father, the poet Ole Berg").
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate
from rag.text.stems import stems

_ASKED = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?who(?:['’]?s|\s+(?:is|are|was|were))\s+(?:the|this|that)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?P<owner>[a-z-]{3,})['’]s?\s+(?P<one>[a-z][a-z -]*?)\W*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,4}")


def without_owners(asked: Asked) -> Keep | None:
    """Keep all but the one whose friend or wife is asked for."""
    found = _ASKED.fullmatch(asked.question)
    if found is None:
        return None
    owner, wanted = found["owner"].casefold(), stems(found["one"])
    return lambda one: not _is_owner(one, owner, wanted)


def _is_owner(one: Candidate, owner: str, asked: set[str]) -> bool:
    if not _NAME.fullmatch(one.text) or not asked.isdisjoint(stems(one.before)):
        return False
    return one.before.casefold().rstrip().endswith(f" {owner}")
