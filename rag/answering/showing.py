"""Leave the marks of lists, headings, tables and emphasis off the ends of what is said.

"3. Tom Oduya" -> "Tom Oduya", "| F28 | no ignition |" -> "F28 | no ignition". Only ends are cut,
so that what is said still stands in its quote. Before a number most marks stay: "- 5" may be a
minus, "> 90 %" means more than that; so does a day before its month. English only. This module
knows nothing of how an answer is found.
"""

import re

from rag.months import MONTH

_BEFORE_A_WORD = r"\s+(?=\W*[^\W\d])"
_LEADING = re.compile(
    rf"\s+|\|+|#{{1,6}}\s+|(?:[-*+•‣▪●◦–]|>+){_BEFORE_A_WORD}"
    rf"|\(?\d{{1,3}}[.)]{_BEFORE_A_WORD}(?!{MONTH}\b)",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})")
_BOLD = "**"
_PAIRS = (_BOLD, "*", "`")  # not "_", which belongs to names: "__init__"


def shown(text: str) -> str:
    """Cut marks off both ends; a text without a letter or digit stays as it is."""
    cut, before = text, ""
    while cut != before:
        before = cut
        if found := _LEADING.match(cut):
            cut = cut[found.end() :]
        cut = _without_emphasis(_without_end(cut))
    return cut if any(map(str.isalnum, cut)) else text


def _without_end(text: str) -> str:
    """Cut the bars of a table and the rule below a heading."""
    text = text.rstrip().rstrip("|").rstrip()
    above, _, last = text.rpartition("\n")
    return above.rstrip() if above and _UNDERLINE.fullmatch(last) else text


def _without_emphasis(text: str) -> str:
    """Cut a pair of marks from around a text, and a bold one that has no partner in it."""
    for mark in _PAIRS:
        inside = text.removeprefix(mark).removesuffix(mark)
        paired = len(text) - len(inside) == 2 * len(mark)
        if mark not in inside and (paired or mark == _BOLD):
            text = inside
    return text
