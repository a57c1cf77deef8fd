"""Whether a question compares one thing with others, or leaves one out: "which is the cheapest?".

More than the one thing that it names may answer such a question. A superlative is known by its two
other forms: "cheapest" has "cheap" and "cheaper", while "Budapest", "Everest", "digest" and "rest"
have not both. English only. This module knows nothing of documents.
"""

import re
from functools import lru_cache

from rag.text.english import is_word

_COMPARES = re.compile(
    r"\b(?:after|apart|before|besides|best|between|but|compared|differ\w*|else|except|farthest"
    r"|following|furthest|instead|least|less|more|most|next|not|other|previous|same|since|than|until"
    r"|versus|vs|without|worst)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\b[a-z]{2,20}est\b", re.IGNORECASE)
_BY_CHANCE = frozenset(
    """
    chest congest conquest detest divest earnest fest honest infest jest modest pest priest tempest
    test vest
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_REMEMBERED = 16  # questions, each of which several rules ask about


@lru_cache(_REMEMBERED)
def compares(question: str) -> bool:
    """Say whether a question has a word that compares, or that leaves something out.

    >>> compares("Which is the cheapest?"), compares("How high is Everest?")
    (True, False)
    """
    if _COMPARES.search(question):
        return True
    return any(_is_superlative(word.lower()) for word in _ENDING.findall(question))


def _is_superlative(word: str) -> bool:
    """Say whether a word on -est has the forms without it and on -er; on -iest, that on -y."""
    stem = word.removesuffix("est")
    if word in _BY_CHANCE:
        return False
    if stem.endswith("i"):
        return is_word(f"{stem[:-1]}y") or is_word(f"{stem[:-1]}ey")
    plain = {stem, f"{stem}e"}  # "cheap", "large"
    if stem[-1:] == stem[-2:-1]:
        plain.add(stem[:-1])  # "big"
    return is_word(f"{stem}er") and any(map(is_word, plain))
