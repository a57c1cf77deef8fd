"""Who did it is not who it was done to: "One of the authors was paid" does not tell who paid.

Asked who did something, what the same verb is said of in the passive is left out, but where the
question has a "by". Where hardly anything else was believed, the rest is not believed the more for
it. English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Candidate, Reading

# Past forms whose passive has another one.
_PAIRS = (
    "ate/eaten beat/beaten bit/bitten broke/broken chose/chosen drew/drawn drove/driven"
    " forgave/forgiven forgot/forgotten gave/given hid/hidden knew/known rode/ridden sang/sung"
    " saw/seen showed/shown shook/shaken stole/stolen swam/swum threw/thrown took/taken wore/worn"
    " wrote/written"
)
_PARTICIPLES = dict(re.findall(r"(\w+)/(\w+)", _PAIRS))
_ASKED = re.compile(
    r"\W*(?:(?:and|but|so)\s+)?who\s+(?:(?:also|first|has|had|have|just|really)\s+){0,2}"
    r"(?P<verb>(?!(?:was|were|is|are|had|has|have|did)\b)\w{3,})\b(?!.*\bby\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\s*(?:,?\s*who\s+)?(?:is|are|was|were|(?:has|have|had)\s+been|being|been|got)\s+"
    r"(?:not\s+)?(?:\w+ly\s+|also\s+|first\s+)?(?P<verb>\w+)\b",
    re.IGNORECASE,
)


def without_patients(question: str, reading: Reading) -> Reading:
    """Leave out to whom something was done, where it is asked who did it."""
    asked = _ASKED.match(question)
    if asked is None:
        return reading
    verb = asked["verb"].lower()
    done = _PARTICIPLES.get(verb, verb)
    kept = [one for one in reading.candidates if not _suffers(one, done)]
    return without_raising(reading, kept)


def _suffers(one: Candidate, done: str) -> bool:
    passive = _PASSIVE.match(one.after)
    return passive is not None and passive["verb"].lower() == done
