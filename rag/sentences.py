"""Find the sentences of a text by rule, as exact character offsets, in linear time.

The text is cut into blocks first (paragraphs, list items, headings, table rows, code),
then each paragraph at the stops that end a sentence. The rules know English abbreviations
and the full stops of Chinese, Japanese, Arabic, Urdu and Hindi; they do not know grammar:
"in Washington, D.C. Police said" stays one sentence. No sentence spans a blank line, and
every character that is not a space lies in exactly one sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Span

# Every quantifier is possessive and nothing follows them, so a run of a million stops or
# spaces is matched once and never tried again.
_STOP = re.compile(
    r"(?P<stops>[.!?…‽。．｡！？؟۔।॥]++)"
    r"(?P<closers>(?:[\"'”’»›)\]}*_」』】）]|\[\d{1,3}\])*+)"  # "[12]": a footnote's mark
    r"(?P<space>\s*+)"
)
_NEXT = re.compile(r"(?P<openers>[\"'“‘«‹(\[{*_¿¡「『【（]*+)(?P<word>[^\W_]*+)(?P<dot>\.?)")
_LINE = re.compile(r"[^\r\n]+")
_WHOLE_LINE = re.compile(r"\s*(?:#{1,6}\s|\||[=*_-]{3,}\s*$)")  # heading, table row, rule
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r"\s*[-*+•‣▪●◦–]\s+\S")
_NUMBERED = re.compile(r"\s*\(?(\d{1,3}|[a-zA-Z])[.)]\s+\S")
_DOTTED = re.compile(r"[A-Za-z]{1,2}(?:\.[A-Za-z]{1,2})+")  # U.S, Ph.D, e.g
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})\Z")

_SPACELESS_STOPS = frozenset("。．｡！？।॥")  # end a sentence without a space after them
_LONGEST_ABBREVIATION = 24
_RAGGED = 0.75  # a line that could have held the next word within this part of the width


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Dr Drs Prof Profs Gen Gens Sen Sens Rep Reps Gov Govs Lt Col Capt Sgt Rev Hon"
    " Pres Supt Det Insp Maj Cpl Pvt Cmdr Adm Brig Amb Atty Asst Assoc Messrs Mme Mmes Mlle Mt Ft"
    " vs v cf viz e.g i.e eg ie approx ca esp incl Bros"
)
_BEFORE_NUMBER = _words(
    "No Nos no nos Fig Figs fig figs Eq Eqs Sec Sect Ch Chap Vol Vols vol Art Par Para para p pp"
    " P PP ed eds Tab Ex Op Pt pt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec c circa"
)
_MAY_END = _words(
    "Inc Corp Ltd Co Cos Cie Jr Sr Esq LLC etc al Dept dept Est est Ave Blvd Rd St Ste Hwy Univ"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont"
    " Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov"
    " Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ph Eng ft hrs min sq"
)
_TIMES = frozenset({"a.m", "p.m", "A.M", "P.M"})
_AFTER_TIME = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January"
    " February March April May June July August September October November December Eastern Central"
    " Mountain Pacific Greenwich GMT UTC ET EST EDT CT CST CDT MT MST MDT PT PST PDT BST CET"
)
# Words that start sentences far oftener than they continue a name or an abbreviation.
_STARTERS = _words(
    "The A An This That These Those He She It They We You I His Her Its Their Our My Your There"
    " Here In On At By For From With Without After Before During Since Until While When Where Why"
    " How What Who Which Whether If Although Though Because But And Or So Yet As To Not No Yes Then"
    " Now Some Many Most Several Each Every All Both Other Others Another One However Meanwhile"
    " Moreover Also Still Today Yesterday Later Earlier Once Under Over Despite According Last Next"
    " Just Even Only Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should Such"
    " Among Between Through Instead Perhaps Maybe More Few Nearly About Let Please Although"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch that no sentence crosses; `whole` when it is one sentence as it stands."""

    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, and whether a blank one comes before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of `text[start:end]` as spans in `text`, in order and disjoint.

    "It rose 3.5 %. Mr. Lee left." -> "It rose 3.5 %.", "Mr. Lee left."
    """
    spans: list[Span] = []
    for block in _blocks(text, start, len(text) if end is None else end):
        if block.whole:
            spans.append(Span(block.start, block.end))
        else:
            spans.extend(_split_paragraph(text, block))
    return spans


def _split_paragraph(text: str, block: _Block) -> Iterator[Span]:
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.end() < block.end and _ends_sentence(text, start, stop, block.end):
            yield Span(start, stop.end("closers"))
            start = stop.end()
    yield Span(start, block.end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Decide from the stop, the word before it and the word after it."""
    stops = stop["stops"]
    if not stop["space"]:
        return stops[-1] in _SPACELESS_STOPS and not stop["closers"]
    following = _NEXT.match(text, stop.end(), end)
    assert following is not None  # every part of the pattern may be empty
    word = following["word"]
    if not word:
        return text[stop.end()] not in "-–—.,;:&/%"
    if word[0].islower() and not (len(word) > 1 and word[1].isupper()):  # but "iPhone"
        return False
    if stops != ".":
        return True
    before = _word_before(text, start, stop.start())
    if start + len(before) == stop.start() and _ENUMERATOR.match(before):
        return False  # "1. First", "a. Then": a number at the start is no sentence
    before = before.rpartition("-")[2]  # "non-U.S."
    if word[0].isdigit():
        return not _takes_number(before, following["openers"].strip("*_"))
    return not _belongs_to_abbreviation(
        before, word, initial=len(word) == 1 and bool(following["dot"])
    )


