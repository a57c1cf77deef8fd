"""Rank what both searches found by a weighted sum of four features.

Summing scores beats reciprocal rank fusion, which forgets by how much a passage leads (Bruch,
Gai and Ingber, 2022). This module knows nothing of indexes or of how an answer is made.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple


class Features(NamedTuple):
    """What speaks for a passage; also the weight of each."""

    cosine: float  # of the vectors of question and passage, -1..1
    lexical: float  # BM25 as a share of the best passage's, 0..1
    coverage: float  # of the question's words, by rarity, those (or relatives) there, 0..1
    bigrams: float  # of the question's neighbouring words, those that neighbour there too, 0..1


# Fitted by `python -m rag.training rank` on two unlike corpora together. Each corpus's own weights
# gain it at most 0.7 points of answers in the first passage over the other's.
WEIGHTS = Features(cosine=17.2, lexical=3.6, coverage=7.1, bigrams=4.3)


def score(features: Features) -> float:
    """Give the score by which passages are ranked: higher is better, of any sign."""
    return sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))


class QueryTerms:
    """A question's words in their order, with the rarity of each (an inverse frequency).

    `relatives` are the words that stand for one ("director" for "directed").
    """

    def __init__(
        self,
        words: Sequence[str],
        rarity: Mapping[str, float],
        relatives: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        total = sum(rarity[word] for word in set(words))
        self._shares = {word: rarity[word] / total for word in words} if total else {}
        self._meant = {word: relatives.get(word, frozenset()) | {word} for word in self._shares}
        self._bigrams = frozenset(pairwise(words))

    def coverage(self, *texts: Sequence[str]) -> float:
        """Give the share of the question's words that any of the texts has, by rarity."""
        there = frozenset[str]().union(*texts)
        return sum(
            share for word, share in self._shares.items() if not there.isdisjoint(self._meant[word])
        )

    def bigrams(self, *texts: Sequence[str]) -> float:
        """Give the share of the question's pairs of neighbours that neighbour in any of the texts.

        Headings are such texts: of 250 questions on functions of a manual, each the heading of its
        section, what it does is first for 40.8 % with them and 36.0 % without. A title is none: of
        1,000 on news, whose titles are no names, the answer is among the first four for 73.5 %
        without and 73.0 % with them.
        """
        if not self._bigrams:
            return 0.0
        there = set[tuple[str, str]]().union(*map(self._bigrams.intersection, map(pairwise, texts)))
        return len(there) / len(self._bigrams)
