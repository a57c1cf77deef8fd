"""Fragments that have no noun phrase for a correlate: an adverb, a group of people, a rate.

"and for children?" after "How much is an adult ticket?" -> "How much is a child ticket"; "and
back?" after "When do we fly to Porto?" -> "When do we fly back"; "and per day?" after "What is a
canoe per hour?" -> "What is a canoe per day". Short closed lists. This module knows nothing of
what was said before the last question.
"""

import re

from rag.conversation.form.fragments import ADVERB
from rag.conversation.form.word_classes import TIME
from rag.conversation.word_keys import key

_GROUPS = {
    "adult", "child", "concession", "family", "group", "junior", "kid", "member", "pensioner",
    "pupil", "senior", "student", "teenager", "toddler", "visitor",
}  # fmt: skip
_SINGULAR = {"children": "child"}
_FOR_GROUP = re.compile(r"^(?:for\s+)?(?P<group>[a-z]+)$", re.IGNORECASE)
_OF_GROUP = re.compile(
    r"\b(?:an?|the)\s+(?P<group>[a-z]+)(?:['’]s)?\s+(?P<thing>(?:tickets?|passes|pass|price|fee"
    r"|fare|card|rate|entry|admission|membership|subscription|menu|portion|meal)\b)",
    re.IGNORECASE,
)
_AT_TIME = re.compile(  # "before 15 April", "on Monday morning", "until the end of May"
    r"\s+(?:after|at|before|by|during|from|in|on|since|until|till)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?(?:{TIME.pattern}|\d\d?:\d\d)(?:\s+(?:morning|afternoon|evening|\d+))?",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:to|from|into)\s+(?:the\s+|an?\s+|our\s+|my\s+)?[\w’'-]+(?:\s+[A-Z]\w*)*$")
_RATE = re.compile(r"\bper\s+\w+", re.IGNORECASE)


def put_adverb(fragment: str, question: str) -> str | None:
    """End a question without its mark in an adverb; None for other fragments.

    Where to and when give way: "to Porto" to "back", "before 15 April" to "afterwards".
    """
    found = ADVERB.fullmatch(fragment)
    if found is None:
        return None
    way = _TO.sub("", question) if found["way"] else question
    return f"{_AT_TIME.sub('', way) if found['when'] else way} {fragment}"


def put_group(fragment: str, question: str) -> str | None:
    """Ask the same for another group of people; None where none is asked about."""
    asked, found = _FOR_GROUP.match(fragment), _OF_GROUP.search(question)
    if not (asked and found and _is_group(asked["group"]) and _is_group(found["group"])):
        return None
    before, after = question[: found.start()], question[found.end() :]
    group = _one(asked["group"])
    article = "an" if group[0] in "aeiou" else "a"
    return f"{before}{article} {group} {found['thing']}{after}"


def put_rate(fragment: str, question: str) -> str | None:
    """Ask a question without its mark at another rate, "per day"; None for other fragments."""
    if not _RATE.fullmatch(fragment):
        return None
    found = _RATE.search(question)
    start, end = found.span() if found else (len(question), len(question))
    return f"{question[:start].rstrip()} {fragment}{question[end:]}"


def _is_group(word: str) -> bool:
    return _one(word) in _GROUPS


def _one(word: str) -> str:
    return _SINGULAR.get(word.lower(), key(word))