def _word_before(text: str, start: int, stop: int) -> str:
    window = text[max(start, stop - _LONGEST_ABBREVIATION) : stop]
    words = window.rsplit(maxsplit=1)
    return words[-1].lstrip("\"'“‘«([{*_") if words and not window[-1].isspace() else ""


def _takes_number(before: str, openers: str) -> bool:
    """Tell whether the stop after `before` abbreviates it, given that a number follows.

    Few sentences begin with a number, so that what may end one seldom does before it: "the U.S.
    10-year yield", "Kim et al. (2017)". A time often does, and an initial may, as in "plan B",
    but a bracket goes on with both: "5 p.m. (1700 GMT)", "Walker, M. (2017)".
    """
    if before in _BEFORE_NUMBER or before in _TITLES:
        return True
    bracketed = openers.startswith(("(", "["))
    if before in _TIMES or _is_letter(before):
        return bracketed
    abbreviates = before in _MAY_END or _DOTTED.fullmatch(before) is not None
    return abbreviates and (bracketed or not openers)


def _belongs_to_abbreviation(before: str, word: str, *, initial: bool) -> bool:
    """Tell whether the stop after `before` abbreviates it, given the `word` that follows.

    `initial` says that the word is itself one letter and a stop, as in "J. R. R. Tolkien".
    """
    if before in _TITLES:
        return True
    if before in _TIMES:
        return word in _AFTER_TIME
    letter = _is_letter(before)
    if letter and initial:
        return True
    if before == "I":
        return False
    if letter or before in _MAY_END or _DOTTED.fullmatch(before):
        return word not in _STARTERS or initial
    return False


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _blocks(text: str, start: int, end: int) -> Iterator[_Block]:
    """Cut into paragraphs, list items, headings, table rows and fenced code."""
    paragraph: list[_Line] = []
    lines = list(_lines(text, start, end))
    fences = _closed_fences(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        closing = fences.get(index)
        alone = closing is not None or _WHOLE_LINE.match(line.text) is not None
        underline = bool(paragraph) and not line.after_blank and _UNDERLINE.match(line.text)
        if underline:
            yield _Block(paragraph[0].start, line.end, whole=True)
            paragraph = []
        elif alone or (paragraph and _starts_block(line, paragraph)):
            yield from _paragraph_block(paragraph)
            paragraph = [] if alone else [line]
            if alone:
                index = index if closing is None else closing
                yield _Block(line.start, lines[index].end, whole=True)
        else:
            paragraph.append(line)
        index += 1
    yield from _paragraph_block(paragraph)


def _paragraph_block(lines: list[_Line]) -> Iterator[_Block]:
    """Yield the lines as one block, or as several where a line was plainly meant to end."""
    width = max((len(line.text) for line in lines), default=0)
    first = 0
    for index in range(1, len(lines)):
        if _was_meant_to_end(lines[index - 1].text, lines[index].text, width):
            yield _Block(lines[first].start, lines[index - 1].end, whole=False)
            first = index
    if lines:
        yield _Block(lines[first].start, lines[-1].end, whole=False)


def _was_meant_to_end(line: str, following: str, width: int) -> bool:
    """Tell a title or short entry from a wrapped line: the next word would have fitted on it."""
    word = following.split(maxsplit=1)[0]
    starts_anew = not word.lstrip("\"'“‘«([")[:1].islower()
    fits = len(line) + 1 + len(word) <= _RAGGED * width
    return fits and starts_anew and not line.rstrip().endswith((",", ";", "-", "–", "—", "&"))


def _starts_block(line: _Line, paragraph: list[_Line]) -> bool:
    if line.after_blank or _BULLET.match(line.text):
        return True
    number = _NUMBERED.match(line.text)
    return number is not None and (
        number[1] == "1" or _NUMBERED.match(paragraph[0].text) is not None
    )


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines that are not blank, without the spaces around them."""
    previous = start
    for match in _LINE.finditer(text, start, end):
        stripped = match[0].strip()
        if not stripped:
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = text[previous:begin]
        breaks = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        yield _Line(begin, begin + len(stripped), match[0], breaks > 1)
        previous = begin + len(stripped)


def _closed_fences(lines: list[_Line]) -> dict[int, int]:
    """Map the index of each opening code fence to that of the line that closes it."""
    pairs: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        fence = _FENCE.match(line.text)
        if fence and opened is None:
            opened = (index, fence[1])
        elif fence and opened is not None and fence[1] == opened[1]:
            pairs[opened[0]] = index
            opened = None
    return pairs
