"""How texts write what people say: "when did it come out?" is searched for as "was it released?".

The words of such a phrase say nothing by themselves, so that a search for them finds anything. Of
237 such questions on invented folders the answer is in the first passage for 80 as written, for 61
as typed; of 261 on an encyclopaedia's paragraphs, which have titles, for 218 and 219. English only;
this module knows nothing of documents.
"""

import re

_WHEN = r"(?:when|(?:(?:in|on)\s+)?(?:what|which)\s+(?:date|day|month|week|year))"
_NO_RELEASE = r"(?!\s+(?:ahead|against|alive|as|first|for|from|in favou?r|of|on top|to|top|with)\b)"
_COME_OUT = re.compile(
    rf"(?P<before>\b{_WHEN}\s+)(?P<aux>did|does|do|will|has|have)\s+(?P<what>[^?.!]{{1,200}}?)"
    rf"\s+(?:come|came)\s+out\b{_NO_RELEASE}",
    re.IGNORECASE,
)
_COMING_OUT = re.compile(
    rf"(?P<before>\b{_WHEN}\s+(?:is|are|was|were)\s+[^?.!]{{1,200}}?)\s+coming\s+out\b{_NO_RELEASE}",
    re.IGNORECASE,
)
_RELEASED = {
    "did": "was {} released",
    "does": "is {} released",
    "do": "are {} released",
    "will": "will {} be released",
    "has": "has {} been released",
    "have": "have {} been released",
}


def as_written(question: str) -> str:
    """Put a question in the words in which a text would answer it; most stay as they are.

    >>> as_written("when did the second album come out?")
    'when was the second album released?'
    """
    question = _COME_OUT.sub(_released, question)
    return _COMING_OUT.sub(lambda found: f"{found['before']} released", question)


def _released(found: re.Match[str]) -> str:
    return found["before"] + _RELEASED[found["aux"].lower()].format(found["what"])
