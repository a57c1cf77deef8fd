"""Marked words -> whole words: what an apostrophe or a full stop holds together is one.

"Anna O'Dowd" -> "Anna", "O'Dowd"; "Dr. J.K. Lee" -> "Dr.", "J.K.", "Lee"; "Tae-hwa" is one. And
which of them are written like names. This module knows nothing of which words are meant.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from rag.conversation.marking.marks import Marked
from rag.conversation.word_keys import Word, content_keys
from rag.text.sentences import sentence_spans

_ENDINGS = frozenset({"s", "t", "re", "ll", "ve", "d", "m"})  # after an apostrophe: "Ann's", "I'd"
_LONGEST_PARTICLE = 4  # letters before an apostrophe: "d'Arc", "dell'Orto"
_PARTICLE = re.compile(rf"\w{{1,{_LONGEST_PARTICLE}}}['’](?=\w)")
_GOES_ON = re.compile(r"\s+(?P<next>\w)|[,;'’)\-]")  # after the stop of "St. Ives", "Jr., 40"
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Capt|Lt|Col|Gen|Sen|Hon)\.?")
# "London-based", "Oscar-winning": what is said of somebody, where "Tae-hwa" is a name.
_DESCRIBES = re.compile(
    r"\w+(?:ed|ing|wide|like)|based|born|led|run|made|type|class|level|era|only|free|old"
    r"|long|shaped|backed|themed|style|size|wise|proof|friendly|speaking|time|day|week|year|month"
)
_OWNING = re.compile(r"['’]s\s+")


def whole_words(text: str, words: Sequence[Marked]) -> list[Marked]:
    """Join what is one word of a name, and take in the stop of an initial or an abbreviation.

    Which stop ends a sentence instead is told as where documents are cut into sentences. A joined
    word is as probable as its likeliest part; the "s" of "Ann's" is left out.
    """
    joined: list[Marked] = []
    for marked in words:
        if marked.word.text.lower() == "s" and text[: marked.word.start].endswith(("'", "’")):
            continue
        if joined and _goes_on(text, joined[-1].word, marked.word):
            likeliest = max(joined[-1].probability, marked.probability)
            joined[-1] = Marked(_stretch(text, joined[-1].word, marked.word.end), likeliest)
        else:
            joined.append(marked)
    ends = {span.end for span in sentence_spans(text)} if "." in text else frozenset[int]()
    return [Marked(_with_stop(text, m.word, ends), m.probability) for m in joined]


def begins_name(marked: Marked) -> bool:
    """Say whether a word is written like a name or a number: "Ada", "d'Arc", "5B"."""
    text = marked.word.text
    return _is_capital(text[0]) or _is_capital(_PARTICLE.sub("", text, count=1)[0])


def own(text: str, one: Marked, other: Marked) -> bool:
    """Say whether two words are a name with an owner's: "Jude's Hospice", "Land's End"."""
    gap = text[one.word.end : other.word.start]
    return _OWNING.fullmatch(gap) is not None and begins_name(one) and begins_name(other)


def begins_another(one: Marked, other: Marked) -> bool:
    """Say whether a title begins another name: "Ms. Oona Lee" before "Mrs. Pole"."""
    titles = [_TITLE.fullmatch(marked.word.text) is not None for marked in (one, other)]
    return titles == [False, True]


def is_abbreviated(marked: Marked) -> bool:
    """Say whether a word keeps its stop: an initial, a title, "St."."""
    return marked.word.text.endswith(".")


def keys_of(words: Iterable[Marked]) -> frozenset[str]:
    """Give the keys of whole words: "O'Dowd" has those of "O" and "Dowd", "S." has none."""
    return frozenset(
        key
        for word in (marked.word for marked in words)
        for key in ([word.key] if re.fullmatch(r"\w+", word.text) else content_keys(word.text))
    )


def _goes_on(text: str, one: Word, other: Word) -> bool:
    """Say whether nothing but an apostrophe, a stop or a hyphen parts two words of a name."""
    match text[one.end : other.start]:
        case "-":  # "Tae-hwa"; "Jean-Luc" is two words of a name by its capitals
            return one.text[0].isupper() and other.text.islower() and not _describes(other.text)
        case "'" | "’":
            particle = len(one.text) <= _LONGEST_PARTICLE and other.text[0].isupper()
            named = particle or one.text[0].isupper()
            return named and other.text.lower() not in _ENDINGS
        case ".":  # "J.K.", "Dictionary.com", "3.1"
            number = one.text[0].isdigit() and other.text[0].isdigit()
            return number or one.text[0].isupper()
        case _:
            return False


def _describes(word: str) -> bool:
    return _DESCRIBES.fullmatch(word) is not None


def _with_stop(text: str, word: Word, ends: Collection[int]) -> Word:
    """Take in the stop after a word in capitals that ends no sentence: "St.", "J.", "D.C."."""
    after = word.end + 1
    if text[word.end : after] != "." or not word.text[0].isupper():
        return word
    dotted = word.text[-2:-1] == "."  # "D.C." keeps its stop at the end of a sentence as well
    found = _GOES_ON.match(text, after)
    goes_on = found is not None and (found["next"] is None or _is_capital(found["next"]))
    return _stretch(text, word, after) if dotted or (goes_on and after not in ends) else word


def _is_capital(sign: str) -> bool:
    return sign.isupper() or sign.isdigit()


def _stretch(text: str, word: Word, end: int) -> Word:
    return Word(word.start, end, text[word.start : end], is_content=True)
