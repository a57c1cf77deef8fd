"""Whether a question asks for what was before ("the old price", "at first") or what is now.

"How old", "how long before departure" and "the first bus" ask for nothing former.
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
    rf"|\s+(?:\d{{1,2}}\s+)?{MONTH}\b|\s+(?:version\s+|v)?\d+\.\d)"
    r"|predecessors?\b)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bhow\s+(?:old|(?:far|long|many|much)\b(?:\s+\w+)?\s+earlier)\b", re.IGNORECASE
)

_BEFORE_SOMEBODY = re.compile(  # not "who came before noon?"
    r"\bwho\b.{1,80}\bbefore\s+(?-i:[A-Z]\w+\s+[A-Z])", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:now|nowadays|currently|current|today|at present|at the moment|these days|latest|newest"
    r"|still|so far|by now|in the end|finally|most recent(?:ly)?"
    r"|(?:my|our|the|their|your)\s+new)\b",
    re.IGNORECASE,
)


def asks_for_now(question: str) -> bool:
    """Say whether a question asks for what holds now: "the current price", "the new nurse"."""
    return _NOW.search(question) is not None


def asks_for_former(question: str) -> bool:
    """Say whether a question asks for what a text or an older one held before.

    >>> asks_for_former("What was the old price?"), asks_for_former("How old is the hall?")
    (True, False)
    """
    asked = _MEASURED.sub(" ", question)
    return bool(_FORMER.search(asked) or _BEFORE_SOMEBODY.search(asked))
