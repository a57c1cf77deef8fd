"""What an answer is worth beside the gold answers: SQuAD's measures, and by value.

Exact match and token F1 are those of SQuAD (Rajpurkar et al. 2016; 2018) and equal the
official script's. The measures by value also take "24 January 2024" for "January 24, 2024"
and "seven hours" for "7 hours". Formulae only; knows nothing of questions, models or files.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.values.comparing import Value, read_value, same_value
from rag.answering.values.dates import find_dates
from rag.answering.values.partial_dates import PartialDate
from rag.answering.values.quantities import find_quantities

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
# Right before a gold answer these turn it round: "not refundable", "vice president".
_TURNED = re.compile(
    r"(?:\b(?:not|never|nor|vice|deputy|former|ex|assistant)|n't)[\s-]+(?:an?\s+|the\s+)?$"
)
_HEDGES = frozenset(
    ["about", "almost", "approximately", "around", "at", "least", "more", "nearly", "over", "than"]
)


def normalised(text: str) -> str:
    """Lower the case; drop ASCII punctuation, articles and extra space.

    >>> normalised("The  Beatles!")
    'beatles'
    """
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def squad_golds(golds: Sequence[str]) -> tuple[str, ...]:
    """Give the golds as SQuAD 2.0 counts them: `("",)` when none is left, "no answer is right".

    >>> squad_golds(["The", "Beatles"])
    ('Beatles',)
    """
    return tuple(gold for gold in golds if normalised(gold)) or ("",)


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """Give 1.0 when the answer equals a gold answer; `("",)` means that none is right."""
    return float(any(normalised(answer) == normalised(gold) for gold in golds))


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """Give the best harmonic mean of token precision and recall over the gold answers, 0..1."""
    return max(_f1(normalised(answer).split(), normalised(gold).split()) for gold in golds)


def value_exact(answer: str, golds: Sequence[str]) -> float:
    """Give 1.0 for an exact match, or the same date or number written otherwise."""
    if exact_match(answer, golds):
        return 1.0
    said = read_value(answer)
    return float(any(_equal_values(said, read_value(gold)) for gold in golds))


def value_f1(answer: str, golds: Sequence[str]) -> float:
    """Give 1.0 for the same date or number written otherwise, else the token F1."""
    return value_exact(answer, golds) or token_f1(answer, golds)


def accepted(answer: str, golds: Sequence[str], *, note: str = "") -> bool:
    """Say whether a person would take the answer for a gold one: its value, or more words.

    A date in the `note` that is shown beside the answer counts as said with it.

    >>> accepted("It was directed by Um Tae-hwa.", ["Um Tae-hwa"])
    True
    >>> accepted("It is not refundable.", ["refundable"])
    False
    >>> accepted("Sunday", ["June 23"], note="that is June 23, 2024")
    True
    """
    said = read_value(answer)
    return any(
        same_value(said, read_value(gold)) or _holds(answer, gold) for gold in golds
    ) or _dated_alike(said, find_dates(note).values, golds)


def contains(text: str, golds: Sequence[str]) -> bool:
    """Say whether a gold answer stands in a text, word for word, after normalisation.

    >>> contains("It came out on the 24th.", ["came out on 24th"])
    True
    """
    padded = f" {_plain(text)} "
    return any(f" {words} " in padded for words in map(_plain, golds) if words)


def _holds(text: str, gold: str) -> bool:
    """Say whether a text has a gold answer between its words, and nothing turns it round there.

    No number goes on beside it.
    """
    text, gold = (_typed(part).casefold().strip() for part in (text, gold))
    whole = rf"(?<!\w)(?<!\d[-.,:/]){re.escape(gold)}(?!\w)(?![-.,:/]\d)"
    places = re.finditer(whole, text) if gold else ()
    return any(not _TURNED.search(text[: place.start()]) for place in places)


def _plain(text: str) -> str:
    """Normalise with typographic quotes and dashes as their ASCII likes."""
    return normalised(_typed(text))


def _typed(text: str) -> str:
    return text.translate(_TYPOGRAPHIC)


def _dated_alike(said: Value, shown: Sequence[PartialDate], golds: Sequence[str]) -> bool:
    """Say whether a value is a gold date once its own dates are written out as is shown."""
    whole = replace(said, dates=tuple(shown))
    values = map(read_value, golds)
    return bool(shown) and any(gold.dates and same_value(whole, gold) for gold in values)


def _f1(answer: Sequence[str], gold: Sequence[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    common = sum((Counter(answer) & Counter(gold)).values())
    if not common:
        return 0.0
    return 2 * common / (len(answer) + len(gold))


def _equal_values(one: Value, other: Value) -> bool:
    """Say whether two values have the same dates, times and numbers, which count the same."""
    if one.kind == "text" or (one.dates, one.times) != (other.dates, other.times):
        return False
    if len(one.quantities) != len(other.quantities) or not same_value(one, other):
        return False
    if not one.quantities:
        return True
    beside, beside_other = _beside_number(one), _beside_number(other)
    return beside <= beside_other or beside_other <= beside


def _beside_number(value: Value) -> frozenset[str]:
    """Give the words that are no part of the number: {"apollo"} of "about Apollo 11"."""
    return frozenset(w for w in value.words if w not in _HEDGES and not find_quantities(w))
