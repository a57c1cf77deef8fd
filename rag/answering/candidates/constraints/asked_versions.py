r"""Leave out what is listed under other versions than the one that the question has.

Question: any with a version: three numbers ("2.1.0"), or two behind a word for it ("version 2.1").
Example: "What is new in 2.1.0?", "## 2.1.0\n\nDark mode\n\n## 2.0.3\n\nSearch" -> "Dark mode"
Exceptions: what stands next to a sentence that names the version asked about; a question that
compares.

A candidate is told of the version in the heading that it stands in or below.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import level_of
from rag.questions.comparing import compares
from rag.reading.reader import Candidate
from rag.text.headings import headings_above

_NUMBERS = r"(\d+(?:\.\d+){1,3})\b(?![.,]?\d)"
VERSION = re.compile(rf"(?<![\w.,])v?{_NUMBERS}", re.IGNORECASE)  # of a text on versions: "v4.2.0"
# Two numbers are as often a measure; three, or a word before them, are a version.
_ASKED = re.compile(
    r"(?:(?<![\w.,])v?(?=\d+(?:\.\d+){2})|\b(?:versions?|release|update|v)\s*)"
    rf"{_NUMBERS}",
    re.IGNORECASE,
)


def of_asked_versions(asked: Asked) -> Keep | None:
    """Keep all but what stands under the headings of other versions than those asked about."""
    versions = set[str](_ASKED.findall(asked.question))
    if not versions or compares(asked.question):
        return None
    return lambda one: not _is_of_others(one, versions)


def _is_of_others(one: Candidate, asked: set[str]) -> bool:
    if level_of(replace(one, span=one.quote)) is not None:
        own = VERSION.findall(one.quoted)
        return bool(own) and not any(_is_within(mine, its) for mine in asked for its in own)
    text = one.hit.document.text
    above = headings_above(text, one.quote.start, one.quote.start)
    told = set[str](VERSION.findall(above[-1])) if above else set[str]()
    named = told | set[str](VERSION.findall(_around(one)))
    return bool(told) and not any(_is_within(mine, its) for mine in asked for its in named)


def _is_within(one: str, other: str) -> bool:
    """Say whether one of two versions is the other or one of its: 2.1 and 2.1.3."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _around(one: Candidate) -> str:
    """Give the quote with the sentences of its passage right before and after it."""
    spans, quote = one.hit.passage.sentences, one.quote
    before = [span.start for span in spans if span.end <= quote.start][-1:]
    after = [span.end for span in spans if span.start >= quote.end][:1]
    return one.hit.document.text[min([*before, quote.start]) : max([*after, quote.end])]
