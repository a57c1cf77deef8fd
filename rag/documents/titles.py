"""Give every document a title: its first Markdown heading, an article's headline, else its first
sentence, shortened."""

import re
from collections.abc import Sequence

from rag.documents.dates import parse_date
from rag.text.markdown import without_emphasis
from rag.text.sentences import sentence_spans
from rag.text.shortening import shorten
from rag.types import Span

LONGEST = 80  # characters, the ellipsis included
_REACH = 2_000  # characters from the start of the content within which a sentence is sought
# Characters of a heading, marks included: taking these away takes the square of their number.
_MARKED_UP = 1_000
_HEADING = re.compile(r"#\s+(?P<title>\S[^\r\n]*)")
_UNDERLINED = re.compile(r"(?P<title>\S[^\r\n]*)(?:\r\n|\r|\n)=+[ \t]*(?=[\r\n]|\Z)")
_WORD = re.compile(r"[^\W_]")
# A page's number, or how a letter begins.
_NO_TITLE = re.compile(r"\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*|dear\b[^.?!:;\n]{0,60},", re.I)
_CLOSING = re.compile(r"\s+#+\s*$")


def heading_title(text: str, start: int) -> str | None:
    """Return the heading of level 1 that the text at `start` begins with, without markup."""
    begin = start + len(text[start : start + _REACH]) - len(text[start : start + _REACH].lstrip())
    match = _HEADING.match(text, begin) or _UNDERLINED.match(text, begin)
    if match is None:
        return None
    return (
        shorten(without_emphasis(_CLOSING.sub("", match["title"][:_MARKED_UP])), 3 * LONGEST)
        or None
    )


def sentence_title(text: str, content: Sequence[Span]) -> str:
    """Return the first sentence of the content that can be a title, at most 80 characters of it.

    It has a word, and is more than a date, a page's number or "Dear Ann,".
    """
    first = content[0]
    spans = sentence_spans(text, first.start, min(first.end, first.start + _REACH))
    sentences = [text[span.start : span.end] for span in spans]
    with_words = list(filter(_WORD.search, sentences)) or sentences
    return shorten(next(filter(_may_be_title, with_words), with_words[0]), LONGEST)


def _may_be_title(sentence: str) -> bool:
    line = sentence.strip()
    return parse_date(line.strip("*_. ")) is None and not _NO_TITLE.fullmatch(line)
