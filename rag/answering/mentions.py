"""Asked who or what a name is, where no few words plainly say so: a sentence that has the name.

"who is Ines Falk?" is answered by "Ines Falk of the rowing club joined in May". A name is what the
texts write with capitals within a sentence, however it is typed. English only. This module knows
nothing of how sentences are scored.
"""

import re

from rag.answering.values.wording import unaccented
from rag.reading.reader import Candidate, Reading
from rag.text.prefaces import without_preface
from rag.types import FENCE

# Chance that such a sentence is what was wanted. Not fitted: of 4,313 held-out questions 19 ask so.
CONFIDENCE = 0.4
# Confidence up to which a few words that are to say it are given in their sentence.
SURE = 0.7
_ASKS = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay)\b\W*)*(?:who|what)(?:['’]?s|['’]re|\s+(?:is|are|was|were))\s+"
    r"(?:(?:this|that|the)\s+)?(?P<name>[\w.&'’-]+(?:\s+[\w.&'’-]+){0,4}?)\s*\?*\s*",
    re.IGNORECASE,
)
_LEAST = 2  # characters


def asked_name(question: str) -> str:
    """Give what a question asks the meaning of and nothing else, "" for another question.

    >>> asked_name("who is Ines Falk?"), asked_name("who did Ines meet?")
    ('Ines Falk', '')
    """
    found = _ASKS.fullmatch(without_preface(question))
    name = found["name"].rstrip(".") if found else ""
    return name if len(name) >= _LEAST else ""


def mentioning(name: str, sentences: Reading) -> Reading:
    """Keep the sentences that have a name, where it is written as one."""
    kept = tuple(c for c in sentences.candidates if _speaks_of(name, c))
    return Reading(kept, CONFIDENCE if kept else 0.0)


def _speaks_of(name: str, found: Candidate) -> bool:
    """Say whether the quote of a candidate, which is no code, has a name."""
    return FENCE not in found.quoted and has_name(found.quoted, name)


def has_words_of(name: str, found: Candidate) -> bool:
    """Say whether the quote of a candidate, which is no code, has each word of a name as one.

    "Kim Taehyung aka V of BTS" has those of "BTS V".
    """
    return FENCE not in found.quoted and all(has_name(found.quoted, one) for one in name.split())


def has_name(text: str, name: str) -> bool:
    """Say whether a text has some words as a name, with its accents or without."""
    typed = r"\s+".join(map(re.escape, unaccented(name).split()))
    there = re.compile(rf"(?<![\w`-]){typed}(?![\w`-]|[.(]\S)", re.IGNORECASE)  # not of code
    return any(map(_is_name, there.finditer(unaccented(text))))


def _is_name(found: re.Match[str]) -> bool:
    """Say whether words have a capital or a figure each, and not as the start of a sentence."""
    words = found[0].split()
    if not all(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    begun = any(map(str.islower, found.string[: found.start()]))
    return begun or len(words) > 1 or not found[0][1:].islower()
