"""Numbers of lists and headings that Markdown would count anew: marked, then put in its place.

Marks stand around a number before HTML becomes Markdown: "1. <2.1>Rent" -> "2.1 Rent".
"""

import re

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 3_999  # that is written in Roman figures
NO_NUMBER = ("bullet", "none")
NUMBER, NUMBER_END = "\ue008", "\ue009"  # for private use: no text has them but by accident
_MARKER = r"(?:-|\d{1,9}\\?[.)])[^\S\n]+"
_MARKED = re.compile(
    rf"^(?P<before>[ >]*(?:{_MARKER})*?)(?P<last>{_MARKER})?"
    rf"{NUMBER}(?P<label>[^{NUMBER_END}\n]*){NUMBER_END}\s*",
    re.MULTILINE,
)
_LEFT = re.compile(rf"{NUMBER}([^{NUMBER_END}\n]*){NUMBER_END}[^\S\n]*")
_MANY = re.compile(r"\d+(?:\.\d+)+\.?")
_ROMAN = re.compile(r"[ivxlcdm]{2,}\.")
_MARK = re.compile(r"\d{1,3}[.)]|\d+(?:\.\d+)+|[A-Za-z][.)]")  # shows by itself that an item begins


def written_number(number: int, form: str) -> str:
    """Write a number in one of Word's forms; one that is not known comes in figures.

    >>> [written_number(4, form) for form in ("decimal", "lowerLetter", "upperRoman")]
    ['4', 'd', 'IV']
    """
    text = str(number)
    if form.endswith("Letter") and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman") and 0 < number <= _HIGHEST:
        text, left = "", number
        for value, letters in _ROMANS:
            text += letters * (left // value)
            left %= value
    elif form == "decimalZero":
        text = f"{number:02}"
    elif form in NO_NUMBER:
        text = ""
    return text.upper() if form.startswith("upper") else text


def marked(label: str) -> str:
    """Mark a number, which stands before what it counts."""
    return f"{NUMBER}{label}{NUMBER_END}"


def with_numbers(text: str) -> str:
    """Put what is marked in the place of a list's own number, and before all else.

    >>> with_numbers(f"- 1. {marked('2.1.')}Rent\\n# {marked('3.')}Pets")
    '  2.1 Rent\\n# 3. Pets'
    """
    if NUMBER not in text:
        return text
    return _LEFT.sub(lambda one: f"{_written(one[1])} ", _MARKED.sub(_placed, text))


def _placed(found: re.Match[str]) -> str:
    label = _written(found["label"])
    if found["last"] is None:
        return f"{found['before']}{label} "
    before = re.sub(r"[^ >]", " ", found["before"])
    return f"{before}{label} " if _MARK.fullmatch(label) else f"{before}- {label} "


def _written(label: str) -> str:
    """Write a number so that its stop ends no sentence: "2.1." -> "2.1", "iv." -> "iv)"."""
    if _MANY.fullmatch(label):
        return label.rstrip(".")
    return f"{label[:-1]})" if _ROMAN.fullmatch(label) else label
