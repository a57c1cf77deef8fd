"""The headings that a place in a text stands under: its section's, and that of the one around it.

A heading is a line with Markdown's marks (CommonMark 0.31, 4.2 and 4.3), a line all in bold or in
capitals, a numbered line (`numbered`), or a short line that ends in a colon, which heads no more
than its paragraph or list. Each has a level: 1 for "# Hall", 2 for "## Fees", 4 or 5 for a numbered
one, 5 for the rest.
"""

import re
from collections.abc import Iterator

from rag.text.numbered import numbered_headings

_MARKED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"(?:(=)=*|--+)")
_BOLD = re.compile(r"(\*\*|__)([^*_]+)\1:?")
_COLON = re.compile(r"[^-*+•|].{0,58}[^.:]:")
_LONGEST = 60  # characters
_FEWEST_CAPITALS = 4
_REACH = 6_000  # characters above a place that are looked at
_MOST = 2  # headings: a section's, and that of the section around it
_INNER = 5  # the level of a heading without marks, which may stand below one of any usual level
_NUMBERED = 3  # that of one with a number, less how deep it is


def heading_above(text: str, start: int, at: int) -> str:
    """Join the headings over a place that stand before `start`; "" where there are none.

    >>> heading_above("Prices\\n\\n# Hall\\n\\n## Fees\\n\\nLate: 5 a day", 25, 25)
    'Hall, Fees'
    """
    return ", ".join(headings_above(text, start, at))


def headings_above(text: str, start: int, at: int) -> tuple[str, ...]:
    """List the headings over the line at a place, the outermost first; two at most.

    None of a line that is a heading itself, none that stand from `start` on, and not what heads the
    whole text.

    >>> headings_above("# Hall\\n\\n## Fees\\n\\nLate: 5 a day", 17, 17)
    ('Fees',)
    """
    begin, end = text.rfind("\n", 0, at) + 1, _end_of_line(text, at)
    below = text[end + 1 : _end_of_line(text, end + 1)].strip()
    if _level(text[begin:end].strip(), below, closed=False) is not None:
        return ()
    if begin in numbered_headings(text):
        return ()
    found, inner = list[str](), _INNER + 1
    for begin, line, level in _headings_before(text, at):
        if level < inner:
            if begin < start and text[:begin].strip():
                found.insert(0, _words(line))
            inner = level
        if level == 1 or len(found) == _MOST:
            break
    return tuple(found)


def level_of_line(text: str, start: int, end: int) -> int | None:
    """Give the level of a heading that is a line of its own, 1 for the outermost; None for others.

    None of what nothing stands below, of what ends in a colon and so leads on to its list only, and
    of a line in capitals above another: then all may be.

    >>> level_of_line("**Pets**\\n\\nNone may be kept.", 0, 8)
    5
    """
    begin, stop = text.rfind("\n", 0, start) + 1, _end_of_line(text, end)
    whole = text[begin:stop].strip()
    following = text[stop : stop + _LONGEST].strip().partition("\n")[0]
    if not following or whole.endswith(":") or whole != text[start:end].strip():
        return None
    if whole.isupper() and following.isupper():
        return None
    line, _, rule = whole.partition("\n")
    level = _level(line.strip(), rule.strip(), closed=True)
    return _numbered(text, begin) if level is None else level


def level_between(text: str, start: int, end: int) -> int | None:
    """Give the level of the highest heading on the lines that begin in a stretch; None for none.

    Takes time linear in the stretch.

    >>> level_between("# Hall\\n\\nOpen.\\n\\n## Fees\\n\\nFive.", 13, 24)
    2
    """
    found = _headings_before(text, end, reach=end - start)
    return min((level for begin, _, level in found if begin >= start), default=None)


def _headings_before(text: str, at: int, reach: int = _REACH) -> Iterator[tuple[int, str, int]]:
    """Yield where each heading above a place begins, its line and its level, the nearest first."""
    end = text.rfind("\n", 0, at)
    floor = text.rfind("\n", 0, max(0, at - reach)) + 1
    begin = end + 1
    below, blank, parted = "", False, False  # the line below; blank ones above and below it
    for whole in reversed(text[floor : max(end, floor)].split("\n")):
        begin -= len(whole) + 1
        line = whole.strip()
        if line:
            if len(line) <= _LONGEST or line.startswith("#"):
                level = _level(line, below, closed=parted)
                level = _numbered(text, begin) if level is None else level
                if level is not None:
                    yield begin, line, level
            parted = parted or blank
        below, blank = line, not line


def _level(line: str, below: str, *, closed: bool) -> int | None:
    """Give the level of a line as a heading, 1 for the outermost; None where it is none.

    One that ends in a colon is none for what is `closed` off from it by a blank line.
    """
    if marked := _MARKED.fullmatch(line):
        return len(marked[1])
    if len(line) > _LONGEST or "  " in line:
        return None
    if (rule := _UNDERLINE.fullmatch(below)) and not _UNDERLINE.fullmatch(line):
        return 1 if rule[1] else 2
    capitals = line.isupper() and sum(map(str.isalpha, line)) >= _FEWEST_CAPITALS
    capitals = capitals and not line.startswith(("(", "<"))  # "(LAUGHTER)", "<!-- YAML"
    capitals = capitals and "`" not in line  # "`ERR_CALLBACK`." ends a sentence
    if _BOLD.fullmatch(line) or capitals or (not closed and _COLON.fullmatch(line)):
        return _INNER
    return None


def _numbered(text: str, begin: int) -> int | None:
    """Give the level of the line that begins there if its number makes it a heading."""
    depth = numbered_headings(text).get(begin)
    return None if depth is None else min(_INNER, _NUMBERED + depth)


def _words(line: str) -> str:
    """Take a heading's words out of its marks."""
    if marked := _MARKED.fullmatch(line):
        line = marked[2].rstrip("# \t")
    return line.strip("*_: \t")


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
