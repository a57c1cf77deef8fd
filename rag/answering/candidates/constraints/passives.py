"""Leave out to whom something was done.

Question: who did something, without a "by".
Example: "Who paid?", "One of the authors was paid. Bo paid." -> "Bo", not "One of the authors"
Exceptions: another verb than the question's.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

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


def without_passive_subjects(asked: Asked) -> Keep | None:
    """Keep all but to whom something was done, where it is asked who did it."""
    found = _ASKED.match(asked.question)
    if found is None:
        return None
    verb = found["verb"].lower()
    done = _PARTICIPLES.get(verb, verb)
    return lambda one: not _suffers(one, done)


def _suffers(one: Candidate, done: str) -> bool:
    passive = _PASSIVE.match(one.after)
    return passive is not None and passive["verb"].lower() == done
