"""Leave out the number of children that somebody was one of.

Question: how many children somebody has or had.
Example: "How many children had Ida?", "Ida was the third of seven children. She had two sons." ->
"two"
Exceptions: a question that names brothers, sisters or parents.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep

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


def of_own_children(asked: Asked) -> Keep | None:
    """Keep all but the number of children that somebody was one of."""
    if not _ASKED.search(asked.question) or _ASKS_SIBLINGS.search(asked.question):
        return None
    return lambda one: not _ONE_OF.search(one.before[-_REACH:])
