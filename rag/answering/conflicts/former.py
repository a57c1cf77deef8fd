"""Whether a question asks for what was before: "the old price", "at first", "what was it before?".

"How old", "how long before departure" and "the first bus" ask for no former value. English only.
"""

import re

from rag.text.months import MONTH

_CHANGE = (
    r"(?:change|cut|delay|increase|merger|move|postponement|reduction|reform|rise|sale|switch)"
)
_VERSION = (
    r"(?:announcement|contract|date|draft|edition|estimate|letter|notice|offer|plan|price|programme"
    r"|proposal|quote|report|schedule|version)"
)
_VALUE = (
    rf"(?:{_VERSION}|address|charge|cost|deadline|fare|fee|hour|limit|name|number|rate|rent|rule"
    r"|time|timetable|value|wage)"
)
_FORMER = re.compile(
    r"\b(?:at first|earlier|former\w*|initial(?:ly)?|older|original\w*|previous\w*|used to"
    rf"|old (?:\w+ )?{_VALUE}s?\b"
    rf"|the first {_VERSION}|first (?:announced|fixed|meant|planned|scheduled|set)"
    rf"|before(?:\s*(?:[,.;:?!]|$)|\s+(?:it|now|that|then|they|this|\d{{4}}|the {_CHANGE})\b"
    rf"|\s+(?:\d{{1,2}}\s+)?{MONTH}\b|\s+(?:version\s+|v)?\d+\.\d))",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bhow\s+(?:old|(?:far|long|many|much)\b(?:\s+\w+)?\s+earlier)\b", re.IGNORECASE
)


def asks_for_former(question: str) -> bool:
    """Say whether a question asks for what a text or an older one held before.

    >>> asks_for_former("What was the old price?"), asks_for_former("How old is the hall?")
    (True, False)
    """
    return _FORMER.search(_MEASURED.sub(" ", question)) is not None
