"""How many children there were is not how many somebody has: "the third of seven children".

Asked how many children somebody has or had, a number behind "the third of" is left out, as it
counts those of the parents. English only. This module knows nothing of how candidates are found,
scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Reading

_ASKED = re.compile(
    r"\bhow\s+many\s+(?:\w+\s+)?(?:child(?:ren)?|daughters?|kids?|sons?)\b", re.IGNORECASE
)
_ASKS_SIBLINGS = re.compile(r"\b(?:brothers?|parents?|father|mother|siblings?)\b", re.IGNORECASE)
_ONE_OF = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|eldest"
    r"|last|middle|oldest|one|youngest)\s+(?:child\s+)?of\s+"
    r"(?:the\s+|(?:his|her|their)\s+\w+['’]s?\s+)?\Z",
    re.IGNORECASE,
)
_REACH = 60  # characters before a number


def of_own_children(question: str, reading: Reading) -> Reading:
    """Leave out the number of children that somebody was one of."""
    if not _ASKED.search(question) or _ASKS_SIBLINGS.search(question):
        return reading
    kept = [one for one in reading.candidates if not _ONE_OF.search(one.before[-_REACH:])]
    return without_raising(reading, kept)
