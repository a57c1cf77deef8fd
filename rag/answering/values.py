"""Do two answers say the same? Dates, numbers, names and plain words, each by its own measure.

This module knows nothing of where answers come from, but for a publication date that
completes "last Friday".
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.answering.dates import PartialDate, agree, complete, find_date
from rag.answering.quantities import Quantity, find_quantity, same_quantity

Kind = Literal["date", "number", "text"]

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"a", "an", "the"})
_NO_UNITS = frozenset(
    _WORD.findall(
        """a an and are as at be but by for from had has have he in into is it of on or she so
        than that the they to was were when where which while who will with"""
    )
)
_LONGEST_VALUE = 8  # words; a longer answer is text even when it holds a date or a number


@dataclass(frozen=True, slots=True)
class Value:
    """What an answer says, in a form that compares."""

    words: tuple[str, ...]  # lower case, without accents, articles and punctuation
    day: PartialDate | None = None
    quantity: Quantity | None = None

    @property
    def kind(self) -> Kind:
        """Say by which measure the value compares."""
        if self.day is not None:
            return "date"
        return "number" if self.quantity is not None else "text"


def read_value(text: str, published: date | None = None, after: str = "") -> Value:
    """Read an answer; a date in it is completed from the publication date of its document.

    `after` is how its sentence goes on: a bare "five" counts what stands there.
    """
    words = _words(text)
    if not 0 < len(words) <= _LONGEST_VALUE:
        return Value(words)
    found = find_date(text)
    if found is not None:
        return Value(words, day=complete(found, published) if published else found)
    return Value(words, quantity=_counted(text, after))


def _counted(text: str, after: str) -> Quantity | None:
    """Read a number; "five" with "-minute film" after it -> 5 minute, with "of them" -> 5."""
    said = find_quantity(text)
    if said is None or said.unit is not None:
        return said
    whole = find_quantity(text + after)
    if whole is None or whole.number != said.number or whole.unit in _NO_UNITS:
        return said
    return whole


def same_value(one: Value, other: Value) -> bool:
    """Say whether two answers agree.

    Dates agree when nothing both say differs, numbers when they are equal and count the
    same, names and words when one is contained in the other ("Taehyung", "Kim Taehyung").
    """
    if one.day is not None and other.day is not None:
        return agree(one.day, other.day)
    if one.quantity is not None and other.quantity is not None:
        return same_quantity(one.quantity, other.quantity)
    if not one.words or not other.words:
        return False
    return _contains(one.words, other.words) or _contains(other.words, one.words)


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b", "", plain)
    return tuple(word for word in _WORD.findall(plain) if word not in _ARTICLES)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    size = len(shorter)
    return any(longer[i : i + size] == shorter for i in range(len(longer) - size + 1))
