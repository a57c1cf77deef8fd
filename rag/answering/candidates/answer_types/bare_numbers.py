"""Leave out a bare number where money is asked for and the text writes sums with a currency.

Question: how much something costs or was paid.
Example: "How much was the rent?", "The meter read 48,213. The rent was £1,180." -> "£1,180"
Exceptions: a number whose sentence, or the heading over it, speaks of money; cells of a table, as
their heading may; all where the text writes no sum with a currency.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import quote_below_heading
from rag.reading.reader import Candidate
from rag.reading.verbalising import is_of_table

_OF_MONEY = (
    r"bills?|charges?d?|costs?|earn(?:ed|s)?|fares?|fees?|fined?|fines|paid|pay|prices?|rent|salary"
    r"|spen[dt]|wages?"
)
_ASKED = re.compile(
    rf"\bhow\s+much\b.*\b(?:{_OF_MONEY})\b"
    r"|\bhow\s+much(?:['’]?s|\s+(?:is|are))\s+(?:an?|my|our|the|your)\s+(?:[\w-]+\s*){1,3}\W*$"
    r"|\b(?:cost|fare|fee|price|salary)\s+(?:for|of)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*")
_WORTH = (
    r"(?:cents?|dollars?|euros?|francs?|kr|kron\w+|pence|pounds?|rupees?|won|yen|CHF|EUR|GBP|JPY|NOK"
    r"|SEK|USD)\b"
)
_PRICED = re.compile(rf"[$€£¥₩]\s?\d|\d\s?(?:[€₩]|{_WORTH})", re.IGNORECASE)
_SPEAKS = re.compile(
    rf"[$€£¥₩%]|\b(?:{_WORTH}|{_OF_MONEY}|amount\w*|billion|budget|bought|free|million|per|priced"
    r"|rates?|sold|sum|thousand|total\w*|worth)(?!\w)",
    re.IGNORECASE,
)
_LARGEST = 300_000  # characters of a document that are looked at


def without_bare_numbers(asked: Asked) -> Keep | None:
    """Keep all but numbers of something else, where a sum of money is asked for."""
    if not _ASKED.search(asked.question):
        return None
    return lambda one: not _is_bare(one)


def _is_bare(one: Candidate) -> bool:
    text = one.hit.document.text
    if not _NUMBER.fullmatch(one.text.strip()) or is_of_table(text, one.quote):
        return False
    if _SPEAKS.search(quote_below_heading(one)):
        return False
    return _PRICED.search(text, 0, _LARGEST) is not None
