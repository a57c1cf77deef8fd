"""Leave out set phrases for how something is done, and names with a number that are no time.

Question: where (set phrases); when (names with a number).
Example: "Where did he shout?", "He shouted at the top of his lungs in the yard." -> "in the yard"
Example: "When is the trip?", "The Year 8 trip is in May." -> "in May", not "Year 8"
Exceptions: "Year 8" of a plan, without a word for pupils behind it.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

_WHERE = re.compile(r"\W*(?:(?:and|but|so)\s+)?where\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\W*(?:(?:and|but|so)\s+)?(?:when\b|(?:on\s+)?what\s+(?:day|date|time)\b)", re.IGNORECASE
)
_ONES = r"(?:his|her|its|their|my|your|our|one['’]s)\s+(?:[a-z]+\s+){0,3}"
_MANNER = re.compile(
    rf"at\s+(?:the\s+)?(?:height|peak|top)\s+of\s+{_ONES}(?:capacity|fame|lungs|powers?|voices?)"
    r"|at\s+(?:all\s+costs?|full\s+\w+|great\s+length|large|random)|by\s+(?:accident|heart|mistake)"
    r"|in\s+(?:advance|detail|disguise|earnest|haste|pairs|person|secret|silence|tears|turn|unison"
    r"|vain)|off\s+the\s+cuff|on\s+(?:foot|purpose)|out\s+(?:loud|of\s+breath)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:chapter|class|figure|form|grade|group|level|page|part|platform|room|section|table|version"
    r"|volume)\s\d{1,3}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"years?\s\d{1,2}", re.IGNORECASE)
_OF_PUPILS = re.compile(r"\s+(?:[a-z]+\s+){0,2}(?:child|class|parent|pupil|student|trip)", re.I)


def without_manners(asked: Asked) -> Keep | None:
    """Keep all but what tells how, where a place is asked for, and names where a time is."""
    if _WHERE.match(asked.question):
        return lambda one: not _MANNER.fullmatch(one.text.strip())
    if _WHEN.match(asked.question):
        return lambda one: not _is_name(one)
    return None


def _is_name(one: Candidate) -> bool:
    if _NUMBERED.fullmatch(one.text):
        return True
    return bool(_YEAR.fullmatch(one.text) and _OF_PUPILS.match(one.after))
