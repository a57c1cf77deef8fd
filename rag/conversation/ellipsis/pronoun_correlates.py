"""A fragment whose correlate is a pronoun that stayed in the last question.

"and his?" after "whats her real name" -> "whats his real name"; "and about Ada?" after "what did
Bo say about him" -> "what did Bo say about Ada"; "and Ole?" after "what does he bring" -> "what
does Ole bring". This module knows nothing of what was said before the last question.
"""

import re

from rag.conversation.form.word_classes import HE, PREPOSITION, SHE, THEIR, any_of

_ENDS = rf"(?=\s*$|\s+(?:{PREPOSITION}|and|too|as well|again)\b)"  # "with her", "about her in May"
_OWNING = re.compile(rf"\b{THEIR}\b", re.IGNORECASE)
_OBJECT = re.compile(rf"\b(?:(?:him|them|it)\b|her\b{_ENDS})", re.IGNORECASE)
_PERSON = re.compile(any_of(HE | SHE), re.IGNORECASE)
_OWN = {"hers": "her", "theirs": "their"}
_OWNED = re.compile(r"(?:his|hers?|its|theirs?)|(?P<name>[\w-]+(?:\s[\w-]+){0,3})['’]s")
_AFTER = re.compile(rf"(?P<preposition>{PREPOSITION})\s+\S.*", re.IGNORECASE)
_IS_NAME = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3}")
_NAMED = re.compile(r"(?<=\s)(?!I\b)[A-Z\d]")


def put_for_pronoun(fragment: str, question: str) -> str | None:
    """Put a fragment in place of the one pronoun of its kind in a question; None without one."""
    owned = _owning(question)
    if _OWNED.fullmatch(fragment):
        own = _OWN.get(fragment.lower(), fragment)
        return _put(question, owned, own) if len(owned) == 1 else None
    if after := _AFTER.fullmatch(fragment):
        same = rf"\b{after['preposition']}\s+(?:{_OBJECT.pattern})"
        found = list(re.finditer(same, question, re.IGNORECASE))
        return _put(question, found, fragment) if len(found) == 1 else None
    people = list(_PERSON.finditer(question))
    if len(people) != 1 or not _IS_NAME.fullmatch(fragment) or _NAMED.search(question):
        return None
    return _put(question, people, f"{fragment}’s" if owned else fragment)


def _owning(question: str) -> list[re.Match[str]]:
    """Find "his" and "her" before what is owned."""
    objects = {one.start() for one in _OBJECT.finditer(question)}
    return [one for one in _OWNING.finditer(question) if one.start() not in objects]


def _put(question: str, found: list[re.Match[str]], text: str) -> str:
    return f"{question[: found[0].start()]}{text}{question[found[0].end() :]}"
