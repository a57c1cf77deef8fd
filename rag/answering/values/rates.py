"""What a number is so much for: "£30 a month" -> month, "5 mg per kg" -> kg, "30 km/h" -> hour."""

import re

_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_SAME = {
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "sec": "second",
    "min": "minute",
    "annum": "year",
}
_TIMES = r"(?:second|minute|hour|day|night|week|month|quarter|term|season|year)s?"
_EACH = rf"(?:{_TIMES}|adult|car|child|guest|head|item|member|pair|person|piece|pupil|time|unit)\b"
_RATE = re.compile(
    r"(?:\s*-?\s*[^\W\d_]+)?\s*"  # what is counted
    rf"(?:(?:\bper\s+(?!cent\b)|/\s?)(?P<per>[^\W\d_]+)|\b(?:an?|each|every)\s+(?P<each>{_EACH})"
    rf"|\b(?P<adverb>{'|'.join(_ADVERBS)})\b)",
    re.IGNORECASE,
)


def find_rate(text: str, start: int) -> str | None:
    """Read what a number that ends at `start` is so much for, singular; None where nothing says so.

    >>> find_rate("£30 every month", 3), find_rate("5 mg/kg", 1), find_rate("£30 in cash", 3)
    ('month', 'kg', None)
    """
    found = _RATE.match(text, start)
    if found is None:
        return None
    if found["adverb"]:
        return _ADVERBS[found["adverb"].lower()]
    word = (found["per"] or found["each"]).lower()
    plain = word[:-1] if word.endswith("s") and len(word) > 3 else word
    return _SAME.get(plain, plain)
