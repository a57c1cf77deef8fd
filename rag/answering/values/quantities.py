"""Numbers as people write them, with what they count: "over seven hours" -> 7 hour.

English only. This module knows nothing of documents, and takes dates and times for numbers.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Literal

from rag.answering.values.number_words import NUMBER, ORDINAL, SCALE, may_count, scale_of, worth
from rag.answering.values.rates import find_rate
from rag.answering.values.units import CURRENCY, currency_unit, find_name, find_unit, find_verb
from rag.answering.values.wording import without_stops

Bound = Literal["about", "over", "under"]

_SIGN = r"(?:(?<![^\s(])[-−–](?=\S)|\b(?:minus|negative)\s+)"
_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)|\d+)(?:\.\d+)?|(?<!\w)\.\d+"
_DECADE = r"\d*0['’]?s\b"
_ONE_OF = r"one[\s-]+of\b"  # tells which, not how many
_NUMBER = re.compile(
    rf"(?P<nth>\b{ORDINAL}\b|\d+(?:st|nd|rd|th)\b)"
    rf"|(?P<sign>{_SIGN})?(?:(?P<currency>{CURRENCY})(?P<inner>[-−])?)?"
    rf"(?:(?<!\d)(?!{_DECADE})(?P<digits>{_DIGITS})"
    rf"|\b(?P<half>half\s+(?:an?\s+)?(?={SCALE}\b|dozen\b))?(?!{_ONE_OF})(?P<words>{NUMBER})\b)"
    rf"(?:\s+and\s+an?\s+(?P<part>half|quarter)\b)?(?:[\s-]*(?P<scale>{SCALE})\b)?",
    re.IGNORECASE,
)
# "5m" is five million where it stands for money or for what comes in millions, else five metres.
_IN_MILLIONS = re.compile(
    r"\s*(?:people|users|views|viewers|followers|subscribers|listeners|copies|streams|downloads"
    r"|dollars|euros|pounds|yen|won)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"0\d\d")
_DOTTED = re.compile(r"(?<!\d)\d+(?:\.\d+){2,}")  # a version, an address
_VULGAR = re.compile(r"(?P<whole>(?<!\d)\d{1,15})? ?(?P<part>[¼-¾⅐-⅞])")

_BOUNDS: dict[Bound, str] = {
    "about": "about|around|roughly|approximately|nearly|almost|some|close to|an estimated",
    "over": "over|more than|at least|above|upwards? of|as many as|not? (?:less|fewer) than",
    "under": "under|less than|fewer than|at most|below|up to|not? more than",
}
_BOUND = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + r")\W*$",
    re.IGNORECASE,
)
_NEAR = 0.1  # of the larger number, within which "about" holds
_REACH = 80  # characters on either side of a number that tell what it counts
_FAR = 0.25  # of the number, up to which more than "over" it, or less than "under", is meant


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts, singular and in lower case; None when nothing says so."""

    number: float
    unit: str | None = None
    bound: Bound | None = None
    name: str | None = None  # what it is the number of: "apollo" of "Apollo 11"
    deed: str | None = None  # what those counted do: "died" of "five died"
    rate: str | None = None  # what it is so much for: "month" of "£30 a month"
    figures: str = field(default="", compare=False)  # as written, where it is in figures

    def allows(self, number: float) -> bool:
        """Say whether another number can be meant: "over 300" allows 336, "about 50" 48."""
        if self.bound == "about":
            return abs(number - self.number) <= _NEAR * max(abs(number), abs(self.number))
        if self.bound is None or number == self.number:
            return number == self.number
        above = (number - self.number) * (1 if self.bound == "over" else -1)
        return 0 < above <= _FAR * abs(self.number)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Read the numbers of a short text, in order; ordinals and decades are none.

    "more than seven hours" -> over 7 hour; "5 to 7 days" -> 5, 7 day; "3.11.2" -> 3, 11, 2;
    "-5 °C" -> -5 °c; "$5m" -> 5,000,000 dollar; "Apollo 11" -> 11, named apollo.
    """
    if not may_count(text):
        return ()
    text = _DOTTED.sub(lambda match: match[0].replace(".", " "), without_stops(text))
    text = _VULGAR.sub(_as_decimal, text)
    return tuple(_quantity(match, text) for match in _NUMBER.finditer(text) if not match["nth"])


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers can be the same and count the same, where both say what."""
    units = {one.unit, other.unit} - {None}
    if len(units) > 1 or {one.bound, other.bound} == {"over", "under"}:
        return False
    if not same_rate(one, other) or _written_apart(one, other):
        return False
    return _same_name(one, other) and (one.allows(other.number) or other.allows(one.number))


def same_rate(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers can be so much for the same; of "a month" and "a year" none can."""
    return one.rate == other.rate or None in (one.rate, other.rate)


def _written_apart(one: Quantity, other: Quantity) -> bool:
    """Tell the code 0420 from 420, and Python 3.10 from 3.1."""
    figures = (one.figures, other.figures)
    if one.number != other.number or not all(figures) or figures[0] == figures[1]:
        return False
    if any(_CODE.match(said) for said in figures):
        return True
    return bool(one.name or other.name) and all("." in said for said in figures)


def _same_name(one: Quantity, other: Quantity) -> bool:
    """Tell "Apollo 11" from "Gemini 11" and from "11 people", but not from "11"."""
    if one.unit is not None and one.unit == other.unit:
        return True
    if one.name is not None and other.name is not None:
        return one.name == other.name
    named, plain = (one, other) if one.name is not None else (other, one)
    return named.name is None or named.unit is not None or plain.unit is None


def _quantity(match: re.Match[str], text: str) -> Quantity:
    begin, currency = max(0, match.start() - _REACH), match["currency"]
    around = text[begin : match.end() + _REACH]  # of all the text, the time would be its square
    before, end = around[: match.start() - begin], match.end() - begin
    number = _unscaled(match)
    if scale := match["scale"]:
        certain = scale.lower() not in ("m", "b") or currency
        if certain or (scale.lower() == "m" and _IN_MILLIONS.match(around, end)):
            number *= scale_of(scale)
        else:
            end = match.start("scale") - begin
    if match["inner"] or (match["sign"] and not before.rstrip()[-1:].isdigit()):
        number = -number
    unit = currency_unit(currency) if currency else find_unit(around, end)
    deed = None if unit else find_verb(around, end)
    rate = find_rate(around, end)
    figures = "" if scale else match["digits"] or ""
    found = Quantity(number, unit, _bound(before), find_name(before), deed, rate, figures)
    return replace(found, bound="over") if around.startswith("+", end) else found


def _unscaled(match: re.Match[str]) -> float:
    digits = match["digits"]
    number = float(digits.replace(",", "")) if digits else worth(match["words"])
    if match["half"]:
        number /= 2
    return number + {"half": 0.5, "quarter": 0.25}.get((match["part"] or "").lower(), 0.0)


def _as_decimal(match: re.Match[str]) -> str:
    return f"{int(match['whole'] or 0) + unicodedata.numeric(match['part']):.4f}"


def _bound(before: str) -> Bound | None:
    found = _BOUND.search(before)
    if found is None:
        return None
    return next(name for name in _BOUNDS if found[name])
