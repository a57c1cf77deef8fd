"""Take away the marks of Markdown that a page does not show: "The *Flood* of `a_b`" -> words."""

import re

_LINK = re.compile(r"!?\[([^\]\r\n]*)\]\([^)\s]*\)")
_CODE = re.compile(r"(?P<mark>`+)(?P<inside>[^`]+)(?P=mark)")
# Marks come in pairs around words (CommonMark 0.31, 6.2). Those within a word are taken for what
# is written, as in 2*3*4, snake_case and __init__.py.
_EMPHASIS = (
    re.compile(
        r"(?<![*\w\\])(?P<mark>\*{1,3})(?P<inside>[^\s*](?:[^*]*[^\s*\\])?)(?P=mark)(?![*\w])"
    ),
    re.compile(
        r"(?<![_\w\\])(?P<mark>_{1,3})(?P<inside>[^\s_](?:.*?[^\s_\\])?)(?P=mark)(?![_\w]|\.\w)"
    ),
)
_LEADING = re.compile(r"\s*(?:(?:#{1,6}|>+)\s+|\|)")
_BAR = re.compile(r"(?<=\s)\|(?=\s)")
_UNDERLINE = re.compile(r"\s*[=-]{3,}\s*\Z")


def without_emphasis(line: str) -> str:
    """Leave the words of links, code and emphasis; takes the square of the line's length."""
    line = _LINK.sub(r"\1", line)
    codes = iter([code["inside"] for code in _CODE.finditer(line)])
    line = _CODE.sub("\0", line)  # no text has this character, nor marks where it stands
    for pattern in _EMPHASIS * 2:  # what is inside first, then what is around it
        line = pattern.sub(r"\g<inside>", line)
    return re.sub("\0", lambda _: next(codes), line)


def without_marks(line: str) -> str:
    """Take the marks of a heading, a quotation and a row away as well: "| a | b |" -> "a · b"."""
    bare = _UNDERLINE.sub("", line)
    if _LEADING.match(bare):
        bare = _BAR.sub("·", _LEADING.sub("", bare, count=1).rstrip().rstrip("|"))
    return without_emphasis(bare).strip()
