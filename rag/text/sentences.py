"""Find the sentences of a text by rule, as exact character offsets, in linear time.

The text is cut into blocks first (`rag.text.blocks`), then each paragraph at the stops that end a
sentence. The rules know English abbreviations and the full stops of Chinese, Japanese, Arabic,
Urdu and Hindi; they do not know grammar: "in Washington, D.C. Police said" stays one sentence.
No sentence spans a blank line, and every character that is not a space lies in exactly one
sentence.
"""

import re
from collections.abc import Iterator

from rag.text.blocks import Block, blocks
from rag.text.months import MONTH_NAMES, SHORT_MONTHS
from rag.text.weekdays import SHORT_WEEKDAYS, WEEKDAY_NAMES
from rag.types import Span

# Every quantifier is possessive and nothing follows them, so a run of a million stops or
# spaces is matched once and never tried again.
_STOP = re.compile(
    r"(?P<stops>[.!?…‽。．｡！？؟۔।॥]++)"
    r"(?P<closers>(?:[\"'”’»›)\]}*_」』】）]|\[\d{1,3}\])*+)"  # "[12]": a footnote's mark
    r"(?P<space>\s*+)"
)
_NEXT = re.compile(r"(?P<openers>[\"'“‘«‹(\[{*_¿¡「『【（]*+)(?P<word>[^\W_]*+)(?P<dot>\.?)")
_DOTTED = re.compile(r"[A-Za-z]{1,2}(?:\.[A-Za-z]{1,2})+")  # U.S, Ph.D, e.g
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})\Z")

_SPACELESS_STOPS = frozenset("。．｡！？।॥")  # end a sentence without a space after them
_LONGEST_ABBREVIATION = 24
_BEFORE_FIGURES = tuple("$€£¥₩₹#~±")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Dr Drs Prof Profs Gen Gens Sen Sens Rep Reps Gov Govs Lt Col Capt Sgt Rev Hon"
    " Pres Supt Det Insp Maj Cpl Pvt Cmdr Adm Brig Amb Atty Asst Assoc Messrs Mme Mmes Mlle Mt Ft"
    " vs v cf viz e.g i.e eg ie approx ca esp incl excl fam tel Tel ext resp max avg attn Bros Fr"
    " Br Wm Geo Chas Thos Jas Jos apt bldg tbsp tsp ref Ref encl Encl"
)
_BEFORE_NUMBER = _words(
    "No Nos no nos Fig Figs fig figs Eq Eqs Sec Sect Ch Chap Vol Vols vol Art Par Para para p pp"
    " P PP ed eds Tab Ex Op Pt pt arr dep c circa"
).union(SHORT_MONTHS)
_MAY_END = _words(
    "Inc Corp Ltd Co Cos Cie Jr Sr Esq LLC etc al Dept dept Est est Ave Blvd Rd St Ste Hwy Univ"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont"
    " Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ph Eng ft hrs min sq Sec Treas"
).union(SHORT_MONTHS, SHORT_WEEKDAYS)
_TIMES = frozenset({"a.m", "p.m", "A.M", "P.M"})
# "6 p.m. Korean time", "10 a.m. New York time"
_ZONE = re.compile(r"(?:[A-Z][\w'’]*\s+){1,2}(?:standard\s+|summer\s+|daylight\s+)?[Tt]ime\b")
_AFTER_TIME = _words(
    "Eastern Central Mountain Pacific Greenwich GMT UTC ET EST EDT CT CST CDT MT MST MDT PT PST PDT"
    " BST CET"
).union(MONTH_NAMES, WEEKDAY_NAMES, SHORT_WEEKDAYS)
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


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of `text[start:end]` as spans in `text`, in order and disjoint.

    "It rose 3.5 %. Mr. Lee left." -> "It rose 3.5 %.", "Mr. Lee left."
    """
    spans: list[Span] = []
    for block in blocks(text, start, len(text) if end is None else end):
        if block.whole:
            spans.append(Span(block.start, block.end))
        else:
            spans.extend(_split_paragraph(text, block))
    return spans


def _split_paragraph(text: str, block: Block) -> Iterator[Span]:
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
    sign = text[following.end() : following.end() + 1] if not word else ""
    if not word and sign not in _BEFORE_FIGURES:
        return text[stop.end()] not in "-–—.,;:&/%"
    if word and word[0].islower() and not (len(word) > 1 and word[1].isupper()):  # but "iPhone"
        return False
    if stops != ".":
        return True
    before = _word_before(text, start, stop.start())
    if start + len(before) == stop.start() and _ENUMERATOR.match(before):
        return False  # "1. First", "a. Then": a number at the start is no sentence
    before = before.rpartition("-")[2]  # "non-U.S."
    if not word or word[0].isdigit():
        return not _takes_number(before, following["openers"].strip("*_"))
    if before in _TIMES and _ZONE.match(text, following.start("word"), end):
        return False
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
