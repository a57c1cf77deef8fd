"""Numbers written in words: patterns that find them, and their worth: "two hundred" -> 200."""

import re

_ONES = "one two three four five six seven eight nine"
_TEENS = """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(f"zero {_ONES} {_TEENS}".split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = {"hundred": 100, **_BIG}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_ORDINALS = """third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_NTH = {word: value for value, word in enumerate(f"first second {_ORDINALS}".split(), 1)}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _one_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_UNDER_100 = rf"(?:{_one_of(_TENS)}(?:[\s-]+{_one_of(_ONES)})?|{_one_of(f'{_TEENS} {_ONES} zero')})"
_UNDER_1000 = (
    rf"(?:(?:{_UNDER_100}[\s-]+)?hundred(?:[\s-]+(?:and[\s-]+)?{_UNDER_100})?|{_UNDER_100})"
)
_MANY = rf"(?:(?:{_UNDER_1000}[\s-]+)?{_one_of(' '.join(_BIG))})"

# A unit in "a twenty-second clip" and "a second later", an ordinal in "a second term".
_COUNTING = [*_SMALL, *_SCALES, "dozen", "half", "per", "each", "every", "split"]
_NO_NOUN = """after ago and at before earlier each for from in later long of on or than to when
while with"""
_SECOND = (
    r"second(?<!\d[\s-]second)(?<!/second)"
    + "".join(rf"(?<!\b{word}[\s-]second)" for word in _COUNTING)
    + rf"(?:(?<!\ba\ssecond)|(?=[\s-]+(?!{_one_of(_NO_NOUN)}\b)\w))"
)

# These go into patterns that ignore case, before a word boundary; none holds a group.
NUMBER = (
    rf"(?:(?:{_UNDER_1000}[\s-]+)?dozen"
    rf"|(?:{_MANY}[\s-]+(?:and[\s-]+)?)*(?:{_MANY}|{_UNDER_1000}))"
)
SCALE = rf"(?:{_one_of(' '.join(_SCALES))}s?|{_one_of(' '.join(_SHORT))})"
ORDINAL = rf"(?:(?:{_one_of(_TENS)}[\s-]+)?{_one_of(f'first {_ORDINALS}')}|{_SECOND})"
_ANY = re.compile(
    rf"[\d¼-¾⅐-⅞]|\b{_one_of(' '.join([*_SMALL, *_SCALES, 'dozen', 'half']))}", re.IGNORECASE
)
_WORDED_ORDINAL = re.compile(rf"\b{ORDINAL}\b", re.IGNORECASE)


def may_count(text: str) -> bool:
    """Say at once of most texts that there is no number in them, in figures or in words."""
    return _ANY.search(text) is not None


def worth(words: str) -> float:
    """Give the value of what `NUMBER` matches: "two hundred and six" -> 206."""
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "dozen":
            current = max(current, 1) * 12
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0.0
    return total + current


def scale_of(word: str) -> int:
    """Give the value of what `SCALE` matches: "millions" -> 1,000,000."""
    name = word.lower()
    return _SHORT[name] if name in _SHORT else _SCALES[name.removesuffix("s")]


def ordinals_in_figures(text: str) -> str:
    """Write ordinal words in figures: "the twenty-third" -> "the 23rd"."""
    return _WORDED_ORDINAL.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    *tens, last = re.findall(r"[a-z]+", match[0].lower())
    number = sum(_SMALL[word] for word in tens) + _NTH[last]
    return f"{number}{'th' if 10 < number < 14 else _ENDINGS.get(number % 10, 'th')}"
