"""Leave out what can be no place and no nationality where an origin is asked for.

Question: where somebody (he, she, or what the texts write as a name) is or comes from.
Example: "Where is Ida from?", "Her last ode is by Ida, born in Leeds." -> "Leeds", not "last ode"
Exceptions: whatever has a capital or stands behind "from", "in", "at" or "near"; but not a way
("from the club to the stage"), nor what stands behind a "from" in a sentence that has told of
nobody yet ("in a scene from the video, Ida …").
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.mentions import has_name
from rag.reading.reader import Candidate, Reading
from rag.text.function_words import FUNCTION_WORDS
from rag.text.stems import stems

_OF = r"(?!(?:the|an?|my|our|your|his|her|its|their|this|that|these|those)\b)[\w.&'’ -]{1,60}?"
_ASKED = re.compile(
    rf"\bwhere(?:\s+(?:is|was)|['’]?s)\s+(?P<of>{_OF})\s+(?:originally\s+)?from\s*(?:\?|$)"
    rf"|\bwhere\s+(?:does|did)\s+(?P<came>{_OF})\s+(?:come|hail|originate)\s+from\s*(?:\?|$)",
    re.IGNORECASE,
)
_PERSON = frozenset({"he", "she"})
_LEAD = re.compile(r"\b(?:(?P<from>from)|in|at|near)\s+(?:the\s+)?\Z", re.IGNORECASE)
_LED = re.compile(r"(?:(?P<from>from)|in|at|near)\s", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:he|she|it|they|who|which|that|i|we|him|her|them|born|native|c[ao]m(?:e|es|ing)|hails?"
    r"|originat\w*|originally)\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"from\s.{1,60}?\sto\s", re.IGNORECASE)  # "From the club to the big stage"
_BEGINS = 2  # characters before a "from" that begins a sentence: "From Leeds, she …"
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def of_origins(asked: Asked) -> Keep | None:
    """Keep what can be a place or a nationality, where somebody's origin is asked."""
    found = _ASKED.search(asked.question)
    name = (found["of"] or found["came"]) if found else ""
    if not name or not _is_of_somebody(name, asked.reading):
        return None
    known = stems(name)
    return lambda one: _is_place(one, known)


def _is_of_somebody(name: str, reading: Reading) -> bool:
    """Say whether the documents write it as a name, or it stands for a person."""
    if name.lower() in _PERSON:
        return True
    return any(has_name(one.quoted, name) for one in reading.candidates)


def _is_place(one: Candidate, name: set[str]) -> bool:
    if _WAY.match(one.text):
        return False
    led = _LED.match(one.text)
    lead = led or _LEAD.search(one.before)
    if lead and lead["from"]:
        before = one.before if led else one.before[: lead.start()]
        told = not name or name & stems(before) or _SOMEBODY.search(before)
        return len(before) <= _BEGINS or bool(told)
    words = _WORD.findall(one.text)
    named = any(word[0].isupper() and word.lower() not in FUNCTION_WORDS for word in words)
    return named or lead is not None
