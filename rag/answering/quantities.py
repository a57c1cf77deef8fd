"""Numbers as people write them, with what they count: "over seven hours" -> 7 hour.

English only. This module knows nothing of documents.
"""

import re
from dataclasses import dataclass
from typing import Literal

Bound = Literal["about", "over", "under"]

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = """ten twenty thirty forty fifty sixty seventy eighty ninety"""
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), 1)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES |= {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "trillion": 1_000_000_000_000}
_WORD = "|".join(sorted([*_SMALL, *_SCALES, "dozen"], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>hundred|thousand|million|billion|trillion|bn|k|m)?\b"
    rf"|\b(?P<words>(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}))*)s?\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s*-?\s*(?:(?:more|other|new)\s+)?(?P<unit>%|[A-Za-z]+)")


_BOUNDS: dict[Bound, str] = {
    "about": "about|around|roughly|approximately|nearly|almost|some|close to|an estimated",
    "over": "over|more than|at least|above|upwards? of|as many as",
    "under": "under|less than|fewer than|at most|below|up to",
}
_BOUND = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + r")\W*$",
    re.IGNORECASE,
)
_NEAR = 0.1  # of the larger number, within which "about" holds
_FAR = 0.25  # of the number, up to which more than "over" it, or less than "under", is meant


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the word after it, singular and in lower case; None when there is none."""

    number: float
    unit: str | None = None
    bound: Bound | None = None

    def allows(self, number: float) -> bool:
        """Say whether another number can be meant: "over 300" allows 336, "about 50" 48."""
        if self.bound == "about":
            return abs(number - self.number) <= _NEAR * max(abs(number), abs(self.number))
        if self.bound is None or number == self.number:
            return number == self.number
        above = (number - self.number) * (1 if self.bound == "over" else -1)
        return 0 < above <= _FAR * abs(self.number)


def find_quantity(text: str) -> Quantity | None:
    """Read the first number of a short text; None when it holds none.

    "more than seven hours" -> over 7 hour; "32 million views" -> 32,000,000 view; "7" -> 7.
    """
    match = _NUMBER.search(text)
    if match is None:
        return None
    unit = _UNIT.match(text, match.end())
    name = unit["unit"].lower() if unit else None
    if name is not None and name != "%" and name.endswith("s") and len(name) > 3:
        name = name[:-1]
    return Quantity(_value(match), name, _bound(text[: match.start()]))


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers can be the same and count the same, where both say what."""
    units = {one.unit, other.unit} - {None}
    return len(units) < 2 and (one.allows(other.number) or other.allows(one.number))


def _bound(before: str) -> Bound | None:
    found = _BOUND.search(before)
    if found is None:
        return None
    return next(name for name in _BOUNDS if found[name])


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
        return number * _SCALES[match["scale"].lower()] if match["scale"] else number
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word == "dozen":
            current = max(current, 1) * 12
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0.0
    return total + current
