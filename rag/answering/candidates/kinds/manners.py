"""Where something was done is not how: no "at the top of his lungs" and no "in tears".

Asked where, set phrases of that kind are left out; asked when, so is what has a number for a name
("Year 8" of pupils). The rest is believed no more for it, as the reader found no place. English
only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re
from dataclasses import replace

from rag.reading.reader import Reading

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


def without_manners(question: str, reading: Reading) -> Reading:
    """Leave out what tells how, where a place is asked for, and names where a time is."""
    if _WHERE.match(question):
        kept = [one for one in reading.candidates if not _MANNER.fullmatch(one.text.strip())]
    elif _WHEN.match(question):
        kept = [
            one
            for one in reading.candidates
            if not _NUMBERED.fullmatch(one.text)
            and not (_YEAR.fullmatch(one.text) and _OF_PUPILS.match(one.after))
        ]
    else:
        return reading
    if len(kept) == len(reading.candidates):
        return reading
    return replace(reading, candidates=tuple(kept))
