"""What HTML raises above the line: marks of notes are left out, powers keep that they are some.

"10<sup>23</sup>" -> "10^23", "1<sup>1</sup>/<sub>2</sub>" -> "1 1/2"; letters, as in "1st", stay.
"""

import re
from collections.abc import Iterable

from rag.documents.formats.html.plain_tables import NAME, NAME_END

# For private use: around what is raised, and around the text of a link that may lead to a note.
SUPER, SUPER_END, LINK = "\ue005", "\ue006", "\ue007"
_LINKED = re.compile(f"{LINK}[^{LINK}]*{LINK}")
_BOLD = str.maketrans("", "", NAME + NAME_END)
_RAISED = str.maketrans("", "", SUPER + SUPER_END)
_MARKS = _BOLD | _RAISED
_NOTE_MARK = re.compile(r"\s*(?:\[(?:\d{1,3}|[*†‡§])\]|\(?[*†‡§]\)?)\s*")
_NUMBER = re.compile(r"\s*\(?\d{1,3}\)?\s*")  # may be that of a page or of a table too
_NOTE = re.compile(
    r"#[\W_]{0,5}(?:(?:\w{0,20}note|ft?n|edn?|en|n)s?(?:[\W_]?ref)?[\W_]?\d|cite)|noteref",
    re.IGNORECASE,
)
# After a number, a bracket or a unit: a longer word has no power but a note.
_POWER = re.compile(
    rf"([\d)]|(?<![^\W\d_]{{3}})[^\W\d_])({NAME_END}?)"
    rf"{SUPER}\s?([-+−–]?\d{{1,3}})\s?{SUPER_END}(?!\s?[/⁄])"
)
_FRACTION = re.compile(rf"(?<=\d){SUPER}(?=\d{{1,2}}{SUPER_END}\s?[/⁄])")


def linked(text: str, place: str, said: Iterable[str]) -> str:
    """Give the text of a link to a `place`, with what its attributes say; "" of a note's mark."""
    mark = text.translate(_MARKS)
    if "#" not in place or not (_NOTE_MARK.fullmatch(mark) or _NUMBER.fullmatch(mark)):
        return text
    named = _NOTE.search(" ".join((place[place.index("#") :], *said)))
    if _NOTE_MARK.fullmatch(mark) or SUPER in text or named:
        return ""
    return f"{LINK}{text}{LINK}"  # a note's all the same where it is raised


def raised(text: str) -> str:
    """Mark a raised text for `with_powers`; "" where nothing but links to notes is in it."""
    others = _LINKED.sub("", text)
    if others != text and not any(map(str.isalnum, others)):
        return ""
    return f"{SUPER}{text.translate(_BOLD)}{SUPER_END}"


def with_powers(text: str) -> str:
    """Write what is a power with "^".

    >>> with_powers("10" + raised("23") + " m" + raised("2"))
    '10^23 m^2'
    """
    if SUPER not in text:
        return text
    return _FRACTION.sub(" ", _POWER.sub(r"\1\2^\3", text)).translate(_RAISED)
