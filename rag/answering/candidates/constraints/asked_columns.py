"""The columns of a row that a question asks for: what it costs, not what it weighs.

Question: any; one for a price or a time asks for a column by its kind too.
Example: "what does a Merlin cost?", "| Bike | Gears | Price |" -> Price
Exceptions: all columns, where none has a word of the question in its heading, or is of its kind.

A word of the question may mean the same as one of the heading ("start", "begins"); one of what the
rows are ("Term", over "Autumn") asks for no other column. A price is known by its heading or a
currency. "How much is" asks for a price only where no heading has a word of the question.
"Non-residents" shuts out the column of residents.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from rag.text.stems import stems

_PRICE = re.compile(
    r"\b(?:price|cost|fee|charge|fare|tariff)[sd]?\b|\bpay\b|\bhow\s+expensive\b", re.IGNORECASE
)
_HOW_MUCH = re.compile(r"\bhow\s+much\s+(?:is|are|was|were|for)\b", re.IGNORECASE)
_TIME = re.compile(r"^\W*(?:and\s+|so\s+)?when\b|\bwhat\s+(?:day|date|time)s?\b", re.IGNORECASE)
_OF_PRICE = frozenset({"price", "cost", "fee", "charg", "fare", "tarif"})
_OF_TIME = frozenset({"date", "day", "time", "when", "hour"})
_SAME = {"start": ("begin",), "begin": ("start",), "end": ("finis",), "finis": ("end",)}  # stems
_CURRENCY = re.compile(r"[€£$¥₩]|\b(?:CHF|EUR|GBP|JPY|KRW|USD)\b")
_NOT_OF = re.compile(r"\bnon[\s-](\w+)", re.IGNORECASE)


Columns = Mapping[str, str]  # headings, and what stands below them in a row; "" for nothing


def asked_columns(question: str, columns: Columns, rows: str = "") -> AbstractSet[str]:
    """Give the headings that a question may ask for, of those of a row; maybe all.

    `rows` is the heading of what names the rows.

    >>> sorted(asked_columns("what does a Merlin cost?", {"Gears": "27", "Price": "899"}))
    ['Price']
    """
    asked = stems(_NOT_OF.sub("", question)) - stems(rows)
    asked |= {other for word in asked for other in _SAME.get(word, ())}
    shut = stems(" ".join(_NOT_OF.findall(question)))
    left = {one for one in columns if shut.isdisjoint(stems(_NOT_OF.sub("", one)))}
    named = {one for one in left if asked & stems(one)}
    if _TIME.search(question):
        named -= {one for one in named if _OF_PRICE & stems(one)}
    kind = _of_kind(question, {one: columns[one] for one in left}, sure=not named)
    return named & kind or named or kind or left


def _of_kind(question: str, columns: Columns, *, sure: bool) -> AbstractSet[str]:
    """Give the headings of prices or of times, where a question asks for one."""
    if _PRICE.search(question) or (sure and _HOW_MUCH.search(question)):
        return {one for one, cell in columns.items() if _is_price(one, cell)}
    if _TIME.search(question):
        return {one for one in columns if _OF_TIME & stems(one)}
    return set()


def _is_price(heading: str, cell: str) -> bool:
    return bool(_OF_PRICE & stems(heading) or _CURRENCY.search(f"{heading} {cell}"))
