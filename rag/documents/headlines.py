"""Find the headline of an article that was saved as text: what stands above who wrote it, or where.

"THE HARBOUR GAZETTE / 3 May 2019 / Ferry aground / By Ann Lee" -> "Ferry aground". A line with the
author, or with the paper and the day, shows that the one above it is a headline; capitals alone
show nothing. English only. This module knows nothing of Markdown.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.documents.dates import heading_date, parse_date
from rag.text.papers import PAPER

_REACH = 1_000  # characters of an article's head
_MOST_LINES = 8  # that are not blank
_DATELINE = 3  # of these, the first ones that may name the paper and the day
_LONGEST = 200  # characters of a headline
_LONGEST_PAPER = 80  # characters of a line that names a paper and a day
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NAME = r"[A-Z][\w.'’-]*"
_NAMES = rf"{_NAME}(?: (?:(?:van|von|de|der|la|al) )?{_NAME}){{1,3}}"
_BYLINE = re.compile(rf"(?:By|BY) {_NAMES}(?:(?:,| and| &) {_NAMES})*(?:, [\w ]{{1,40}})?")
_PAPER = re.compile(rf"(?:[\w'’&-]+ ){{0,4}}{PAPER}", re.IGNORECASE)


def headline(text: str, start: int) -> str | None:
    """Return the headline of the article that begins at `start`, None where nothing shows one."""
    head = text[start : start + _REACH]
    found = list(_LINE.finditer(head))[:_MOST_LINES]
    lines = [line[0].strip() for line in found]
    byline = next((i for i, line in enumerate(lines) if _BYLINE.fullmatch(line)), None)
    if byline is not None:
        return _last_title(lines[:byline])
    if len(lines) > 1 and _is_paper_and_day(lines[1]):
        return _last_title(lines[:1])
    below = next((i for i, line in enumerate(lines) if i and not _has_day(line)), 0)
    if below > 1 and _PAPER.fullmatch(lines[0]) and len(lines) > below + 1:
        between = head[found[below].end() : found[below + 1].start()]
        alone = len(_LINE_BREAK.findall(between)) > 1
        return _last_title(lines[below : below + 1]) if alone else None
    return None


def paper_day(text: str, start: int) -> date | None:
    """Return the day that stands beside the paper's name, or the place, below a headline.

    Lines of other days are a diary's, and say nothing.

    >>> paper_day("The Courier, 9 June 2024\\n\\nThe ferry ran aground yesterday.", 0)
    datetime.date(2024, 6, 9)
    """
    lines = [found[0].strip() for found in _LINE.finditer(text, start, start + _REACH)]
    days = {heading_date(line) for line in lines if _is_paper_and_day(line)}
    first = any(map(_is_paper_and_day, lines[:_DATELINE]))
    return days.pop() if first and len(days) == 1 else None


def _last_title(lines: Sequence[str]) -> str | None:
    """Give the last line that may be a headline, with the ones that it goes on from."""
    fit = [line for line in lines if not _has_day(line) and not line.endswith((".", ","))]
    if not fit:
        return None
    first = len(fit) - 1
    while first > 0 and fit[first][0].islower():
        first -= 1
    title = " ".join(fit[first:])
    return title if len(title) <= _LONGEST else None


def _has_day(line: str) -> bool:
    return len(line) <= _LONGEST_PAPER and heading_date(line) is not None


def _is_paper_and_day(line: str) -> bool:
    """Say whether a line is "The Evening Star, 2 June 2019", or "OSLO, 2 June 2019".

    That is a name in capitals, and a day; "Monday, 2 June 2019" is the day alone.
    """
    name = line.split(",")[0].strip()
    named = re.fullmatch(rf"(?:[Tt]he )?{_NAMES}|{_NAME}", name)
    return _has_day(line) and named is not None and parse_date(line) is None
