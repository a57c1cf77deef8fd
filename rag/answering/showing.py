"""Leave the marks of lists, headings, tables and emphasis off the ends of what is said.

"3. Tom Oduya" -> "Tom Oduya", "| F28 | no ignition |" -> "F28 | no ignition". Only ends are cut,
so that what is said still stands in its quote. Before a number most marks stay: "- 5" may be a
minus, "> 90 %" means more than that; so does a day before its month. A number is a list's only
where the next or last one begins a line near it: "1. FC Köln" is a name; a bold mark is one only
with its partner: "**kwargs". Several items keep their marks. English only. This module knows
nothing of how an answer is found.
"""

import re

from rag.text.months import MONTH
from rag.types import Span

_BEFORE_A_WORD = r"\s+(?=\W*[^\W\d])"
_LEADING = re.compile(
    rf"\s+|\|+|\*\*\s+|#{{1,6}}\s+|>+{_BEFORE_A_WORD}|(?P<item>[-*+•‣▪●◦–]{_BEFORE_A_WORD}"
    rf"|\(?(?P<number>\d{{1,3}})[.)]{_BEFORE_A_WORD}(?!{MONTH}\b))",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(r"\n\s*(?:[-*+•‣▪●◦–]|\(?\d{1,3}[.)])\s")
_LINE_BEGINS = r"^[\s>|*]*"
_NEAR = 2_000  # characters between two items
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})")
_BOLD = "**"
_PAIRS = (_BOLD, "*", "`")  # not "_", which belongs to names: "__init__"
_OPENS, _CLOSES = re.compile(r"(?<!\w)\*\*(?=\S)"), re.compile(r"(?<=\S)\*\*(?!\w)")


def shown(document: str, span: Span) -> str:
    """Slice a document without marks at both ends; what has no letter or digit stays as it is."""
    cut, before = span, None
    while cut != before:
        before = cut
        cut = Span(_after_mark(document, cut), cut.end)
        cut = _without_emphasis(document, _without_end(document, cut))
    said = document[cut.start : cut.end]
    return said if any(map(str.isalnum, said)) else document[span.start : span.end]


def _after_mark(document: str, span: Span) -> int:
    """Give where a text begins after one mark of a list, a heading, a table or a quotation."""
    found = _LEADING.match(document, span.start, span.end)
    if found is None or (found["item"] and _NEXT_ITEM.search(document, span.start, span.end)):
        return span.start
    if found["number"] and not is_listed(document, span.start, int(found["number"])):
        return span.start
    return found.end()


def is_listed(document: str, start: int, number: int) -> bool:
    """Say whether a number begins a line, and the one before or after it begins another one."""
    line = document.rfind("\n", 0, start) + 1
    if not re.fullmatch(_LINE_BEGINS, document[line:start]):
        return False
    like = rf"{_LINE_BEGINS}\(?(?:{number - 1}|{number + 1})[.)]\s"
    around = document[max(0, start - _NEAR) : start + _NEAR]
    return re.search(like, around, re.MULTILINE) is not None


def _without_end(document: str, span: Span) -> Span:
    """Cut the bars of a table and the rule below a heading."""
    text = document[span.start : span.end].rstrip().rstrip("|").rstrip()
    above, _, last = text.rpartition("\n")
    text = above.rstrip() if above and _UNDERLINE.fullmatch(last) else text
    return Span(span.start, span.start + len(text))


def _without_emphasis(document: str, span: Span) -> Span:
    """Cut a pair of marks from around a text, and a bold one that has its partner outside."""
    for mark in _PAIRS:
        text = document[span.start : span.end]
        inside = text.removeprefix(mark).removesuffix(mark)
        if inside == text or mark in inside:
            continue
        if len(text) - len(inside) == 2 * len(mark):
            span = Span(span.start + len(mark), span.end - len(mark))
        elif mark == _BOLD:
            span = _without_half(document, span, opens=text.startswith(mark))
    return span


def _without_half(document: str, span: Span, *, opens: bool) -> Span:
    """Cut a bold mark at one end where the other one stands in the rest of its line."""
    if opens:
        end = document.find("\n", span.end)
        line = document[span.end : end if end >= 0 else len(document)]
        return Span(span.start + len(_BOLD), span.end) if _CLOSES.search(line) else span
    line = document[document.rfind("\n", 0, span.start) + 1 : span.start]
    return Span(span.start, span.end - len(_BOLD)) if _OPENS.search(line) else span
