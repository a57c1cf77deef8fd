"""Exact match and token F1 of answers, as defined by SQuAD (Rajpurkar et al. 2016; 2018).

Formulae only; knows nothing of models or files.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> str:
    """Lower the case; drop ASCII punctuation, articles and extra space.

    >>> normalised("The  Beatles!")
    'beatles'
    """
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """Give 1.0 when the answer equals a gold answer; `("",)` means that none is right."""
    return float(any(normalised(answer) == normalised(gold) for gold in golds))


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """Give the best harmonic mean of token precision and recall over the gold answers."""
    return max(_f1(normalised(answer).split(), normalised(gold).split()) for gold in golds)


def area_under_roc(positive: Floats, negative: Floats) -> float:
    """Give the chance that a positive's score is above a negative's; ties count a half."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    upto = np.searchsorted(ordered, positive, side="right")
    return float((below + upto).mean() / 2 / len(negative))


def _f1(answer: Sequence[str], gold: Sequence[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    common = sum((Counter(answer) & Counter(gold)).values())
    if not common:
        return 0.0
    return 2 * common / (len(answer) + len(gold))
