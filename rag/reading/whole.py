"""Move a span's ends so that they cut nothing in two: no word, number, bracket, address or code.

This module knows nothing of how a span was found, and nothing of dates.
"""

import re

# A dash or a plus is a sign where a word could begin.
_NUMBER_BEGINS = re.compile(r"(?:(?<![^\s(])[-−–+])?(?:[$€£¥₩₹][-−]?)?(?:\d+[.,:])*\Z")
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\W{0,3}\d[\d.,:]*[^\d;]{0,20}\band\s+\W{0,3}\d")
_NUMBER_GOES_ON = re.compile(r"(?:[.,:]\d+)+")
# What has no spaces and one meaning only as a whole. A stop with a capital behind it ends a
# sentence of which the space is missing.
_TOKENS = re.compile(
    r"[\w.+%-]*\w@[\w-]+(?:\.[\w-]+)*"  # an e-mail address
    r"|(?:[A-Za-z]+://|www\.)[^\s<>\"'`|]*[\w/]"
    r"|(?<![\w/~])(?:~/|/(?=[\w.-]+/))[\w.-]*\w(?:/[\w.-]*\w)*"  # a path
    r"|(?:(?<!\w)~?/)?[\w-]*\w(?:[./][\w-]+)*\.[a-z][a-z\d]+\b(?:/[\w./?=&#%-]*[\w/])?"  # a file
    r"|\w*[^\W_]_[^\W_]\w*"  # a name in a program
    r"|(?<![\w-])(?:[A-Z]\w*[-/])(?:\w+[-/])*\w*\d\w*(?:[-/]\w+)*",  # "AP3-2311", "REK/2022/518"
    re.ASCII,
)

# A word that was parted at the end of a line; with a capital below it is "North-\nSouth".
_PARTED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad](?:\r\n|\r|\n)[ \t]*(?=[^\W\d_])")
_NAMES = re.compile(r"(?:\s[A-Z][\w'’-]*\w)*")
_LONGEST_PART = 40  # characters of a word, on either side
_WORD_BETWEEN = 20  # characters before a span that "between" is looked for in
_INSIDE = 80  # characters of a bracket before a span that begins within it
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))
_QUOTES = ('"', "`")
_LINE = 400  # characters before a span's end in which the marks of its line are counted
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\Z", re.IGNORECASE)
_OF_DAY = re.compile(r"\s(?:morning|afternoon|evening|night)s\b", re.IGNORECASE)
_LONGEST_DAY = 12  # characters


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span from `start` to `end` with nothing cut in two at either end."""
    start, end = whole_word(text, start, end)
    start, end = closed(text, *whole_tokens(text, *whole_number(text, start, end)))
    return whole_range(text, start, end), whole_day(text, start, end)


def whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends to those of a word that is parted at the end of a line.

    "the gover" before "-\\nnor Ida Voss" -> with it, the name too, which the reader of "gover"
    cannot tell from the next thing; "nor Ida" behind "gover-\\n" -> with it.
    """
    for parted in _PARTED.finditer(text, max(0, start - _LONGEST_PART), end + _LONGEST_PART):
        if text[parted.end()].isupper():
            continue
        begin, limit = parted.start(), parted.end()
        while begin > 0 and text[begin - 1].isalpha():
            begin -= 1
        while limit < len(text) and text[limit].isalpha():
            limit += 1
        if begin < start < limit:
            start = begin
        if begin < end < limit and (names := _NAMES.match(text, limit)):
            end = names.end()
    return start, end


def whole_range(text: str, start: int, end: int) -> int:
    """Move a span's start to the "between" of its two numbers: "5 and 8" -> "between 5 and 8"."""
    between = _BETWEEN.search(text, max(0, start - _WORD_BETWEEN), start)
    ranges = between and _TWO_NUMBERS.match(text, start, end)
    return between.start() if between and ranges else start


def whole_day(text: str, start: int, end: int) -> int:
    """Move a span's end from a day to what is every week: "Friday" -> "Friday mornings"."""
    day = _DAY.search(text[max(start, end - _LONGEST_DAY) : end])
    part = _OF_DAY.match(text, end) if day else None
    return part.end() if part else end


def whole_tokens(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends to those of the addresses, file names and codes that they stand in.

    "uib" of "ann@uib.example" -> all of it; "24-1187" of "JOSR-24-1187" -> all of it.
    """
    first, last = _word_around(text, start), _word_around(text, end - 1)
    for begin, limit in (first, last):
        for token in _TOKENS.finditer(text, begin, limit):
            if token.start() < start < token.end():
                start = token.start()
            if token.start() < end < token.end():
                end = token.end()
    return start, end


def _word_around(text: str, at: int) -> tuple[int, int]:
    """Give the stretch without spaces that a character stands in."""
    begin = end = at
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return begin, end


def whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends so that they leave out no part of a number, its sign and currency.

    "5" of "-5 °C" -> "-5"; "7" of "7:30" -> "7:30"; "5 million" of "$5 million" -> with "$".
    """
    before = _NUMBER_BEGINS.search(text[:start]) if text[start].isdigit() else None
    after = _NUMBER_GOES_ON.match(text, end) if text[end - 1].isdigit() else None
    return (before.start() if before else start), (after.end() if after else end)


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends so that a bracket or a quotation mark has its partner, or is not in it.

    "Kim (V" before ")" -> "Kim (V)"; before anything else -> "Kim". `55 mm)` -> `55 mm`; `the "cup`
    before `"` -> `the "cup"`.
    """
    for opens, closes in _BRACKETS:
        start, end = _closed_bracket(text, start, end, opens, closes)
    for mark in _QUOTES:
        start, end = _closed_quote(text, start, end, mark)
    return start, end


def _closed_bracket(text: str, start: int, end: int, opens: str, closes: str) -> tuple[int, int]:
    opened = text.rfind(opens, start, end)
    if opened < 0:
        alone = text.endswith(closes, start, end) and end - start > 1
        if not alone and closes in text[start:end]:  # "trial) and one month after that"
            begun = text.rfind(opens, max(0, start - _INSIDE), start)
            return (start if begun < 0 or "\n" in text[begun:start] else begun), end
        return start, end - alone
    if text.find(closes, opened, end) >= 0:
        return start, end
    if text.startswith(closes, end):
        return start, end + 1
    before = text[start:opened].rstrip()
    return start, start + len(before) if before else end


def _closed_quote(text: str, start: int, end: int, mark: str) -> tuple[int, int]:
    marks = [at for at in _marks_of_line(text, end, mark) if start <= at]
    if len(marks) % 2 == 0 or end - start == 1:
        return start, end
    if marks[-1] == end - 1:
        return start, end - 1
    if text.startswith(mark, end):
        return start, end + 1
    if marks[0] == start:
        return start + 1, end
    return (start - 1 if text.endswith(mark, 0, start) else start), end


def _marks_of_line(text: str, end: int, mark: str) -> list[int]:
    """Find the marks in the line of a span's end, up to there; 27" is a length if none is open."""
    begin = max(end - _LINE, text.rfind("\n", 0, end) + 1)
    marks = list[int]()
    at = text.find(mark, begin, end)
    while at >= 0:
        if mark != '"' or len(marks) % 2 or not text[at - 1 : at].isdigit():
            marks.append(at)
        at = text.find(mark, at + 1, end)
    return marks
