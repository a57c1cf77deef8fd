"""Compare answers by their words: does one contain the other, or say the opposite?

"Kim Taehyung" contains "Taehyung". "not guilty" is opposed to "guilty", and "early 2024" to "late
2024". Words are compared as `read_words` gives them: in lower case, without articles and accents.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rag.answering.values.number_words import ordinals_in_figures

_WORD = re.compile(r"[^\W\d_]{1,2}-(?!\w)|\w+(?:'s\b|[+#]+)?")  # "B-", "C++"
_POSSESSIVE = "'s"
# The stops of "U.S." and between "J. K.", but not that of "on us. A day".
_LETTER = r"[^\W\d_]"
_STOP_OF_LETTERS = re.compile(
    rf"(?<=\b{_LETTER})(?<!['’].)\.(?:(?={_LETTER}\b)|\s(?={_LETTER}\.))|(?<=\.{_LETTER})\.(?!\w)"
)
_ARTICLES = frozenset({"a", "an", "the"})
_ORDINAL = re.compile(r"(?<!\d)\d+(?:st|nd|rd|th)")
_NO_DENIAL = re.compile(  # a bound, or a numbering, is no denial
    r"\bno\.?\s*(?=\d)|\bnot only\b"
    r"|\bnot?\s+(?:more|less|fewer|later|earlier|older|younger)\s+than\b"
)
_DENIALS = frozenset(
    re.findall(r"\w+", "cannot neither never no nobody non none nor not nothing without")
)
_CHANGING = frozenset(  # the meaning of a word that they stand beside
    re.findall(
        r"\w+",
        """after anti assistant before deputy double ex except former half post pre quarter vice""",
    )
)
# Two texts that each take a side of a line which the other does not are at odds.
_SIDES = [
    [frozenset(side.split()) for side in line.split("|")]
    for line in (
        "early beginning | middle mid | late end",
        "spring | summer | autumn fall | winter",
        "morning | afternoon | evening",
        "before until | after since",
        "earlier ago | later",
        "rise rises rose risen rising increase increases increased grew gained up | fall falls fell"
        " fallen falling decrease decreases decreased lost drop drops dropped decline declines"
        " declined cut cuts down",
        "gain gains profit profits | loss losses",  # which rise and fall themselves
        "minimum | maximum",
        "north | south | east | west",
        "left | right",
        "above | below",
        "am | pm",
        "allowed permitted | banned forbidden prohibited",
        "included | excluded",
        "open | closed shut",
        "bc bce | ad ce",
        "minute minutes | hour hours h hourly | day days daily | week weeks weekly"
        " | month months monthly | year years yearly annually",
    )
]


def read_words(text: str) -> tuple[str, ...]:
    """Split into words: lower case, no accents, articles or punctuation, ordinals in figures.

    Letters with stops are one word, as they are without: "U.S." -> us; "&" is "and". A possessive
    that goes on keeps its ending: "Kim's father"; so does the last letter in "vitamin A".
    """
    plain = without_stops(unaccented(ordinals_in_figures(text).casefold()))
    plain = plain.translate({ord("’"): "'", ord("−"): "-", ord("&"): " and "}).replace(
        "n't", " not"
    )
    words = _WORD.findall(_NO_DENIAL.sub(" ", plain))
    kept = [word for word in words[:-1] if word not in _ARTICLES]
    kept += [word.removesuffix(_POSSESSIVE) for word in words[-1:] if word not in ("an", "the")]
    return tuple(kept)


def unaccented(text: str) -> str:
    """Write letters without their accents: "Beyoncé" -> "Beyonce"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


def without_stops(text: str) -> str:
    """Join single letters that stops divide: "Washington, D.C." -> "Washington, DC"."""
    return _STOP_OF_LETTERS.sub("", text)


def ordinals(text: str) -> frozenset[str]:
    """List the ordinals of a text in figures: "the third week" -> 3rd."""
    return frozenset(_ORDINAL.findall(ordinals_in_figures(text).casefold()))


def exclude(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two texts are opposed: one denies, or they take different sides of one thing.

    >>> exclude(["not", "guilty"], ["guilty"]), exclude(["shut"], ["open"]), exclude(["a"], ["b"])
    (True, True, False)
    """
    if denies(one) != denies(other):
        return True
    ones, others = _sides_taken(tuple(one)), _sides_taken(tuple(other))
    both = ones.keys() & others.keys()
    return any(ones[i] - others[i] and others[i] - ones[i] for i in both)


def denies(words: Sequence[str]) -> bool:
    """Say whether one of these words denies, as "not" does; they are as `read_words` gives them."""
    return not _DENIALS.isdisjoint(words)


def takes_side(word: str) -> bool:
    """Say whether a word, as `read_words` gives it, denies or takes a side: "not", "closed"."""
    return word in _DENIALS or any(word in side for sides in _SIDES for side in sides)


def before_or_after(words: Sequence[str]) -> frozenset[str]:
    """Give what of "before" and "after" is said: "before 1990" is not 1990."""
    return frozenset(words) & {"before", "after"}


def share_none(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two texts have no word in common, so that neither holds the other."""
    return set(_bare(tuple(one))).isdisjoint(_bare(tuple(other)))


def holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Say whether all of one text stands in the other and means the same there.

    It does not where the longer one has further numbers, or words that change the meaning:
    "Kim" in "Kim's father", "president" in "vice president", "3.11" in "3.11.2", "largest" in
    "third largest".
    """
    size, bare, wanted = len(shorter), _bare(tuple(longer)), _bare(tuple(shorter))
    if not size or not set(wanted).issubset(bare):
        return False
    if _figures(shorter) and _figures(shorter) != _figures(longer):
        return False
    return any(
        bare[i : i + size] == wanted
        and not (i + size < len(longer) and longer[i + size - 1].endswith(_POSSESSIVE))
        and _CHANGING.isdisjoint([*longer[:i], *longer[i + size :]])
        and not (i and _ORDINAL.fullmatch(longer[i - 1]))
        for i in range(len(longer) - size + 1)
    )


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(map(str.isdigit, word))]


@lru_cache(1024)  # as below
def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.removesuffix(_POSSESSIVE) for word in words)


@lru_cache(1024)  # each text of a question is compared with all others
def _sides_taken(words: tuple[str, ...]) -> Mapping[int, frozenset[int]]:
    """Number the things of which a text takes sides, and for each the sides that it takes."""
    taken = {
        thing: frozenset(i for i, side in enumerate(sides) if not side.isdisjoint(words))
        for thing, sides in enumerate(_SIDES)
    }
    return {thing: sides for thing, sides in taken.items() if sides}
